import type pg from 'pg';
import { AUDIT_COLUMNS } from '@/lib/platform/audit';
import { submitStatement, type SubmissionRows } from '@/lib/intake/submit-statement';
import { reportRows } from './report-rows';

type Write = (client: pg.PoolClient, rows: SubmissionRows) => Promise<unknown>;

/** Our way: one parameterised statement, prepared once per connection. */
export const oneStatement: Write = (client, rows) => {
  const { text, values } = submitStatement(rows);
  return client.query({ name: 'submit', text, values });
};

const list = (count: number) => Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ');

/** The plain way: the same rows by six prepared inserts in one transaction, eight round trips. */
export const sixInserts: Write = async (client, rows) => {
  const { ticket, delivery } = rows;
  const { jurisdiction_code: jurisdiction, id, submitted_at: at } = ticket;
  const insert = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  await client.query('BEGIN');
  await insert(
    'key',
    `INSERT INTO idempotency_key (scope, key, request_hash, jurisdiction_code, ticket_id, created_at) VALUES (${list(6)})`,
    [rows.scope, rows.key, rows.requestHash, jurisdiction, id, at],
  );
  const columns = Object.keys(ticket);
  await insert(
    'ticket',
    `INSERT INTO ticket (${columns.join(', ')}, status, updated_at) VALUES (${list(columns.length)}, 'submitted', $${columns.length + 1})`,
    [...Object.values(ticket), at],
  );
  await insert(
    'event',
    `INSERT INTO ticket_event (jurisdiction_code, ticket_id, id, at, recorded_at, type, status, is_public)
     VALUES ($1, $2, $3, $4, $4, 'submitted', 'submitted', true)`,
    [jurisdiction, id, rows.eventId, at],
  );
  await insert('audit', `INSERT INTO audit_event (${AUDIT_COLUMNS}) VALUES (${list(10)})`, rows.audit);
  await insert(
    'delivery',
    `INSERT INTO delivery (jurisdiction_code, id, ticket_id, desk_code, sequence, kind, next_attempt_at, created_at, request_id)
     VALUES ($1, $2, $3, $4, 1, 'work_order', $5, $5, $6)`,
    [jurisdiction, delivery?.id, id, ticket.desk_code, at, delivery?.requestId],
  );
  for (const job of rows.jobs)
    await insert('job', 'SELECT graphile_worker.add_job($1, $2::json, job_key := $3)', [
      job.name,
      job.payload,
      job.jobKey,
    ]);
  await client.query('COMMIT');
};

export interface WriteCost {
  /** CPU of this process per report. */
  clientCpuMs: number;
  /** CPU of PostgreSQL per report. */
  serverCpuMs: number;
  perSecond: number;
}

/** Writes `count` reports over `connections` connections. Row values are made beforehand and cost nothing here. */
export async function measureWrites(
  write: Write,
  options: { pool: pg.Pool; first: number; count: number; connections: number; serverCpu: () => number },
): Promise<WriteCost> {
  const { pool, first, count, connections, serverCpu } = options;
  const rows = Array.from({ length: count }, (_, index) => reportRows(first + index));
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  const server = serverCpu();
  const cpu = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < count) await write(client, rows[next++]!);
    }),
  );
  const elapsedMs = performance.now() - began;
  const used = process.cpuUsage(cpu);
  for (const client of clients) client.release();
  return {
    clientCpuMs: (used.user + used.system) / 1000 / count,
    serverCpuMs: (serverCpu() - server) / count,
    perSecond: (count / elapsedMs) * 1000,
  };
}
