import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { APP, OWNER, asSuperuser, embeddedUrl, ensureDatabase } from '@/lib/launch/database';
import { startCluster } from '@/lib/launch/embedded-postgres';
import { migrate } from '@/lib/launch/migrate';
import { prepare } from '@/lib/launch/setup.mjs';
import { seed } from '@/prisma/seed';
import { TEST_KEYS } from './test-keys';

/** Where the tests' PostgreSQL is, for tests/setup/database.ts. */
export interface TestServer {
  port: number;
  password: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    server: TestServer;
  }
}

/** One PostgreSQL for the whole run with two templates, reference and demo; each test file clones one of them. */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  await prepare({ bundles: false });
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-test-'));
  fs.chmodSync(parent, 0o755);
  const password = randomBytes(16).toString('hex');
  const cluster = await startCluster({ folder: path.join(parent, 'postgres'), password, durable: false });
  const stop = async () => {
    await cluster.stop();
    fs.rmSync(parent, { recursive: true, force: true });
  };
  try {
    await makeTemplates(cluster.port, password);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('server', { port: cluster.port, password });
  return stop;
}

async function makeTemplates(port: number, password: string): Promise<void> {
  await ensureDatabase(port, { superuser: password, owner: password, app: password }, 'reference');
  await migrate({ ownerUrl: embeddedUrl(port, OWNER, password, 'reference'), appRole: APP });
  await seedInto(port, password, 'reference', false);
  await asSuperuser(port, password, (client) =>
    client.query(`CREATE DATABASE demo TEMPLATE reference OWNER ${OWNER} STRATEGY file_copy`),
  );
  await seedInto(port, password, 'demo', true);
}

async function seedInto(port: number, password: string, database: string, demo: boolean): Promise<void> {
  const url = embeddedUrl(port, OWNER, password, database);
  Object.assign(process.env, TEST_KEYS, { DATABASE_URL: url });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await seed(client, { demo });
  } finally {
    await client.end();
  }
}
