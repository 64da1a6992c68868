import pg from 'pg';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/log';

/** Jobs run at once, each of which may hold a connection, and the listener and the scheduler. */
const CONNECTIONS = 12;

/** The job runner's own connections, apart from those its jobs use. A cut connection is replaced, not fatal. */
export function openJobPool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    application_name: 'portal-jobs',
  });
  pool.on('error', (error) => logger('jobs').warn({ err: error }, 'idle connection lost'));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
