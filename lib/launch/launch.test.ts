import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { announce, claim, runningProduct, type RunningProduct } from '@/lib/launch/claim';
import { assertFree, freePort } from '@/lib/launch/ports';
import { canEnter } from '@/lib/launch/postgres-user';
import { reachable } from '@/lib/launch/ready';
import { loadSecrets } from '@/lib/launch/secrets';
import { embeddedUrls, launchSettings, productEnvironment } from '@/lib/launch/settings';

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-launch-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const mode = (file: string) => fs.statSync(path.join(folder, file)).mode & 0o777;

describe('a data folder', () => {
  const product = {
    port: 1,
    publicBaseUrl: 'http://localhost:1',
    pids: { supervisor: process.pid },
  } as RunningProduct;

  test('belongs to one start at a time; the second is told where the first is', async () => {
    const release = await claim(folder);
    announce(folder, product);
    expect(runningProduct(folder)?.port).toBe(1);
    await expect(claim(folder)).rejects.toThrow(/http:\/\/localhost:1[\s\S]*DATA_DIR/);
    release();
    expect(runningProduct(folder)).toBeNull();
    (await claim(folder))();
  });

  test('is taken over from a process that died', async () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    fs.writeFileSync(path.join(folder, 'lock'), String(dead));
    announce(folder, { ...product, pids: { supervisor: dead } });
    expect(runningProduct(folder)).toBeNull();
    (await claim(folder))();
  });

  test('keeps its secrets, made once, from other accounts', async () => {
    const secrets = loadSecrets(folder, path.join(folder, 'postgres'));
    expect(loadSecrets(folder, path.join(folder, 'postgres'))).toEqual(secrets);
    expect(Buffer.from(secrets.LOOKUP_KEY, 'base64')).toHaveLength(32);
    expect(secrets.ENCRYPTION_KEYS).toMatch(/^k1:/);
    announce(folder, product);
    expect([mode('secrets.json'), mode('run.json')]).toEqual([0o600, 0o600]);
  });

  test('with a database but without its secrets is refused', () => {
    fs.mkdirSync(path.join(folder, 'postgres'));
    fs.writeFileSync(path.join(folder, 'postgres', 'PG_VERSION'), '18');
    expect(() => loadSecrets(folder, path.join(folder, 'postgres'))).toThrow(/secrets\.json is missing/);
  });
});

describe('ports', () => {
  test('a taken port is named with its variable', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as net.AddressInfo;
    await expect(assertFree('SMTP_PORT', port, '127.0.0.1')).rejects.toThrow(
      new RegExp(`Port ${port} is taken.*SMTP_PORT=`),
    );
    await new Promise((closed) => server.close(closed));
    await assertFree('SMTP_PORT', port, '127.0.0.1');
    expect(await freePort()).toBeGreaterThan(1023);
  });

  test('what listens everywhere is reached on the loopback address', () => {
    expect(['0.0.0.0', '::', '127.0.0.1', '::1', 'portal'].map(reachable)).toEqual([
      '127.0.0.1',
      '[::1]',
      '127.0.0.1',
      '[::1]',
      'portal',
    ]);
  });
});

test('an account may enter a folder only when it may enter every folder above it', () => {
  const stranger = { uid: 65_533, gid: 65_533 };
  const inner = path.join(folder, 'closed', 'open');
  fs.mkdirSync(inner, { recursive: true });
  fs.chmodSync(folder, 0o711);
  fs.chmodSync(path.join(folder, 'closed'), 0o700);
  expect(canEnter(stranger, path.join(inner, 'not-there-yet'))).toBe(false);
  fs.chmodSync(path.join(folder, 'closed'), 0o711);
  expect(canEnter(stranger, path.join(inner, 'not-there-yet'))).toBe(true);
  expect(canEnter(null, inner)).toBe(true);
});

describe('settings', () => {
  const launch = (env: Record<string, string>) =>
    launchSettings({ NODE_ENV: 'test', DATA_DIR: folder, DATABASE_URL: 'postgresql://x@h/d', ...env });

  test('the sandbox stays on the loopback address, production does not', async () => {
    expect(await launch({})).toMatchObject({
      sandbox: true,
      host: '127.0.0.1',
      port: 3000,
      sandboxPort: 3090,
    });
    expect(await launch({ SANDBOX: '0', PORT: '8080' })).toMatchObject({
      sandbox: false,
      host: '0.0.0.0',
      publicBaseUrl: 'http://localhost:8080',
    });
  });

  test('something that is no port is refused by name', async () => {
    await expect(launch({ PORT: 'http' })).rejects.toThrow(/PORT is not a port number: http/);
  });

  test('production is given no demo value and no generated key', async () => {
    const secrets = loadSecrets(folder, '');
    const urls = embeddedUrls(5432, secrets);
    const environment = (settings: Awaited<ReturnType<typeof launch>>) =>
      productEnvironment({ NODE_ENV: 'test', TWILIO_FROM: '' }, settings, secrets, urls);
    const demo = ['TWILIO_AUTH_TOKEN', 'TWILIO_FROM', 'ENCRYPTION_KEYS', 'LOOKUP_KEY', 'SMTP_URL'];
    const supplied = async (env: Record<string, string>) => {
      const given = environment(await launch(env));
      return demo.filter((name) => name in given);
    };
    expect(await supplied({ SANDBOX: '0' })).toEqual([]);
    expect(await supplied({})).toEqual(demo);
  });
});
