import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from './env';
import { PrismaClient } from './generated/prisma/client';
import { logger } from './log';

/** Something that runs parameterised SQL: the pool (one statement, autocommit) or an open transaction. */
export interface Tx {
  query<R extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number }>;
}

interface Database {
  url: string;
  pool: pg.Pool;
  prisma?: PrismaClient;
}

// A development server evaluates modules again on every change; the pool must survive that.
const held = globalThis as typeof globalThis & { portalDatabase?: Database };

function database(): Database {
  if (held.portalDatabase) return held.portalDatabase;
  const { databaseUrl, databasePool } = env();
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: databasePool,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // A statement that hangs must not hold its locks, and so hide its rows from the audit sealer, for ever.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'portal',
  });
  // Without a listener a connection cut by the server would end the process: the pool listens for idle ones only, and
  // one that is in a transaction reports the loss through its next query as well.
  pool.on('error', (error) => logger('db').warn({ err: error }, 'idle connection lost'));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return (held.portalDatabase = { url: databaseUrl, pool });
}

const statementNames = new Map<string, string>();

/**
 * Repeated statements are prepared once per connection. The name is made of the text: the web server holds this module
 * several times over, one for each bundle, while they share the pool, so a counter would give one name to two texts.
 */
function statementName(text: string): string {
  let name = statementNames.get(text);
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    statementNames.set(text, name);
  }
  return name;
}

function runner(client: pg.Pool | pg.PoolClient): Tx {
  return {
    async query<R extends object>(text: string, values: readonly unknown[] = []) {
      const result = await client.query<R>({
        name: statementName(text),
        text,
        values: [...values],
      });
      return { rows: result.rows, rowCount: result.rowCount ?? 0 };
    },
  };
}

/** The pool: every call is its own committed statement. */
export function db(): Tx {
  return runner(database().pool);
}

/** Runs `work` in one READ COMMITTED transaction; a throw rolls back. No network call belongs inside. */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await database().pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(runner(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Prisma on the same pool: reads of pages and console. */
export function prisma(): PrismaClient {
  const held = database();
  return (held.prisma ??= new PrismaClient({
    adapter: new PrismaPg(held.pool),
  }));
}

/** The pool itself, for the rate limiter's own store. */
export function limiterPool(): pg.Pool {
  return database().pool;
}

/** Closes the pool, for a clean stop. */
export async function closeDb(): Promise<void> {
  const open = held.portalDatabase;
  held.portalDatabase = undefined;
  await open?.prisma?.$disconnect();
  await open?.pool.end();
}
