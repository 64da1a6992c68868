import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { buildDesk } from '@/tests/factories/desk';
import { buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { deskAccess } from './desk-access';
import { reconcileDesk } from './reconcile-desks';

const database = useDatabase();
const DESK = 'city-230100';
let desk: http.Server;
let page: { items: unknown[] };
let limit: number;

beforeAll(async () => {
  desk = http.createServer((request, response) => {
    limit = Number(new URL(request.url!, 'http://desk').searchParams.get('limit'));
    response.end(JSON.stringify(page));
  });
  await once(desk.listen(0, '127.0.0.1'), 'listening');
  await buildDesk({ baseUrl: `http://127.0.0.1:${(desk.address() as AddressInfo).port}` });
});
afterAll(() => {
  desk.closeAllConnections();
  desk.close();
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const eventOf = (ticket: BuiltTicket, externalId: string, change: Record<string, unknown>) => ({
  eventId: newId(),
  externalId,
  ticketNumber: ticket.trackingNumber,
  type: 'signed',
  at: minutesAgo(5),
  ...change,
});
const orderOf = (ticket: BuiltTicket, externalId: string, events: unknown[], updatedAt = minutesAgo(4)) => ({
  externalId,
  ticketNumber: ticket.trackingNumber,
  updatedAt,
  events,
});
const statusOf = async (ticketId: string) =>
  (await database.query<{ status: string }>('SELECT status FROM ticket WHERE id = $1', [ticketId]))[0]
    ?.status;
const reconcile = async () => reconcileDesk((await deskAccess(DESK, systemClock.now()))!);

/** A work order whose answer was lost. */
async function unanswered(): Promise<BuiltTicket> {
  const ticket = await buildTicket({
    deliveries: ['work_order'],
    submittedAt: new Date(Date.now() - 3_600_000),
  });
  await db().query('UPDATE delivery SET attempts = 1 WHERE ticket_id = $1', [ticket.ticketId]);
  return ticket;
}

test('what cannot be read on a page keeps nothing else from being read, and the bookmark goes on', async () => {
  const [first, second] = [await unanswered(), await unanswered()];
  const last = minutesAgo(1);
  page = {
    items: [
      'nonsense',
      { externalId: 'CG-0', ticketNumber: 'x', updatedAt: minutesAgo(9), events: [] },
      orderOf(first, 'CG-1', [
        eventOf(first, 'CG-1', { eventId: 'a\u0000b' }),
        eventOf(first, 'CG-1', { eventId: '\ud800' }),
        null,
        eventOf(first, 'CG-1', { at: '0001-01-01T00:00:00Z' }),
        eventOf(first, 'CG-1', {}),
      ]),
      orderOf(second, 'CG-2', [eventOf(second, 'CG-2', { type: 'handling' })], last),
    ],
  };
  expect(await reconcile()).toEqual({ items: 2, events: 2, receipts: 2, refused: 6 });
  expect(limit).toBeLessThanOrEqual(25);
  expect([await statusOf(first.ticketId), await statusOf(second.ticketId)]).toEqual(['signed', 'handling']);
  const [health] = await database.query<{ reconciled_until: Date }>(
    'SELECT reconciled_until FROM desk_health',
  );
  expect(health?.reconciled_until.toISOString()).toBe(last);
});

test('an event or receipt that we fail at is passed over like one we refuse', async () => {
  const [broken, whole] = [await unanswered(), await unanswered()];
  await database.query(`CREATE FUNCTION refuse_ticket() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN IF NEW.tracking_number = '${broken.trackingNumber}' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$`);
  await database.query(
    'CREATE TRIGGER refuse_ticket BEFORE UPDATE ON ticket FOR EACH ROW EXECUTE FUNCTION refuse_ticket()',
  );
  page = {
    items: [
      orderOf(broken, 'CG-3', [eventOf(broken, 'CG-3', {})]),
      orderOf(whole, 'CG-4', [eventOf(whole, 'CG-4', {})]),
    ],
  };
  try {
    expect(await reconcile()).toEqual({ items: 2, events: 1, receipts: 1, refused: 2 });
    expect(await statusOf(whole.ticketId)).toBe('signed');
  } finally {
    await database.query('DROP TRIGGER refuse_ticket ON ticket');
  }
});

test('a page of more than one megabyte is read whole', async () => {
  const ticket = await unanswered();
  const texts = Array.from({ length: 100 }, () =>
    eventOf(ticket, 'CG-5', { type: 'message', text: '长'.repeat(4000) }),
  );
  page = { items: [orderOf(ticket, 'CG-5', [...texts, eventOf(ticket, 'CG-5', {})])] };
  expect(await reconcile()).toMatchObject({ events: 101, refused: 0 });
});
