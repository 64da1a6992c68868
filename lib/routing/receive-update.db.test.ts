import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/hooks/desk/[deskCode]/route';
import { db, transaction } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { DESK_EVENT_TYPES, nextStep, type TicketStatus } from '@/lib/tickets/status';
import { buildDesk, DESK_SECRET } from '@/tests/factories/desk';
import { buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import type { DeskEvent } from './desk-schemas';
import { signedHeaders } from './desk-signature';
import { receiveUpdate } from './receive-update';
import { settleReceived } from './settle-delivery';

const database = useDatabase();
const DESK = 'city-230100';
const actor = { kind: 'desk' as const, deskCode: DESK, jurisdictionCode: '230100' };

beforeAll(async () => {
  await buildDesk();
  await buildDesk({ code: 'market-230100' });
});

let externalCount = 0;

/** A ticket the desk has, with the desk's number. */
async function received(overrides = {}): Promise<BuiltTicket & { externalId: string }> {
  const submittedAt = new Date(Date.now() - 3_600_000);
  const ticket = await buildTicket({ deliveries: ['work_order'], submittedAt, ...overrides });
  const externalId = `CG-${++externalCount}`;
  const delivery = {
    ...ticket,
    id: ticket.deliveryIds[0]!,
    deskCode: DESK,
    sequence: 1,
    kind: 'work_order',
    createdAt: submittedAt,
  };
  const receivedAt = new Date(submittedAt.getTime() + 1000);
  await transaction((tx) => settleReceived(tx, delivery, { externalId, receivedAt }, receivedAt));
  return { ...ticket, externalId };
}

const eventOf = (
  ticket: { externalId: string; trackingNumber: string },
  event: Partial<DeskEvent> & { type: DeskEvent['type'] },
): DeskEvent => ({
  eventId: newId(),
  externalId: ticket.externalId,
  ticketNumber: ticket.trackingNumber,
  at: new Date().toISOString(),
  ...event,
});

function post(
  event: unknown,
  change: { headers?: Record<string, string>; desk?: string; secret?: string } = {},
) {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const deskCode = change.desk ?? DESK;
  const request = new Request(`http://localhost/api/hooks/desk/${deskCode}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...signedHeaders({ keyId: deskCode, secret: change.secret ?? DESK_SECRET }, body, new Date()),
      ...change.headers,
    },
  });
  return POST(request, { params: Promise.resolve({ deskCode }) });
}

async function codeOf(response: Promise<Response>): Promise<[number, string]> {
  const reply = await response;
  return [reply.status, ((await reply.json()) as { code: string }).code];
}

const statusOf = async (ticketId: string) =>
  (await database.query<{ status: TicketStatus }>('SELECT status FROM ticket WHERE id = $1', [ticketId]))[0]!
    .status;
const timelineOf = (ticketId: string) =>
  database.query<{ type: string; status: string | null; at: Date; is_public: boolean; text: string | null }>(
    'SELECT type, status, at, is_public, text FROM ticket_event WHERE ticket_id = $1 ORDER BY at, id',
    [ticketId],
  );

describe('the door', () => {
  test('takes a signed event', async () => {
    const ticket = await received();
    const response = await post(eventOf(ticket, { type: 'signed', unit: '道里区市政' }));
    expect([response.status, await response.json()]).toEqual([200, { repeated: false, applied: true }]);
    expect(await statusOf(ticket.ticketId)).toBe('signed');
  });

  test('refuses what is not the desk’s, and changes nothing', async () => {
    const ticket = await received();
    const event = eventOf(ticket, { type: 'closed' });
    const body = JSON.stringify(event);
    const old = signedHeaders({ keyId: DESK, secret: DESK_SECRET }, body, new Date(Date.now() - 301_000));
    expect(await codeOf(post(event, { secret: 'guess' }))).toEqual([401, 'signature_invalid']);
    expect(await codeOf(post(event, { headers: { 'x-desk-signature': '' } }))).toEqual([
      401,
      'signature_missing',
    ]);
    expect(await codeOf(post(event, { headers: old }))).toEqual([401, 'signature_expired']);
    expect(await codeOf(post(event, { desk: 'nobody-230100' }))).toEqual([404, 'unknown_desk']);
    expect(await codeOf(post(event, { desk: '../admin' }))).toEqual([404, 'unknown_desk']);
    expect(await codeOf(post(event, { desk: 'market-230100' }))).toEqual([404, 'not_found']);
    expect(await statusOf(ticket.ticketId)).toBe('dispatched');
  });

  test.each<[string, unknown, [number, string]]>([
    ['no JSON', '{', [400, 'invalid_body']],
    ['an array', [], [422, 'invalid_input']],
    ['an unknown type', { type: 'exploded' }, [422, 'invalid_input']],
    ['an unknown field', { type: 'signed', colour: 'red' }, [422, 'invalid_input']],
    ['a question without text', { type: 'question' }, [422, 'invalid_input']],
    ['a return without a reason', { type: 'returned' }, [422, 'invalid_input']],
    ['a time without a zone', { type: 'signed', at: '2026-11-22T08:00:00' }, [422, 'invalid_input']],
    ['a time in the far future', { type: 'signed', at: '2036-11-22T08:00:00Z' }, [422, 'invalid_input']],
    ['a NUL character', { type: 'message', text: 'a\u0000b' }, [422, 'invalid_input']],
    ['half a surrogate pair', { type: 'message', text: 'a\ud800b' }, [422, 'invalid_input']],
    ['half a surrogate pair in the id', { type: 'signed', eventId: '\udc00' }, [422, 'invalid_input']],
    ['a year no page can write', { type: 'signed', at: '0001-01-01T00:00:00Z' }, [422, 'invalid_input']],
    [
      'a due time in the far future',
      { type: 'signed', dueAt: '9999-12-31T23:59:59Z' },
      [422, 'invalid_input'],
    ],
    ['more than 64 KB', 'x'.repeat(65_537), [413, 'body_too_large']],
  ])('%s is refused plainly', async (_name, change, expected) => {
    const ticket = await received();
    const plain = typeof change === 'object' && !Array.isArray(change);
    const event = plain ? eventOf(ticket, change as { type: DeskEvent['type'] }) : change;
    expect(await codeOf(post(event))).toEqual(expected);
  });

  test('wants JSON', async () => {
    const ticket = await received();
    const event = eventOf(ticket, { type: 'signed' });
    expect(await codeOf(post(event, { headers: { 'content-type': 'text/plain' } }))).toEqual([
      415,
      'unsupported_content_type',
    ]);
  });
});

describe('repeats', () => {
  test('ten at once are applied once', async () => {
    const ticket = await received();
    const event = eventOf(ticket, { type: 'signed' });
    const replies = await Promise.all(Array.from({ length: 10 }, () => post(event)));
    const answers = await Promise.all(replies.map((reply) => reply.json() as Promise<{ repeated: boolean }>));
    expect(replies.map((reply) => reply.status)).toEqual(Array(10).fill(200));
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect((await timelineOf(ticket.ticketId)).filter((row) => row.type === 'signed')).toHaveLength(1);
  });

  test('the same id with other content is refused, with another order of keys it is not', async () => {
    const ticket = await received();
    const event = eventOf(ticket, { type: 'signed' });
    await post(event);
    const turned = Object.fromEntries(Object.entries(event).reverse());
    expect(await (await post(turned)).json()).toEqual({ repeated: true, applied: false });
    expect(await codeOf(post({ ...event, type: 'closed' }))).toEqual([409, 'event_conflict']);
  });
});

describe('order', () => {
  test('an event that overtakes the receipt settles the hand-over', async () => {
    const ticket = await buildTicket({
      deliveries: ['work_order', 'addition'],
      submittedAt: new Date(Date.now() - 60_000),
    });
    await db().query(
      `UPDATE delivery SET state = 'sending', claimed_at = now(), attempts = 1 WHERE id = $1`,
      [ticket.deliveryIds[0]],
    );
    const early = { ...ticket, externalId: `CG-${++externalCount}` };
    const events = ['signed', 'handling', 'message'].map((type, index) =>
      eventOf(early, {
        type: type as 'signed',
        text: 'x',
        at: new Date(Date.now() - 900 + index).toISOString(),
      }),
    );
    const replies = await Promise.all(events.map((event) => post(event)));
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200]);
    expect(await statusOf(ticket.ticketId)).toBe('handling');
    const deliveries = await database.query(
      'SELECT state FROM delivery WHERE ticket_id = $1 ORDER BY sequence',
      [ticket.ticketId],
    );
    expect(deliveries).toEqual([{ state: 'sent' }, { state: 'pending' }]);
    expect((await timelineOf(ticket.ticketId)).map((row) => row.type)).toEqual(
      expect.arrayContaining(['accepted', 'registered', 'received_by_desk', 'signed', 'handling', 'message']),
    );
  });

  test('a ticket nobody handed to this desk does not exist for it', async () => {
    const ticket = await buildTicket();
    const event = eventOf({ ...ticket, externalId: 'CG-none' }, { type: 'signed' });
    expect(await codeOf(post(event))).toEqual([404, 'not_found']);
    const other = await received();
    expect(await codeOf(post({ ...event, externalId: other.externalId }))).toEqual([404, 'not_found']);
  });

  test('a late event is told but does not move the ticket back', async () => {
    const ticket = await received();
    const at = (minutes: number) => new Date(Date.now() - 600_000 + minutes * 60_000).toISOString();
    await receiveUpdate(actor, eventOf(ticket, { type: 'closed', at: at(5), text: '已修复' }));
    await receiveUpdate(actor, eventOf(ticket, { type: 'handling', at: at(2) }));
    await receiveUpdate(actor, eventOf(ticket, { type: 'rework', at: at(1) }));
    expect(await statusOf(ticket.ticketId)).toBe('closed');
    expect((await timelineOf(ticket.ticketId)).map((row) => row.type).slice(-3)).toEqual([
      'rework',
      'handling',
      'closed',
    ]);
    await receiveUpdate(actor, eventOf(ticket, { type: 'rework', at: at(6) }));
    expect(await statusOf(ticket.ticketId)).toBe('rework');
  });

  test('a return brings the ticket to triage; its reason is for staff', async () => {
    const ticket = await received();
    await receiveUpdate(
      actor,
      eventOf(ticket, { type: 'returned', reasonCode: 'not_my_remit', text: '非本单位职责' }),
    );
    expect(await statusOf(ticket.ticketId)).toBe('returned');
    expect(nextStep('returned')).toBe('triage');
    const rows = await timelineOf(ticket.ticketId);
    expect(
      rows
        .filter((row) => row.is_public)
        .map((row) => row.text)
        .join(''),
    ).not.toContain('职责');
    expect(rows.at(-1)).toMatchObject({ is_public: false, text: '非本单位职责' });
  });

  test('any order and repetition of legal events leaves a legal state and the whole timeline', async () => {
    const type = fc.constantFrom(...DESK_EVENT_TYPES);
    const told = fc.array(fc.record({ type, minute: fc.integer({ min: 0, max: 30 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(
        told,
        fc.array(fc.nat(), { maxLength: 6 }),
        fc.boolean(),
        async (list, repeats, atOnce) => {
          const ticket = await received();
          const events = list.map(({ type: kind, minute }) =>
            eventOf(ticket, {
              type: kind,
              text: '说明',
              at: new Date(Date.now() - 3_000_000 + minute * 60_000).toISOString(),
              dueAt: '2027-01-01T00:00:00+08:00',
            }),
          );
          const sent = [...events, ...repeats.map((pick) => events[pick % events.length]!)];
          if (atOnce) await Promise.all(sent.map((event) => receiveUpdate(actor, event)));
          else for (const event of sent) await receiveUpdate(actor, event);
          const status = await statusOf(ticket.ticketId);
          expect(['triage', 'desk', 'operator']).toContain(nextStep(status));
          const rows = await timelineOf(ticket.ticketId);
          const own = rows.filter((row) => row.is_public && list.some((event) => event.type === row.type));
          const passed = own.filter((row) => row.type === 'handled' && row.status === 'handled').length;
          expect(own.length - passed).toBe(events.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});

test('the reporter hears of it once, by each channel they gave', async () => {
  const ticket = await received({ contact: { phone: '+8613800001111', email: 'a@example.com' } });
  await receiveUpdate(actor, eventOf(ticket, { type: 'signed', unit: '市政' }));
  await receiveUpdate(actor, eventOf(ticket, { type: 'handled' }));
  await receiveUpdate(actor, eventOf(ticket, { type: 'rework' }));
  await receiveUpdate(actor, eventOf(ticket, { type: 'handled' }));
  await receiveUpdate(actor, eventOf(ticket, { type: 'question', text: '井盖在哪一侧？' }));
  await receiveUpdate(actor, eventOf(ticket, { type: 'checked' }));
  await receiveUpdate(actor, eventOf(ticket, { type: 'closed' }));
  const told = await database.query(
    `SELECT template_id || ' ' || channel AS told, count(*)::int FROM message WHERE ticket_id = $1 GROUP BY 1 ORDER BY 1`,
    [ticket.ticketId],
  );
  expect(told).toEqual(
    ['desk-question', 'report-closed', 'report-handled', 'report-signed'].flatMap((template) => [
      { told: `${template} email`, count: 1 },
      { told: `${template} sms`, count: 1 },
    ]),
  );
});
