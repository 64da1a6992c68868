import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { db, transaction } from '@/lib/platform/db';
import { useDatabase } from './database';

const database = useDatabase();

describe('the database of a test file', () => {
  test('is reached by lib/platform/db as the product’s role', async () => {
    const { rows } = await db().query<{ role: string; database: string }>(
      'SELECT current_user AS role, current_database() AS database',
    );
    expect(rows[0]).toEqual({ role: 'portal_app', database: new URL(database.url).pathname.slice(1) });
  });

  test('lets the product add to the audit trail and read it, never change it', async () => {
    const { rows } = await db().query<{ name: string; may: boolean }>(
      `SELECT t || ' ' || p AS name, has_table_privilege(t, p) AS may
       FROM unnest(ARRAY['audit_event', 'audit_seal']) t, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p`,
    );
    expect(rows.filter((row) => row.may).map((row) => row.name)).toEqual([
      'audit_event SELECT',
      'audit_event INSERT',
      'audit_seal SELECT',
      'audit_seal INSERT',
    ]);
  });

  test('takes jobs from the product’s role inside its transaction', async () => {
    await transaction(async (tx) => {
      await tx.query(`SELECT (graphile_worker.add_job('probe', '{}'::json)).id`);
    });
    const jobs = await db().query<{ task: string }>(
      'SELECT task_identifier AS task FROM graphile_worker.jobs',
    );
    expect(jobs.rows).toEqual([{ task: 'probe' }]);
  });

  test('refuses the product any change of the schema', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await expect(client.query('CREATE TABLE public.mine (id int)')).rejects.toThrow(/permission denied/);
    await client.end();
  });

  test('sorts and lower-cases without the machine’s locale', async () => {
    const [row] = await database.query<{ lower: string }>(`SELECT lower('ÉÄЖ') AS lower`);
    expect(row?.lower).toBe('éäж');
  });
});
