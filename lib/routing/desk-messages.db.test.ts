import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';
import { db } from '@/lib/platform/db';
import { addInformation } from '@/lib/intake/track/add-information';
import { reopenTicket } from '@/lib/intake/track/reopen-ticket';
import { urgeDesk } from '@/lib/intake/track/urge-desk';
import { withdrawTicket } from '@/lib/intake/track/withdraw-ticket';
import { isAttachmentUrlValid } from '@/lib/media/attachment-url';
import { buildDesk } from '@/tests/factories/desk';
import { addEvent, buildUpload, newForm, proofOf, PUBLIC } from '@/tests/factories/reporter';
import { addDelivery, buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { deliverDue } from './deliver-due';

const database = useDatabase();
const DESK = 'city-230100';
let sandbox: RunningSandbox;

interface Order {
  status: string;
  payload: { attachments: unknown[] };
  messages: { message: { type: string; text?: string; attachments?: { url: string; sha256: string }[] } }[];
}

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  await fetch(`${sandbox.url}/_reset`, { method: 'DELETE' });
  await db().query('DELETE FROM delivery');
  await db().query('DELETE FROM desk_health');
  await buildDesk({ baseUrl: `${sandbox.url}/city-desk` });
});

const faults = (settings: object) =>
  fetch(`${sandbox.url}/city-desk/_faults`, {
    method: 'PUT',
    body: JSON.stringify(settings),
    headers: { 'content-type': 'application/json' },
  });

async function orderOf(ticket: BuiltTicket): Promise<Order | undefined> {
  const reply = await fetch(`${sandbox.url}/city-desk/work-orders?ticketNumber=${ticket.trackingNumber}`);
  return ((await reply.json()) as { items: Order[] }).items[0];
}

const typesOf = (order: Order | undefined) => order?.messages.map(({ message }) => message.type);
const form = (text?: string) => ({ formId: newForm(), ...(text ? { text } : {}) });

describe('what a reporter does reaches the desk', () => {
  test('behind the work order, in the order it was done, though the desk is down at first', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await faults({ failRate: true });
    let now = Date.now();
    const deps = { clock: { now: () => new Date(now) }, random: () => 0 };
    await deliverDue(DESK, { deps });
    await addInformation(PUBLIC, proofOf(ticket), form('第三根'));
    await urgeDesk(PUBLIC, proofOf(ticket), form());
    await withdrawTicket(PUBLIC, proofOf(ticket), form('自己好了'));
    expect(await orderOf(ticket)).toBeUndefined();
    await faults({});
    for (let round = 0; round < 20 && typesOf(await orderOf(ticket))?.length !== 3; round += 1) {
      now += 10_000;
      await deliverDue(DESK, { deps });
    }
    const order = await orderOf(ticket);
    expect(typesOf(order)).toEqual(['addition', 'urging', 'withdrawal']);
    expect(order?.status).toBe('withdrawn');
    expect(order?.messages[2]?.message.text).toBe('自己好了');
  });

  test('with its photos, whose links open and whose hashes are right; a repeat is the same to the byte', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await deliverDue(DESK);
    const photo = await buildUpload();
    await addInformation(PUBLIC, proofOf(ticket), { ...form(), photos: [photo] });
    // The desk takes it, its answer is lost, and it is sent again: other content would be refused with 409.
    await deliverDue(DESK);
    await database.query(`UPDATE delivery SET state = 'pending' WHERE kind = 'addition'`);
    await deliverDue(DESK, {
      deps: { clock: { now: () => new Date(Date.now() + 90_000) }, random: () => 0 },
    });
    const [row] = await database.query<{ state: string; attempts: number }>(
      `SELECT state, attempts FROM delivery WHERE kind = 'addition'`,
    );
    expect(row).toEqual({ state: 'sent', attempts: 2 });
    const order = await orderOf(ticket);
    expect(order?.payload.attachments).toEqual([]);
    const [link] = order?.messages[0]?.message.attachments ?? [];
    const [stored] = await database.query<{ sha256: string }>(
      `SELECT encode(sha256, 'hex') AS sha256 FROM upload WHERE id = $1`,
      [photo],
    );
    expect(link?.sha256).toBe(stored?.sha256);
    expect(isAttachmentUrlValid(photo, new URL(link!.url).searchParams)).toBe(true);
  });

  test('a photo added before the work order left does not change the work order', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await addInformation(PUBLIC, proofOf(ticket), { ...form(), photos: [await buildUpload()] });
    await deliverDue(DESK);
    const order = await orderOf(ticket);
    expect(order?.payload.attachments).toEqual([]);
    expect(order?.messages[0]?.message.attachments).toHaveLength(1);
  });

  test('a withdrawal before the work order left leaves nothing to send', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await withdrawTicket(PUBLIC, proofOf(ticket), form('报错了'));
    expect(await deliverDue(DESK)).toBe(0);
    expect(await orderOf(ticket)).toBeUndefined();
  });

  test('either the withdrawal cancels the work order or the desk hears both, in order', async () => {
    const tickets = [];
    for (let count = 0; count < 12; count += 1)
      tickets.push(await buildTicket({ deliveries: ['work_order'] }));
    await Promise.all([
      deliverDue(DESK),
      ...tickets.map((ticket) => withdrawTicket(PUBLIC, proofOf(ticket), form('自己好了'))),
    ]);
    await deliverDue(DESK);
    for (const ticket of tickets) {
      const order = await orderOf(ticket);
      if (order) expect(typesOf(order)).toEqual(['withdrawal']);
    }
    const left = await database.query(`SELECT 1 FROM delivery WHERE state NOT IN ('sent', 'cancelled')`);
    expect(left).toEqual([]);
    const states = await database.query(`SELECT DISTINCT status FROM ticket WHERE id = ANY($1)`, [
      tickets.map(({ ticketId }) => ticketId),
    ]);
    expect(states).toEqual([{ status: 'withdrawn' }]);
  });

  test('with a reopening the desk has the ticket again, and what it dated before no longer counts', async () => {
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await deliverDue(DESK);
    const closedAt = new Date();
    await addEvent(ticket, { type: 'checked', status: 'closed', at: closedAt });
    await database.query(
      `UPDATE ticket SET status = 'closed', closed_at = $2, last_desk_event_at = $2 WHERE id = $1`,
      [ticket.ticketId, closedAt],
    );
    await reopenTicket(PUBLIC, proofOf(ticket), form('又灭了'));
    await deliverDue(DESK);
    expect((await orderOf(ticket))?.status).toBe('reopened');
    const [row] = await database.query<{ status: string; last_desk_event_at: Date }>(
      'SELECT status, last_desk_event_at FROM ticket WHERE id = $1',
      [ticket.ticketId],
    );
    expect(row?.status).toBe('dispatched');
    expect(row!.last_desk_event_at.getTime()).toBeGreaterThan(closedAt.getTime());
  });
});

