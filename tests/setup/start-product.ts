import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import type { RunningProduct } from '@/lib/launch/claim';
import { freePort } from '@/lib/launch/ports';

/** The product that the browser tests visit. */
export interface TestProduct extends RunningProduct {
  dataDir: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    product: TestProduct;
  }
}

/** Starts the real product as `npm start` does, on free ports with a folder of its own, and stops it afterwards. */
export default async function startProduct(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-e2e-'));
  fs.chmodSync(dataDir, 0o711);
  const ports: Record<string, string> = {};
  for (const name of ['PORT', 'SANDBOX_PORT', 'SMTP_PORT', 'IMAP_PORT'])
    ports[name] = String(await freePort());
  const child = spawn(process.execPath, ['lib/launch/start.mjs'], {
    env: { ...inherited(), ...ports, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    fs.rmSync(dataDir, { recursive: true, force: true });
  };

  const runFile = path.join(dataDir, 'run.json');
  const announced = new Promise<void>((resolve) => {
    const watcher = fs.watch(dataDir, () => {
      if (!fs.existsSync(runFile)) return;
      watcher.close();
      resolve();
    });
    void ended.then(() => watcher.close());
  });
  await Promise.race([announced, ended]);
  if (!fs.existsSync(runFile)) {
    await stop();
    throw new Error(`the product did not start:\n${output}`);
  }
  const product = JSON.parse(fs.readFileSync(runFile, 'utf8')) as RunningProduct;
  project.provide('product', { ...product, dataDir });
  return stop;
}

/** Nothing of our own environment may reach the product but what finds programs and folders. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, NODE_ENV: 'production' };
}
