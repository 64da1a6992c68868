import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { APP, OWNER, embeddedUrl, ensureDatabase } from '@/lib/launch/database';
import { startCluster } from '@/lib/launch/embedded-postgres';
import { migrate } from '@/lib/launch/migrate';
import { closeDb } from '@/lib/platform/db';
import { seed } from '@/prisma/seed';
import { TEST_KEYS } from '@/tests/setup/test-keys';

const DATABASE = 'bench';

/** Runs `work` on a database of its own with the reference data; lib/platform/db points at it meanwhile. */
export async function withCaseStore<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-bench-'));
  fs.chmodSync(parent, 0o755);
  const password = randomBytes(16).toString('hex');
  const cluster = await startCluster({ folder: path.join(parent, 'postgres'), password, durable: false });
  const ownerUrl = embeddedUrl(cluster.port, OWNER, password, DATABASE);
  const owner = new pg.Client({ connectionString: ownerUrl });
  try {
    await ensureDatabase(cluster.port, { superuser: password, owner: password, app: password }, DATABASE);
    await migrate({ ownerUrl, appRole: APP });
    Object.assign(process.env, TEST_KEYS, {
      DATABASE_URL: embeddedUrl(cluster.port, APP, password, DATABASE),
      DATABASE_OWNER_URL: ownerUrl,
    });
    await owner.connect();
    await seed(owner, { demo: false });
    return await work(owner);
  } finally {
    await closeDb();
    await owner.end();
    await cluster.stop();
    fs.rmSync(parent, { recursive: true, force: true });
  }
}
