import { beforeAll, expect, test } from 'vitest';
import { transaction } from '@/lib/platform/db';
import { buildDesk } from '@/tests/factories/desk';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { changeStatus } from './change-status';
import type { TicketChange } from './change-status-types';

const database = useDatabase();
const NOW = new Date('2026-11-22T08:00:00Z');
const minute = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

beforeAll(() => buildDesk());

/** A ticket that was reported an hour ago, and what then happened to it, each recorded now. */
async function ticketWith(status: string, ...changes: Partial<TicketChange>[]) {
  const ticket = await buildTicket({ status, submittedAt: minute(-60) });
  const tell = (change: Partial<TicketChange>) =>
    transaction((tx) =>
      changeStatus(
        tx,
        ticket,
        { deskCode: 'city-230100', at: NOW, ...change } as TicketChange,
        { kind: 'system', name: 'test' },
        NOW,
      ),
    );
  for (const change of changes) await tell(change);
  const read = async () => {
    const [row] = await database.query<{ status: string; closed_at: Date | null }>(
      'SELECT status, closed_at FROM ticket WHERE id = $1',
      [ticket.ticketId],
    );
    const events = await database.query<{ type: string; at: Date }>(
      'SELECT type, at FROM ticket_event WHERE ticket_id = $1 ORDER BY at, id',
      [ticket.ticketId],
    );
    return { ...row!, events };
  };
  return { tell, read };
}

test('no clock of a desk reorders the timeline or closes a ticket before it was reported', async () => {
  const { read } = await ticketWith(
    'submitted',
    { type: 'received_by_desk', at: new Date('2001-01-01T00:00:00Z'), acceptedAt: minute(-59) },
    { type: 'closed', at: new Date('2002-01-01T00:00:00Z') },
  );
  const { closed_at, events } = await read();
  expect(closed_at).toEqual(minute(-60));
  expect(events[0]?.type).toBe('submitted');
  const timeOf = (type: string) => events.find((event) => event.type === type)?.at;
  expect(timeOf('received_by_desk')).toEqual(minute(-59));
  expect(timeOf('closed')).toEqual(minute(-60));
});

test('a time in the future is told as now', async () => {
  const { read } = await ticketWith('dispatched', { type: 'closed', at: minute(9) });
  expect(await read()).toMatchObject({ status: 'closed', closed_at: NOW });
});

test('a reopened ticket is not ended by what its desk says of the work before', async () => {
  const { tell, read } = await ticketWith(
    'dispatched',
    { type: 'closed', at: minute(-30) },
    { type: 'reopened', at: minute(-20) },
    { type: 'checked', at: minute(-25) },
    { type: 'handling', at: minute(-24) },
    { type: 'checked', at: minute(-10) },
  );
  expect((await read()).status).toBe('reopened');
  await tell({ type: 'handling', at: minute(-9) });
  expect((await read()).status).toBe('handling');
  await tell({ type: 'closed', at: minute(-8) });
  expect((await read()).status).toBe('closed');
});

test.each(['returned', 'reopened'] as const)(
  'a ticket handed over anew after it was %s hears only of the new work',
  async (how) => {
    const { tell, read } = await ticketWith(
      how === 'returned' ? 'handling' : 'closed',
      { type: how, at: minute(-20), reasonCode: 'x' },
      { type: 'received_by_desk', at: minute(-10) },
      { type: 'closed', at: minute(-11) },
    );
    expect((await read()).status).toBe('dispatched');
    await tell({ type: 'closed', at: minute(-5) });
    expect((await read()).status).toBe('closed');
  },
);

test('a contact that does not open keeps no event of the desk from counting', async () => {
  const ticket = await buildTicket({ status: 'signed', contact: { phone: '+8613904510009' } });
  await database.query(`UPDATE reporter SET contact_key_id = 'gone' WHERE ticket_id = $1`, [ticket.ticketId]);
  const change: TicketChange = { type: 'closed', at: NOW, deskCode: 'city-230100' };
  const { status } = await transaction((tx) =>
    changeStatus(tx, ticket, change, { kind: 'system', name: 'test' }, NOW),
  );
  expect(status).toBe('closed');
  expect(await database.query('SELECT 1 FROM message WHERE ticket_id = $1', [ticket.ticketId])).toEqual([]);
});
