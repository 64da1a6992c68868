import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { buildDesk } from '@/tests/factories/desk';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { MAX_ATTEMPTS } from './backoff';
import { deliverDue } from './deliver-due';
import { receiveUpdate } from './receive-update';

const database = useDatabase();
const DESK = 'city-230100';
const actor = { kind: 'desk' as const, deskCode: DESK, jurisdictionCode: '230100' };

/** A desk that answers every work order with the same number, as one that merges duplicates does. */
let desk: http.Server;
let answer: () => unknown;

beforeAll(async () => {
  desk = http.createServer((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer()));
    });
  });
  await once(desk.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  desk.closeAllConnections();
  desk.close();
});

beforeEach(async () => {
  answer = () => ({ externalId: 'CG-merged', receivedAt: new Date().toISOString() });
  await db().query('DELETE FROM delivery');
  await db().query('DELETE FROM work_order');
  await db().query('DELETE FROM desk_health');
  await buildDesk({ baseUrl: `http://127.0.0.1:${(desk.address() as AddressInfo).port}` });
});

const deliveryOf = async (ticketId: string) =>
  (
    await database.query<{ state: string; attempts: number; last_error: string | null }>(
      'SELECT state, attempts, last_error FROM delivery WHERE ticket_id = $1 ORDER BY sequence LIMIT 1',
      [ticketId],
    )
  )[0];
const statusOf = async (ticketId: string) =>
  (await database.query<{ status: string }>('SELECT status FROM ticket WHERE id = $1', [ticketId]))[0]
    ?.status;

test('a desk that gives two tickets one number has both, and its events find the right one', async () => {
  const first = await buildTicket({ deliveries: ['work_order'] });
  const second = await buildTicket({ deliveries: ['work_order'] });
  await deliverDue(DESK);
  expect(await deliveryOf(first.ticketId)).toMatchObject({ state: 'sent' });
  expect(await deliveryOf(second.ticketId)).toMatchObject({ state: 'sent' });
  await receiveUpdate(actor, {
    eventId: newId(),
    externalId: 'CG-merged',
    ticketNumber: second.trackingNumber,
    type: 'signed',
    at: new Date().toISOString(),
  });
  expect([await statusOf(first.ticketId), await statusOf(second.ticketId)]).toEqual(['dispatched', 'signed']);
});

test('an answer that cannot be recorded is tried again, and given up when its attempts are spent', async () => {
  const ticket = await buildTicket({ deliveries: ['work_order'] });
  await database.query(
    `CREATE FUNCTION refuse_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
  );
  await database.query(
    'CREATE TRIGGER refuse_order BEFORE INSERT ON work_order FOR EACH ROW EXECUTE FUNCTION refuse_order()',
  );
  const now = new Date();
  const deps = { clock: { now: () => now }, random: () => 0.999 };
  try {
    await deliverDue(DESK, { deps });
    expect(await deliveryOf(ticket.ticketId)).toMatchObject({
      state: 'pending',
      attempts: 1,
      last_error: expect.stringContaining('could not be recorded') as string,
    });
    await db().query('UPDATE delivery SET attempts = $1, next_attempt_at = $2', [MAX_ATTEMPTS - 1, now]);
    await deliverDue(DESK, { deps });
    expect(await deliveryOf(ticket.ticketId)).toMatchObject({ state: 'dead', attempts: MAX_ATTEMPTS });
  } finally {
    await database.query('DROP TRIGGER refuse_order ON work_order');
  }
});

test('a ticket whose contact cannot be read is given up alone; the others go', async () => {
  let orders = 0;
  answer = () => ({ externalId: `CG-${(orders += 1)}`, receivedAt: new Date().toISOString() });
  const broken = await buildTicket({ deliveries: ['work_order'], contact: { phone: '+8613800000000' } });
  const whole = await buildTicket({ deliveries: ['work_order'], contact: { phone: '+8613800000001' } });
  await db().query(`UPDATE reporter SET contact_cipher = '\\x00' WHERE ticket_id = $1`, [broken.ticketId]);
  await deliverDue(DESK);
  expect(await deliveryOf(broken.ticketId)).toMatchObject({
    state: 'dead',
    last_error: expect.stringContaining('contact') as string,
  });
  expect(await deliveryOf(whole.ticketId)).toMatchObject({ state: 'sent' });
  expect(orders).toBe(1);
});

test('an event takes no work order that was never sent', async () => {
  const ticket = await buildTicket({ deliveries: ['work_order'] });
  const event = {
    eventId: newId(),
    externalId: 'CG-guess',
    ticketNumber: ticket.trackingNumber,
    type: 'closed',
    at: new Date().toISOString(),
  };
  await expect(receiveUpdate(actor, event)).rejects.toMatchObject({ code: 'not_found' });
  expect(await deliveryOf(ticket.ticketId)).toMatchObject({ state: 'pending', attempts: 0 });
  await db().query('UPDATE delivery SET attempts = 1');
  expect(await receiveUpdate(actor, event)).toEqual({ repeated: false, applied: true });
});

test('an answer longer than is read is no answer', async () => {
  answer = () => ({
    externalId: 'CG-1',
    receivedAt: new Date().toISOString(),
    padding: 'x'.repeat(1_100_000),
  });
  const ticket = await buildTicket({ deliveries: ['work_order'] });
  await deliverDue(DESK);
  expect(await deliveryOf(ticket.ticketId)).toMatchObject({
    state: 'pending',
    last_error: 'no reply: too_large',
  });
});
