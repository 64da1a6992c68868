import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { filters, migrationList, withEngine } from '@/lib/launch/schema-engine';

/** Any number that nothing else locks: one migration at a time in one database. */
const LOCK = 1_231_900_001;

const silent = new Logger(() => () => undefined);

export interface MigrateOptions {
  /** Connection of the role that owns the tables. */
  ownerUrl: string;
  /** The role the product runs as; granted what it needs, unless it is the owner itself. */
  appRole: string;
  /** Another migrations folder, for tests. */
  folder?: string;
}

/**
 * Brings a database up to date: our migrations, graphile-worker's own, then the grants of the application's role. Safe to
 * run at any time and from several processes at once.
 * @returns names of the migrations that were applied now
 * @throws LaunchFault when the database cannot be reached or a migration fails
 */
export async function migrate({ ownerUrl, appRole, folder }: MigrateOptions): Promise<string[]> {
  const client = await connect(ownerUrl);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const migrationsList = migrationList(folder);
    const applied = await withEngine(ownerUrl, (engine) =>
      engine.applyMigrations({ migrationsList, filters }),
    ).catch((error: unknown) => explain(client, error));
    await runMigrations({ connectionString: ownerUrl, logger: silent });
    await grant(client, appRole);
    return applied.appliedMigrationNames;
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'migrate',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    const reason = error instanceof Error ? error.message : String(error);
    throw new LaunchFault(
      `无法连接数据库 ${hostname}:${port || 5432}${pathname}（${reason}）：请检查 DATABASE_URL 和 DATABASE_OWNER_URL，以及数据库是否在运行。`,
      `The database ${hostname}:${port || 5432}${pathname} cannot be reached (${reason}): check DATABASE_URL and DATABASE_OWNER_URL, and that it is running.`,
    );
  }
}

/** The engine's own message is long and names its table; the row it left behind says what the database answered. */
async function explain(client: pg.Client, error: unknown): Promise<never> {
  const failed = await client
    .query<{ migration_name: string; logs: string | null }>(
      'SELECT migration_name, logs FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL LIMIT 1',
    )
    .then((result) => result.rows[0])
    .catch(() => undefined);
  const name = failed?.migration_name ?? '?';
  const why = (failed?.logs ?? (error instanceof Error ? error.message : String(error))).trim();
  throw new LaunchFault(
    `数据库迁移 ${name} 失败：\n${why}\n该迁移已整体回滚。处理办法：修正原因，执行 npm run migrate -- retry ${name}，再重新启动。`,
    `Migration ${name} failed (reason above) and was rolled back whole. Remedy: correct the cause, run npm run migrate -- retry ${name}, then start again.`,
  );
}

/** Marks a failed migration as undone, so that the next run tries it again. */
export async function retryMigration(ownerUrl: string, migrationName: string): Promise<void> {
  await withEngine(ownerUrl, (engine) => engine.markMigrationRolledBack({ migrationName }));
}

/** Tables the product may add to and read, never change: the audit trail. */
const insertOnly = ['audit_event', 'audit_seal'];

/** The application's rights, restated after every migration so that new tables are covered. */
async function grant(client: pg.Client, appRole: string): Promise<void> {
  const { rows } = await client.query<{ owner: string }>('SELECT current_user AS owner');
  if (rows[0]?.owner === appRole) return;
  const role = client.escapeIdentifier(appRole);
  await client.query('BEGIN');
  for (const schema of ['public', 'graphile_worker'])
    await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  // Only what is ours: extensions keep relations of their own in these schemas.
  const { rows: relations } = await client.query<{ name: string; kind: string }>(
    `SELECT c.oid::regclass::text AS name, c.relkind AS kind FROM pg_class c
     WHERE c.relnamespace IN ('public'::regnamespace, 'graphile_worker'::regnamespace)
       AND c.relowner = current_user::regrole AND c.relkind IN ('r', 'p', 'v', 'm', 'S')`,
  );
  for (const { name, kind } of relations) {
    const rights = kind === 'S' ? 'USAGE, SELECT ON SEQUENCE' : 'SELECT, INSERT, UPDATE, DELETE ON';
    await client.query(`GRANT ${rights} ${name} TO ${role}`);
  }
  for (const table of insertOnly) {
    const { rows: found } = await client.query<{ name: string | null }>('SELECT to_regclass($1) AS name', [
      table,
    ]);
    if (found[0]?.name) await client.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${role}`);
  }
  await client.query(`REVOKE ALL ON _prisma_migrations FROM ${role}`);
  await admitToQueue(client, role);
  await client.query('COMMIT');
}

/** graphile-worker switches row security on without policies: without one only the owner would see its jobs. */
async function admitToQueue(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity`,
  );
  for (const { name } of rows) {
    const table = `graphile_worker.${client.escapeIdentifier(name)}`;
    await client.query(`DROP POLICY IF EXISTS application ON ${table}`);
    await client.query(`CREATE POLICY application ON ${table} TO ${role} USING (true) WITH CHECK (true)`);
  }
}
