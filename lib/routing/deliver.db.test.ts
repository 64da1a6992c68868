import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';
import { db } from '@/lib/platform/db';
import { buildDesk } from '@/tests/factories/desk';
import { addDelivery, buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { deliverDue } from './deliver-due';
import { resendDelivery } from './resend-delivery';
import { waitingWork } from './waiting-work';

const database = useDatabase();
let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

const DESK = 'city-230100';
const api = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  });
  return response.status === 204 ? undefined : ((await response.json()) as Record<string, never>);
};
const faults = (settings: Record<string, unknown>) => api('PUT', '/city-desk/_faults', settings);
const ordersOf = async (trackingNumber: string) =>
  (await api('GET', `/city-desk/work-orders?ticketNumber=${trackingNumber}`)) as unknown as {
    items: {
      externalId: string;
      received: number;
      payload: Record<string, unknown>;
      messages: { messageId: string }[];
    }[];
  };

/**
 * A clock that stands where it is put, and chance that is always the longest pause unless told otherwise. It may not
 * leave the desk's own clock by more than the five minutes of a signature.
 */
function at(random = 0.999) {
  let now = Date.now();
  return {
    clock: { now: () => new Date(now) },
    random: () => random,
    pass: (ms: number) => (now += ms),
  };
}

async function stateOf(ticketId: string) {
  const [ticket] = await database.query<{ status: string; accepted_at: Date | null }>(
    'SELECT status, accepted_at FROM ticket WHERE id = $1',
    [ticketId],
  );
  const deliveries = await database.query<{ state: string; attempts: number; last_error: string | null }>(
    'SELECT state, attempts, last_error FROM delivery WHERE ticket_id = $1 ORDER BY sequence',
    [ticketId],
  );
  const events = await database.query<{ type: string; is_public: boolean; text: string | null }>(
    'SELECT type, is_public, text FROM ticket_event WHERE ticket_id = $1 ORDER BY at, id',
    [ticketId],
  );
  return { ...ticket, deliveries, events };
}

beforeEach(async () => {
  await api('DELETE', '/_reset');
  await db().query('DELETE FROM delivery');
  await db().query('DELETE FROM desk_health');
  await buildDesk({ baseUrl: `${sandbox.url}/city-desk` });
});

describe('a delivery the desk takes', () => {
  test('settles with the desk’s number, the timeline and an audit row', async () => {
    const ticket = await buildTicket({
      deliveries: ['work_order'],
      contact: { name: '张三', phone: '+8613800000000' },
      assetCode: 'A-1',
      attributes: { company: '一号热力' },
    });
    await deliverDue(DESK);
    const [order] = (await ordersOf(ticket.trackingNumber)).items;
    expect(order?.payload).toMatchObject({
      deliveryId: ticket.deliveryIds[0],
      matterCode: '23010201002',
      reporter: { name: '张三', phone: '+8613800000000' },
      attributes: { company: '一号热力', assetCode: 'A-1' },
    });
    const state = await stateOf(ticket.ticketId);
    expect(state).toMatchObject({ status: 'dispatched', deliveries: [{ state: 'sent', attempts: 1 }] });
    expect(state.events.map((event) => event.type)).toEqual([
      'submitted',
      'accepted',
      'registered',
      'received_by_desk',
    ]);
    const [link] = await database.query<{ external_id: string }>(
      'SELECT external_id FROM work_order WHERE ticket_id = $1',
      [ticket.ticketId],
    );
    expect(link?.external_id).toBe(order?.externalId);
    const audited = await database.query('SELECT 1 FROM audit_event WHERE subject_id = $1', [
      ticket.ticketId,
    ]);
    expect(audited).toHaveLength(1);
  });

  test('hides the reporter who asked for it, and names a place where only a pin is given', async () => {
    const ticket = await buildTicket({
      deliveries: ['work_order'],
      contact: { name: '李四', phone: '+8613900000000' },
      keepSecret: true,
      address: null,
      lng: 126.6,
      lat: 45.7,
      categoryCode: null,
    });
    await deliverDue(DESK);
    const [order] = (await ordersOf(ticket.trackingNumber)).items;
    expect(order?.payload).toMatchObject({ keepSecret: true, lng: 126.6, coordinateSystem: 'WGS-84' });
    expect(JSON.stringify(order?.payload)).not.toMatch(/李四|13900000000/);
  });

  test('brings later messages after the work order, in their order', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order', 'addition', 'urging', 'addition'] });
    await deliverDue(DESK);
    const [order] = (await ordersOf(ticket.trackingNumber)).items;
    expect(order?.messages.map((message) => message.messageId)).toEqual(ticket.deliveryIds.slice(1));
    expect((await stateOf(ticket.ticketId)).deliveries.map((row) => row.state)).toEqual(
      Array(4).fill('sent'),
    );
  });
});

