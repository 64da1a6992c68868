import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { measureWrites, oneStatement, sixInserts } from './raw-writes';

const database = useDatabase();
let pool: pg.Pool;

beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterAll(() => pool.end());

/** What the reports with numbers from `first` on left in every table, without ids and times. */
async function written(first: number, count: number): Promise<unknown[]> {
  return database.query(
    `SELECT t.category_code, t.division_code, t.address, t.status, t.urgency, k.scope, e.type, e.status AS after, e.is_public,
       a.action, a.actor_kind, a.data, d.desk_code, d.sequence, d.kind, d.state
     FROM ticket t
     JOIN idempotency_key k ON k.ticket_id = t.id
     JOIN ticket_event e ON e.ticket_id = t.id
     JOIN audit_event a ON a.subject_id = t.id::text
     JOIN delivery d ON d.ticket_id = t.id
     WHERE t.tracking_number BETWEEN $1 AND $2 ORDER BY t.tracking_number`,
    [`99${String(first).padStart(10, '0')}`, `99${String(first + count - 1).padStart(10, '0')}`],
  );
}

test('both ways of writing leave the same rows, so their costs can be compared', async () => {
  const options = { pool, count: 30, connections: 2, serverCpu: () => 0 };
  const ours = await measureWrites(oneStatement, { ...options, first: 0 });
  await measureWrites(sixInserts, { ...options, first: 30 });
  expect(ours.perSecond).toBeGreaterThan(0);
  const [one, six] = [await written(0, 30), await written(30, 30)];
  expect(one).toHaveLength(30);
  const addressFree = (rows: unknown[]) => rows.map((row) => ({ ...(row as object), address: '' }));
  expect(addressFree(six)).toEqual(addressFree(one));
  const jobs = await database.query('SELECT task_identifier, key FROM graphile_worker.jobs');
  expect(jobs).toEqual([{ task_identifier: 'wake-desk', key: 'wake-desk:bench-230100' }]);
});
