import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { db, transaction } from '@/lib/platform/db';
import { enqueue } from '@/lib/platform/jobs';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';
import { buildDesk } from '@/tests/factories/desk';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { releaseJobsOfDeadRunners } from './presence';
import { startWorker, type Worker } from './worker';

const database = useDatabase();
let sandbox: RunningSandbox;
let worker: Worker | undefined;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  await db().query('DELETE FROM delivery');
  await db().query('DELETE FROM worker_heartbeat');
  await database.query('DELETE FROM graphile_worker._private_jobs');
  await buildDesk({ baseUrl: `${sandbox.url}/city-desk` });
  return async () => {
    await worker?.stop();
    worker = undefined;
  };
});

const start = async () => (worker = await startWorker({ crontab: '' }));
const wake = () =>
  transaction((tx) =>
    enqueue(tx, 'wake-desk', { deskCode: 'city-230100' }, { jobKey: 'wake-desk:city-230100' }),
  );
const sent = async () =>
  (await database.query<{ state: string }>(`SELECT state FROM delivery WHERE state = 'sent'`)).length;
const until = <T>(check: () => Promise<T>) => vi.waitUntil(check, { timeout: 90_000, interval: 20 });

describe('a worker', () => {
  test('delivers what a job woke it for, seals the audit trail and shows a sign of life', async () => {
    await start();
    await buildTicket({ deliveries: ['work_order'] });
    await wake();
    await until(async () => (await sent()) === 1);
    await until(async () => {
      const [row] = await database.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM audit_event e
         WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.audit_id = e.id)`,
      );
      return row?.open === 0;
    });
    const beats = await database.query('SELECT 1 FROM worker_heartbeat');
    expect(beats).toHaveLength(2);
  });

  test('finds deliveries whose wake-up was lost', async () => {
    await start();
    await buildTicket({ deliveries: ['work_order'] });
    await until(async () => (await sent()) === 1);
  });

  test('goes on when every connection is cut, as when the database is started anew', async () => {
    // graphile-worker prints an end of a job that it could not write, whatever logger it is given.
    vi.spyOn(console, 'trace').mockImplementation(() => undefined);
    await start();
    for (let round = 0; round < 3; round += 1) {
      await buildTicket({ deliveries: ['work_order'] });
      await wake();
      await db().query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name LIKE 'portal%' AND datname = current_database() AND pid <> pg_backend_pid()`,
      );
    }
    await wake();
    await until(async () => (await sent()) === 3);
    await until(
      async () => (await database.query('SELECT 1 FROM graphile_worker._private_jobs')).length === 0,
    );
    // A claim whose commit was cut off grows old first, which takes half a minute; so does a job lock whose release was.
  }, 200_000);

  test('takes over at once from a worker that was killed', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await db().query(`UPDATE delivery SET state = 'sending', claimed_at = now() WHERE ticket_id = $1`, [
      ticket.ticketId,
    ]);
    await wake();
    await database.query(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'dead'`);
    await start();
    await until(async () => (await sent()) === 1);
    await until(
      async () => (await database.query('SELECT 1 FROM graphile_worker._private_jobs')).length === 0,
    );
  });

  test('gives back the jobs of a dead runner while others live, never those of a living one', async () => {
    await transaction(async (tx) => {
      await enqueue(tx, 'wake-desk', { deskCode: 'a' });
      await enqueue(tx, 'wake-desk', { deskCode: 'b' });
    });
    const old = new Date(Date.now() - 60_000);
    await database.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = $1, locked_by = payload->>'deskCode'`,
      [old],
    );
    await db().query(
      `INSERT INTO worker_heartbeat (worker_id, kind, started_at, seen_at) VALUES ('a', 'worker', $1, $1), ('b', 'worker', $1, now())`,
      [old],
    );
    await releaseJobsOfDeadRunners();
    const jobs = await database.query(
      `SELECT payload->>'deskCode' AS code, locked_by FROM graphile_worker._private_jobs ORDER BY code`,
    );
    expect(jobs).toEqual([
      { code: 'a', locked_by: null },
      { code: 'b', locked_by: 'b' },
    ]);
  });

  test('keeps only the kind of a failed job’s fault', async () => {
    await database.query(`SELECT graphile_worker.add_job('send-message', $1::json, max_attempts := 1)`, [
      JSON.stringify({ jurisdictionCode: '230100', messageId: 'secret-words' }),
    ]);
    await start();
    const read = () =>
      database.query<{ last_error: string | null }>(
        'SELECT last_error FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL',
      );
    await until(async () => (await read()).length === 1);
    expect((await read())[0]?.last_error).toMatch(/^send-message: ZodError/);
    expect(JSON.stringify(await read())).not.toContain('secret-words');
  });

  test('stops cleanly and takes its sign of life with it', async () => {
    await start();
    const before = Array.from({ length: 20 }, () => buildTicket({ deliveries: ['work_order'] }));
    await Promise.all(before);
    await wake();
    await worker?.stop();
    worker = undefined;
    expect(await database.query('SELECT 1 FROM worker_heartbeat')).toEqual([]);
    expect(await database.query(`SELECT 1 FROM delivery WHERE state = 'sending'`)).toEqual([]);
  });
});