describe('what a reporter adds while no desk has the ticket', () => {
  /** What triage leaves behind: the ticket's desk and its first work order. */
  async function assign(ticket: BuiltTicket): Promise<void> {
    await database.query('UPDATE ticket SET desk_code = $2 WHERE id = $1', [ticket.ticketId, DESK]);
    await addDelivery({ ...ticket, deskCode: DESK, kind: 'work_order' });
  }

  test('reaches the desk behind its first work order, in order, once each, with its photo', async () => {
    const ticket = await buildTicket({ deskCode: null });
    await addInformation(PUBLIC, proofOf(ticket), form('第三根'));
    await addInformation(PUBLIC, proofOf(ticket), { ...form('有照片'), photos: [await buildUpload()] });
    expect(await database.query('SELECT 1 FROM delivery')).toEqual([]);
    await assign(ticket);
    for (let round = 0; round < 4; round += 1) await deliverDue(DESK);
    const order = await orderOf(ticket);
    expect(order?.payload.attachments).toEqual([]);
    expect(
      order?.messages.map(({ message }) => [message.type, message.text, message.attachments?.length ?? 0]),
    ).toEqual([
      ['addition', '第三根', 0],
      ['addition', '有照片', 1],
    ]);
    const states = await database.query('SELECT sequence, kind, state FROM delivery ORDER BY sequence');
    expect(states).toEqual([
      { sequence: 1, kind: 'work_order', state: 'sent' },
      { sequence: 2, kind: 'addition', state: 'sent' },
      { sequence: 3, kind: 'addition', state: 'sent' },
    ]);
  });

  test('stands before what is said after the desk was chosen', async () => {
    const ticket = await buildTicket({ deskCode: null });
    await addInformation(PUBLIC, proofOf(ticket), form('先说的'));
    await assign(ticket);
    await addInformation(PUBLIC, proofOf(ticket), form('后说的'));
    await urgeDesk(PUBLIC, proofOf(ticket), form());
    for (let round = 0; round < 5; round += 1) await deliverDue(DESK);
    const order = await orderOf(ticket);
    expect(order?.messages.map(({ message }) => message.text ?? message.type)).toEqual([
      '先说的',
      '后说的',
      'urging',
    ]);
  });

  test('reaches the next desk too when the first one sends the ticket back', async () => {
    const second = '12345-230100';
    await buildDesk({ code: second, baseUrl: `${sandbox.url}/city-desk` });
    const ticket = await buildTicket({ deliveries: ['work_order'] });
    await addInformation(PUBLIC, proofOf(ticket), form('第三根'));
    for (let round = 0; round < 2; round += 1) await deliverDue(DESK);
    await database.query(`UPDATE ticket SET desk_code = $2, status = 'returned' WHERE id = $1`, [
      ticket.ticketId,
      second,
    ]);
    await addDelivery({ ...ticket, deskCode: second, kind: 'work_order' });
    for (let round = 0; round < 3; round += 1) await deliverDue(second);
    const told = await database.query(
      `SELECT desk_code, kind, state FROM delivery WHERE kind = 'addition' ORDER BY desk_code`,
    );
    expect(told).toEqual([
      { desk_code: second, kind: 'addition', state: 'sent' },
      { desk_code: DESK, kind: 'addition', state: 'sent' },
    ]);
  });
});
