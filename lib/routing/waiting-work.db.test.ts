import { expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { buildDesk } from '@/tests/factories/desk';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { waitingWork } from './waiting-work';

useDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const late = new Date('2026-11-22T07:49:59Z');

test('everything that stands still is listed with its desk, and nothing that moves', async () => {
  await buildDesk({ code: 'paused-230100', paused: true });
  await buildDesk({ code: 'open-230100' });
  await buildDesk({ code: 'active-230100' });
  await db().query(
    `INSERT INTO desk_health (desk_code, consecutive_failures, open_until) VALUES ('open-230100', 5, '2026-11-22T08:02:00Z')`,
  );
  const waiting = async (deskCode: string, submittedAt: Date, state: string, attempts: number) => {
    const ticket = await buildTicket({ deskCode, submittedAt, deliveries: ['work_order'] });
    await db().query('UPDATE delivery SET state = $2, attempts = $3 WHERE ticket_id = $1', [
      ticket.ticketId,
      state,
      attempts,
    ]);
    return ticket.trackingNumber;
  };
  const paused = await waiting('paused-230100', late, 'pending', 0);
  const open = await waiting('open-230100', late, 'sending', 3);
  const dead = await waiting('active-230100', now, 'dead', 9);
  await waiting('active-230100', new Date('2026-11-22T07:50:00Z'), 'pending', 1);
  await waiting('active-230100', late, 'sent', 1);

  const nobody = await buildTicket({ deskCode: null, submittedAt: late });
  const returned = await buildTicket({ deskCode: 'active-230100', status: 'returned', submittedAt: late });
  const closed = await buildTicket({ deskCode: null, status: 'closed', submittedAt: late });
  await db().query(`UPDATE ticket SET routing_reason = 'no_rule' WHERE id = $1`, [nobody.ticketId]);

  const work = await waitingWork(200, now);
  expect(work.dead).toMatchObject({
    count: 1,
    rows: [{ trackingNumber: dead, deskState: 'active', attempts: 9 }],
  });
  expect(work.unsettled.count).toBe(2);
  expect(
    Object.fromEntries(work.unsettled.rows.map((row) => [row.trackingNumber, [row.state, row.deskState]])),
  ).toEqual({
    [paused]: ['pending', 'paused'],
    [open]: ['sending', 'circuit open until 2026-11-22T08:02:00Z'],
  });
  expect(
    work.triage.rows.map(({ trackingNumber, status, reason }) => [trackingNumber, status, reason]),
  ).toEqual(
    expect.arrayContaining([
      [nobody.trackingNumber, 'submitted', 'no_rule'],
      [returned.trackingNumber, 'returned', 'returned'],
    ]),
  );
  expect(work.triage.count).toBe(2);
  expect(JSON.stringify(work)).not.toContain(closed.trackingNumber);

  const first = await waitingWork(1, now);
  expect([first.unsettled.count, first.unsettled.rows.length]).toEqual([2, 1]);
  expect((await waitingWork(null, now)).unsettled.rows).toHaveLength(2);
});
