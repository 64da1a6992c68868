import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';
import { buildDesk } from '@/tests/factories/desk';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { deliverDue } from './deliver-due';
import { deskAccess } from './desk-access';
import { reconcileDesk, reconcileDesks } from './reconcile-desks';

const database = useDatabase();
const DESK = 'city-230100';
let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

const api = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  });
  return response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>);
};
const advance = async (ticketId: string, body: Record<string, unknown>) => {
  const [order] = await database.query<{ external_id: string }>(
    'SELECT external_id FROM work_order WHERE ticket_id = $1',
    [ticketId],
  );
  return api('POST', `/city-desk/work-orders/${order!.external_id}/advance?lost=1`, body);
};
const reconcile = async () => reconcileDesk((await deskAccess(DESK, systemClock.now()))!);
const statusOf = async (ticketId: string) =>
  (await database.query<{ status: string }>('SELECT status FROM ticket WHERE id = $1', [ticketId]))[0]
    ?.status;

beforeEach(async () => {
  await api('DELETE', '/_reset');
  await db().query('DELETE FROM delivery');
  await db().query('DELETE FROM work_order');
  await db().query('DELETE FROM desk_health');
  await buildDesk({ baseUrl: `${sandbox.url}/city-desk` });
});

test('events that never reached us are taken from the desk’s list, once', async () => {
  const tickets = [];
  for (let index = 0; index < 3; index += 1) tickets.push(await buildTicket({ deliveries: ['work_order'] }));
  await deliverDue(DESK);
  for (const { ticketId } of tickets) {
    await advance(ticketId, { type: 'signed', unit: '市政' });
    await advance(ticketId, { type: 'closed', text: '已修复' });
  }
  expect(await reconcile()).toEqual({ items: 3, events: 6, receipts: 0, refused: 0 });
  for (const { ticketId } of tickets) expect(await statusOf(ticketId)).toBe('closed');
  expect(await reconcile()).toMatchObject({ events: 0, refused: 0 });
  await advance(tickets[0]!.ticketId, { type: 'rework' });
  expect(await reconcile()).toMatchObject({ events: 1 });
  expect(await statusOf(tickets[0]!.ticketId)).toBe('rework');
});

test('a work order whose answers were all lost is settled from the list, a dead one too', async () => {
  const ticket = await buildTicket({ deliveries: ['work_order', 'addition'] });
  await api('PUT', '/city-desk/_faults', { dropReplies: 1 });
  await deliverDue(DESK);
  await api('DELETE', '/city-desk/_faults');
  await db().query(`UPDATE delivery SET state = 'dead', last_error = '409' WHERE id = $1`, [
    ticket.deliveryIds[0],
  ]);
  await db().query('UPDATE desk_health SET open_until = NULL, consecutive_failures = 0');
  expect(await reconcile()).toMatchObject({ items: 1, receipts: 1 });
  expect(await statusOf(ticket.ticketId)).toBe('dispatched');
  await deliverDue(DESK);
  const states = await database.query('SELECT state FROM delivery WHERE ticket_id = $1 ORDER BY sequence', [
    ticket.ticketId,
  ]);
  expect(states).toEqual([{ state: 'sent' }, { state: 'sent' }]);
});

test('an event we must refuse does not hide those behind it', async () => {
  const ticket = await buildTicket({ deliveries: ['work_order'] });
  await deliverDue(DESK);
  await advance(ticket.ticketId, { type: 'handling', at: '2036-01-01T00:00:00Z' });
  await advance(ticket.ticketId, { type: 'signed' });
  expect(await reconcile()).toMatchObject({ events: 1, refused: 1 });
  expect(await statusOf(ticket.ticketId)).toBe('signed');
});

test('a desk that is down does not keep the others from being read', async () => {
  await buildDesk({ code: '12345-230100', baseUrl: 'http://127.0.0.1:1' });
  const ticket = await buildTicket({ deliveries: ['work_order'] });
  await deliverDue(DESK);
  await advance(ticket.ticketId, { type: 'signed' });
  await reconcileDesks({ kind: 'system', name: 'test' });
  expect(await statusOf(ticket.ticketId)).toBe('signed');
});
