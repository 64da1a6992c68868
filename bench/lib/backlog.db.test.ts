import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { insertBacklog, wakeDesk } from './backlog';
import { measureWrites, oneStatement } from './raw-writes';

const database = useDatabase();
const store = { rows: database.query.bind(database) };
let pool: pg.Pool;

beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
});
afterAll(() => pool.end());

test('a backlog is whole tickets, each with its deliveries in sequence, and a waking job', async () => {
  await measureWrites(oneStatement, { pool, first: 0, count: 1, connections: 1, serverCpu: () => 0 });
  const made = await insertBacklog(store, '990000000000', 10);
  expect(made).toEqual({ count: 12, deskCode: 'bench-230100' });
  await wakeDesk(store, made.deskCode);
  const rows = await database.query<{ kinds: string[] }>(
    `SELECT array_agg(d.kind ORDER BY d.sequence) AS kinds FROM delivery d JOIN ticket t ON t.id = d.ticket_id
     WHERE t.tracking_number LIKE '98%' AND t.status = 'submitted' AND d.state = 'pending' GROUP BY t.id`,
  );
  expect(rows).toEqual(Array.from({ length: 4 }, () => ({ kinds: ['work_order', 'addition', 'urging'] })));
});
