import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { embeddedUrl } from '@/lib/launch/database';
import { startCluster } from '@/lib/launch/embedded-postgres';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { root } from '@/lib/launch/places';
import { missingMigration } from '@/lib/launch/schema-engine';

export const database = false;

/** `npm run migrate:diff -- <name>`: writes the migration from prisma/migrations to prisma/schema, to be read before use. */
export default async function run([name = '']: string[]): Promise<void> {
  if (!/^[a-z0-9_]+$/.test(name)) {
    throw new LaunchFault(
      '用法：npm run migrate:diff -- 名称（小写字母、数字、下划线）',
      'Usage: npm run migrate:diff -- name_in_snake_case',
    );
  }
  const sql = await replayed();
  if (!sql.trim()) return console.log('没有差异 / the migrations already reach the schema');
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(root, 'prisma', 'migrations', `${stamp}_${name}`);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'migration.sql'), sql);
  console.log(path.relative(root, path.join(folder, 'migration.sql')));
}

/** Replays the migrations in a server of its own that is thrown away, so that no database of anybody is touched. */
async function replayed(): Promise<string> {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-diff-'));
  fs.chmodSync(parent, 0o755);
  const password = randomBytes(16).toString('hex');
  const cluster = await startCluster({ folder: path.join(parent, 'postgres'), password, durable: false });
  try {
    return await missingMigration(embeddedUrl(cluster.port, 'postgres', password, 'postgres'));
  } finally {
    await cluster.stop();
    fs.rmSync(parent, { recursive: true, force: true });
  }
}
