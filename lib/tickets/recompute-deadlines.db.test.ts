import { expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { missingCalendarYears } from './check-calendar';
import { recomputeDeadlines } from './recompute-deadlines';

const database = useDatabase();
const worker = { kind: 'system' as const, name: 'worker' };
const submittedAt = new Date('2026-12-30T02:00:00Z');
// Wednesday 30 December 2026, 10:00 in China, 3 working days, the day itself not counted. By the law's holidays alone:
// Thu 31 Dec (1), Fri 1 Jan is New Year, Mon 4 Jan (2), Tue 5 Jan (3) -> 5 January, close of work 17:00 = 09:00 UTC.
const PROVISIONAL_DUE = new Date('2027-01-05T09:00:00Z');
// With an arrangement that frees 1 to 4 January and works Saturday 9: Thu 31 Dec (1), Tue 5 (2), Wed 6 (3) -> 6 January.
const SETTLED_DUE = new Date('2027-01-06T09:00:00Z');

const provisional = async (status: string) => {
  const { ticketId } = await buildTicket({ status, submittedAt });
  await db().query(
    `UPDATE ticket SET deadline_rule_id = 'handle-any-any', due_at = $2, due_provisional = true WHERE id = $1`,
    [ticketId, PROVISIONAL_DUE],
  );
  return ticketId;
};
const deadlineOf = async (ticketId: string) =>
  (await database.query('SELECT due_at, due_provisional, version FROM ticket WHERE id = $1', [ticketId]))[0];

async function importYear2027(): Promise<void> {
  await database.query(`DELETE FROM calendar_day WHERE extract(year FROM date) = 2027`);
  await database.query(
    `INSERT INTO calendar_day (date, kind, name_zh, source) VALUES ('2027-01-01', 'holiday', '元旦', 'test'),
       ('2027-01-02', 'holiday', '元旦', 'test'), ('2027-01-03', 'holiday', '元旦', 'test'),
       ('2027-01-04', 'holiday', '元旦', 'test'), ('2027-01-09', 'workday', '元旦', 'test')`,
  );
  await database.query(`UPDATE calendar_year SET provisional = false, source = 'test' WHERE year = 2027`);
}

test('a provisional due date is settled when the year is imported, once, and only of open tickets', async () => {
  const open = await provisional('handling');
  const closed = await provisional('closed');
  const before = { due_at: PROVISIONAL_DUE, due_provisional: true, version: 0 };
  expect(await recomputeDeadlines(worker)).toBe(0);
  expect(await deadlineOf(open)).toEqual(before);

  await importYear2027();
  expect(await recomputeDeadlines(worker)).toBe(1);
  const after = { due_at: SETTLED_DUE, due_provisional: false, version: 1 };
  expect(await deadlineOf(open)).toEqual(after);
  expect(await deadlineOf(closed)).toEqual(before);

  expect(await recomputeDeadlines(worker)).toBe(0);
  expect(await deadlineOf(open)).toEqual(after);
  expect(
    await database.query(`SELECT subject_id, data FROM audit_event WHERE action = 'ticket.deadline-settled'`),
  ).toEqual([
    { subject_id: open, data: { from: PROVISIONAL_DUE.toISOString(), to: SETTLED_DUE.toISOString() } },
  ]);
});

test('a reopened ticket is counted from its reopening, and its public case follows', async () => {
  await importYear2027();
  const ticketId = await provisional('handling');
  // Reopened Thursday 31 December, 10:00 in China: Tue 5 Jan (1), Wed 6 (2), Thu 7 (3) -> 7 January, 17:00.
  await database.query(
    `INSERT INTO ticket_event (jurisdiction_code, ticket_id, id, at, type, status, is_public)
     SELECT jurisdiction_code, id, gen_random_uuid(), '2026-12-31T02:00:00Z', 'reopened', 'reopened', true FROM ticket WHERE id = $1`,
    [ticketId],
  );
  await database.query(
    `UPDATE ticket SET request_type = 'report', category_code = '01001', keep_secret = false WHERE id = $1`,
    [ticketId],
  );
  expect(await recomputeDeadlines(worker)).toBe(1);
  const due = new Date('2027-01-07T09:00:00Z');
  expect(await deadlineOf(ticketId)).toEqual({ due_at: due, due_provisional: false, version: 1 });
  expect(await database.query('SELECT due_at FROM public_case WHERE ticket_id = $1', [ticketId])).toEqual([
    { due_at: due },
  ]);
});

test('more tickets than one batch are settled in one run', async () => {
  await importYear2027();
  const one = await provisional('handling');
  await database.query(
    `INSERT INTO ticket SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),
       'tracking_number', to_char(900000000000 + n, 'FM000000000000')))).* FROM ticket t, generate_series(1, 600) n WHERE t.id = $1`,
    [one],
  );
  expect(await recomputeDeadlines(worker)).toBe(601);
});

test('next year is missed from 1 November in China until its arrangement is imported', async () => {
  await database.query('UPDATE calendar_year SET provisional = true WHERE year = 2027');
  expect(await missingCalendarYears(new Date('2026-10-31T15:59:59Z'))).toEqual([]);
  expect(await missingCalendarYears(new Date('2026-10-31T16:00:00Z'))).toEqual([2027]);
  await importYear2027();
  expect(await missingCalendarYears(new Date('2026-12-01T00:00:00Z'))).toEqual([]);
  // A year nobody wrote down is missing as well.
  expect(await missingCalendarYears(new Date('2031-12-01T00:00:00Z'))).toEqual([2031, 2032]);
});
