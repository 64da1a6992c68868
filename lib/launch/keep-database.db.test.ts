import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedUrl } from '@/lib/launch/database';
import { startCluster } from '@/lib/launch/embedded-postgres';
import { keepDatabase } from '@/lib/launch/keep-database';

let parent: string;
const options = () => ({ folder: path.join(parent, 'postgres'), password: 'secret' });

beforeEach(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-cluster-'));
  fs.chmodSync(parent, 0o711);
});
afterEach(() => fs.rmSync(parent, { recursive: true, force: true }));

async function query(port: number, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: embeddedUrl(port, 'postgres', 'secret', 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test('a killed server comes back on its port with everything that was committed', async () => {
  const pids: number[] = [];
  let restarted: () => void = () => undefined;
  const back = new Promise<void>((resolve) => (restarted = resolve));
  const database = await keepDatabase(options(), {
    onStart: (pid) => {
      pids.push(pid);
      if (pids.length === 2) restarted();
    },
    onDeath: () => undefined,
  });
  await query(database.port, 'CREATE TABLE kept AS SELECT 1 AS id');
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await back;
  expect(await query(database.port, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
  await database.stop();
});

test('a server that outlived its supervisor is stopped, and its cluster taken over', async () => {
  const orphan = await startCluster(options());
  await query(orphan.port, 'CREATE TABLE kept AS SELECT 2 AS id');
  const next = await startCluster(options());
  await orphan.exited;
  expect(await query(next.port, 'SELECT id FROM kept')).toEqual([{ id: 2 }]);
  await next.stop();
});

test('the server is safe against power loss and writes nothing of what people wrote to its log', async () => {
  const cluster = await startCluster(options());
  const rows = await query(
    cluster.port,
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name`,
  );
  expect(rows.map((row) => row.setting)).toEqual(['on', 'on', 'on']);
  await query(cluster.port, `CREATE TABLE person (name text CHECK (name <> 'canary'))`);
  await expect(query(cluster.port, `INSERT INTO person VALUES ('canary')`)).rejects.toThrow(
    /check constraint/,
  );
  await cluster.stop();
  expect(fs.readFileSync(path.join(parent, 'postgres.log'), 'utf8')).not.toContain('canary');
});
