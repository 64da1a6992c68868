import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { loadContract } from '@/sandbox/contract';
import {
  SECRET,
  buildWorkOrder,
  call,
  deskHeaders,
  post,
  put,
  send,
  useSandbox,
  type Heard,
} from './sandbox-support';

const { listener, url } = useSandbox();
const HOOK = '/api/hooks/desk/city-230100';
const check = loadContract();

async function received(overrides: Record<string, unknown> = {}): Promise<string> {
  const { body } = await send(url('/city-desk/work-orders'), buildWorkOrder(overrides));
  return url(`/city-desk/work-orders/${String(body['externalId'])}`);
}

const eventOf = (heard: Heard | undefined) => JSON.parse(heard?.body ?? '{}') as Record<string, unknown>;
const reconcile = (query: string) =>
  call(url(`/city-desk/work-orders?${query}`), { headers: deskHeaders('') });

describe('an event', () => {
  it('is pushed signed, as the contract says', async () => {
    listener.answer = () => ({ body: '{"outcome":"applied"}' });
    const order = await received();
    const answer = await post(`${order}/advance`, { type: 'signed', unit: '道里区市政' });
    expect(answer).toMatchObject({
      status: 200,
      body: { push: { state: 'acknowledged', status: 200, attempts: 1, body: { outcome: 'applied' } } },
    });
    const [heard] = listener.heard;
    expect(heard).toMatchObject({ method: 'POST', path: HOOK });
    expect(check('Event')(eventOf(heard))).toBeNull();
    const timestamp = String(heard?.headers['x-desk-timestamp']);
    const digest = createHmac('sha256', SECRET).update(`${timestamp}.${heard?.body}`).digest('hex');
    expect(heard?.headers).toMatchObject({ 'x-desk-key': 'city-230100', 'x-desk-signature': `v1=${digest}` });
    expect(Math.abs(Date.now() / 1000 - Number(timestamp))).toBeLessThan(5);
  });

  it('comes from the desk that has the order', async () => {
    const { body } = await send(url('/city-desk/work-orders'), buildWorkOrder(), { key: '12345-230100' });
    await post(url(`/city-desk/work-orders/${String(body['externalId'])}/advance`), { type: 'handling' });
    expect(listener.heard[0]?.path).toBe('/api/hooks/desk/12345-230100');
  });

  it('is pushed again until it is acknowledged', async () => {
    let failures = 2;
    listener.answer = () => ({ status: failures-- > 0 ? 503 : 200 });
    const order = await received();
    const answer = await post(`${order}/advance`, { type: 'signed' });
    expect(answer.body).toMatchObject({ push: { state: 'waiting', status: 503 } });
    await listener.waitFor(3, HOOK);
    expect(new Set(listener.heard.map((heard) => heard.body)).size).toBe(1);
    await vi.waitFor(async () => {
      expect((await call(order)).body).toMatchObject({
        events: [{ push: { state: 'acknowledged', attempts: 3 } }],
      });
    });
  });

  it('is not pushed again after a refusal', async () => {
    listener.answer = () => ({ status: 409, body: '{"code":"other_content"}' });
    const order = await received();
    const answer = await post(`${order}/advance`, { type: 'closed' });
    expect(answer.body).toMatchObject({
      push: { state: 'refused', status: 409, body: { code: 'other_content' } },
    });
  });

  it('can be late, repeated and contradictory at a test’s wish', async () => {
    const order = await received();
    const event = { type: 'signed', eventId: 'e-1', at: '2026-11-22T08:00:00+08:00' };
    await post(`${order}/advance`, event);
    await post(`${order}/advance`, { ...event, type: 'closed' });
    expect(listener.heard.map((heard) => eventOf(heard)['eventId'])).toEqual(['e-1', 'e-1']);
    expect((await call(order)).body).toMatchObject({
      status: 'signed',
      events: [{ event: { at: event.at } }],
    });
  });

  it.each([
    ['an unknown type', { type: 'lost' }],
    ['a question without text', { type: 'question' }],
    ['an unknown field', { type: 'signed', colour: 'red' }],
  ])('is not made with %s', async (_name, input) => {
    const order = await received();
    expect((await post(`${order}/advance`, input)).status).toBe(422);
    expect(listener.heard).toEqual([]);
  });
});

describe('faults of the pushes', () => {
  it('send twice', async () => {
    await put(url('/city-desk/_faults'), { duplicate: true });
    await post(`${await received()}/advance`, { type: 'signed' });
    expect(listener.heard).toHaveLength(2);
    expect(listener.heard[0]?.body).toBe(listener.heard[1]?.body);
  });

  it('let one event overtake another', async () => {
    await put(url('/city-desk/_faults'), { reorder: true });
    const order = await received();
    expect((await post(`${order}/advance`, { type: 'signed' })).body).toMatchObject({
      push: { state: 'held' },
    });
    await post(`${order}/advance`, { type: 'handled' });
    await listener.waitFor(2, HOOK);
    expect(listener.heard.map((heard) => eventOf(heard)['type'])).toEqual(['handled', 'signed']);
  });
});

describe('reconciliation', () => {
  it('lists what was pushed and what was lost, as the contract says', async () => {
    const order = await received();
    await post(`${order}/advance`, { type: 'signed' });
    await post(`${order}/advance?lost=1`, { type: 'handled', text: '已更换井盖' });
    expect(listener.heard).toHaveLength(1);
    const page = await reconcile('updatedAfter=2026-01-01T00:00:00Z');
    expect(page.status).toBe(200);
    expect(check('WorkOrderPage')(page.body)).toBeNull();
    expect(page.body['items']).toMatchObject([
      { status: 'handled', events: [{ type: 'signed' }, { type: 'handled', text: '已更换井盖' }] },
    ]);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect((await reconcile(`updatedAfter=${future}`)).body).toEqual({ items: [] });
  });

  it('reads pages without a gap, by the caller’s own desk', async () => {
    for (let index = 0; index < 7; index += 1) await received({ ticketNumber: `01000000000${index}` });
    await send(url('/city-desk/work-orders'), buildWorkOrder({ ticketNumber: '017777777770' }), {
      key: 'market-230100',
    });
    const seen: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const query: string = `updatedAfter=2026-01-01T00:00:00Z&limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { body } = await reconcile(query);
      seen.push(...(body['items'] as { ticketNumber: string }[]).map((item) => item.ticketNumber));
      cursor = body['next'] as string | undefined;
    }
    expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `01000000000${index}`));
  });

  it('is signed, and asks for a time', async () => {
    const unsigned = await call(url('/city-desk/work-orders?updatedAfter=2026-01-01T00:00:00Z'));
    expect(unsigned.status).toBe(401);
    expect((await reconcile('updatedAfter=yesterday')).status).toBe(422);
    expect((await reconcile('updatedAfter=2026-01-01T00:00:00Z&cursor=x')).status).toBe(422);
  });
});