describe('a delivery the desk does not take', () => {
  test('a lost answer is repeated with the same id and makes one work order', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    const deps = at();
    await faults({ dropReplies: 1 });
    await deliverDue(DESK, { deps });
    expect((await stateOf(ticket.ticketId)).deliveries).toMatchObject([{ state: 'pending', attempts: 1 }]);
    await faults({});
    await deliverDue(DESK, { deps });
    expect((await stateOf(ticket.ticketId)).deliveries).toMatchObject([{ state: 'pending', attempts: 1 }]);
    deps.pass(5_000);
    await deliverDue(DESK, { deps });
    expect((await stateOf(ticket.ticketId)).deliveries).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect((await ordersOf(ticket.trackingNumber)).items).toMatchObject([{ received: 2 }]);
  });

  test('five failures open the circuit: nothing more is tried until its pause is over, then one probe', async () => {
    await buildDesk({ baseUrl: `${sandbox.url}/city-desk`, maxInFlight: 1 });
    const tickets = [];
    for (let index = 0; index < 8; index += 1)
      tickets.push(await buildTicket({ deliveries: ['work_order'] }));
    const deps = at();
    await faults({ failRate: 1, status: 503 });
    expect(await deliverDue(DESK, { deps })).toBe(5);
    expect(await deliverDue(DESK, { deps })).toBe(0);
    deps.pass(11_000);
    expect(await deliverDue(DESK, { deps })).toBe(1);
    await faults({});
    deps.pass(100_000);
    expect(await deliverDue(DESK, { deps })).toBe(8);
    for (const { ticketId } of tickets) expect((await stateOf(ticketId)).status).toBe('dispatched');
  });

  test('a refusal brings the ticket back to triage with the reason, for staff only', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order', 'addition'] });
    await faults({ failRate: 1, status: 422 });
    await deliverDue(DESK);
    const state = await stateOf(ticket.ticketId);
    expect(state).toMatchObject({
      status: 'returned',
      deliveries: [{ state: 'refused' }, { state: 'cancelled' }],
    });
    expect(state.events.slice(-2)).toMatchObject([
      { type: 'returned', is_public: true, text: null },
      { type: 'returned', is_public: false, text: expect.stringContaining('422') as string },
    ]);
  });

  test('a conflict is dead until a person sends it again; what waits behind it follows', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order', 'addition'] });
    const deps = at();
    await faults({ failRate: 1, status: 409 });
    await deliverDue(DESK, { deps });
    expect((await stateOf(ticket.ticketId)).deliveries).toMatchObject([
      { state: 'dead' },
      { state: 'pending' },
    ]);
    await faults({});
    expect(await deliverDue(DESK, { deps })).toBe(0);
    expect((await waitingWork(200)).dead.rows).toMatchObject([{ id: ticket.deliveryIds[0], state: 'dead' }]);
    await resendDelivery({ kind: 'system', name: 'test' }, ticket.deliveryIds[0]!, deps);
    // Still known to have been tried.
    expect((await stateOf(ticket.ticketId)).deliveries).toMatchObject([{ attempts: 1 }, {}]);
    await deliverDue(DESK, { deps });
    expect((await stateOf(ticket.ticketId)).deliveries).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
  });

  test('a wrong secret burns no delivery: the circuit opens instead', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    const deps = at(0);
    await api('PUT', '/_config', { deskSecrets: ['another'] });
    for (let index = 0; index < 12; index += 1) {
      await deliverDue(DESK, { deps });
      deps.pass(10_000);
    }
    await api('PUT', '/_config', { deskSecrets: ['sandbox-desk-secret'] });
    deps.pass(150_000);
    await deliverDue(DESK, { deps });
    expect(await stateOf(ticket.ticketId)).toMatchObject({
      status: 'dispatched',
      deliveries: [{ state: 'sent' }],
    });
  });
});

describe('a worker that dies', () => {
  const claim = (ticketId: string, age: number) =>
    db().query(`UPDATE delivery SET state = 'sending', claimed_at = $2, attempts = 1 WHERE ticket_id = $1`, [
      ticketId,
      new Date(Date.now() - age),
    ]);

  test('before it sent: the claim grows old and the delivery is sent', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await claim(ticket.ticketId, 29_000);
    expect(await deliverDue(DESK)).toBe(0);
    await claim(ticket.ticketId, 31_000);
    expect(await deliverDue(DESK)).toBe(1);
    expect((await ordersOf(ticket.trackingNumber)).items).toMatchObject([{ received: 1 }]);
  });

  test('after it sent, before it settled: the desk knows the id and nothing is doubled', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await deliverDue(DESK);
    await db().query('DELETE FROM work_order WHERE ticket_id = $1', [ticket.ticketId]);
    await database.query(`UPDATE ticket SET status = 'submitted', accepted_at = NULL WHERE id = $1`, [
      ticket.ticketId,
    ]);
    await claim(ticket.ticketId, 31_000);
    await deliverDue(DESK);
    expect(await stateOf(ticket.ticketId)).toMatchObject({
      status: 'dispatched',
      deliveries: [{ state: 'sent' }],
    });
    expect((await ordersOf(ticket.trackingNumber)).items).toMatchObject([{ received: 2 }]);
  });
});

test('a paused desk is left alone', async () => {
  await buildDesk({ baseUrl: `${sandbox.url}/city-desk`, paused: true });
  const ticket = await buildTicket({ deliveries: ['work_order'] });
  await addDelivery({ ...ticket, deskCode: DESK, kind: 'addition' });
  expect(await deliverDue(DESK)).toBe(0);
});
