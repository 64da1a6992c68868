import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadContract } from '@/sandbox/contract';
import { buildWorkOrder, call, deskHeaders, put, send, useSandbox } from './sandbox-support';

const { url } = useSandbox();
const check = loadContract();
const orders = () => url('/city-desk/work-orders');
const stats = async () => (await call(url('/city-desk/_stats'))).body;

describe('work orders', () => {
  it('are received once, however often they come', async () => {
    const order = buildWorkOrder();
    const first = await send(orders(), order);
    expect(first.status).toBe(201);
    expect(first.body['externalId']).toMatch(/^CG-230100-[0-9a-f]{6}-000001$/);
    expect(check('WorkOrderReceipt')(first.body)).toBeNull();
    const again = await send(orders(), Object.fromEntries(Object.entries(order).reverse()));
    expect(again).toEqual({ status: 200, body: first.body });
    expect(await stats()).toMatchObject({ workOrders: 1, doubled: 0 });
  });

  it('come as one when ten equal deliveries come at once', async () => {
    const order = buildWorkOrder();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(orders(), order)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(answers.map((answer) => answer.body['externalId'])).size).toBe(1);
    expect(await stats()).toMatchObject({ workOrders: 1, tickets: 1, doubled: 0 });
  });

  it('are refused when the same id carries other content', async () => {
    const order = buildWorkOrder();
    await send(orders(), order);
    const other = await send(orders(), { ...order, description: '别的' });
    expect(other).toMatchObject({ status: 409, body: { code: 'other_content' } });
  });

  it('count as doubled when one ticket comes under two ids, but not after a return', async () => {
    await send(orders(), buildWorkOrder({ ticketNumber: '019999999990' }));
    const second = await send(orders(), buildWorkOrder({ ticketNumber: '019999999990' }));
    expect(second.status).toBe(201);
    const { entries } = (await call(url('/city-desk/_log'))).body as { entries: Record<string, unknown>[] };
    expect(entries.at(-1)).toMatchObject({ outcome: 'doubled', ticketNumber: '019999999990' });

    const returned = await send(orders(), buildWorkOrder({ ticketNumber: '018888888880' }));
    const id = String(returned.body['externalId']);
    await call(url(`/city-desk/work-orders/${id}/advance?lost=1`), {
      method: 'POST',
      body: '{"type":"returned"}',
    });
    await send(orders(), buildWorkOrder({ ticketNumber: '018888888880' }));
    await send(orders(), buildWorkOrder({ ticketNumber: '018888888880' }), { key: 'market-230100' });
    expect(await stats()).toMatchObject({ workOrders: 5, doubled: 1 });
  });

  it.each([
    ['a matter code without division', { matterCode: '01002' }, 'matterCode'],
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['a missing field', { urgency: undefined }, 'urgency'],
    ['a null', { dueAt: null }, 'dueAt'],
    ['a time without zone', { acceptedAt: '2026-11-22T08:02:11' }, 'acceptedAt'],
    ['half a position', { lat: undefined }, 'lat'],
    [
      'no place at all',
      { address: '', lng: undefined, lat: undefined, coordinateSystem: undefined },
      'address',
    ],
    ['a reporter who is to be kept secret', { keepSecret: true, reporter: { name: '张三' } }, 'reporter'],
    ['a phone not in E.164', { reporter: { phone: '13800000000' } }, 'phone'],
    ['an id that is no uuid', { deliveryId: '1' }, 'deliveryId'],
    [
      'an attachment without hash',
      { attachments: [{ url: 'http://localhost/a', mediaType: 'image/png' }] },
      'sha256',
    ],
  ])('are refused with %s', async (_name, change, word) => {
    const answer = await send(orders(), buildWorkOrder(change));
    expect(answer.status).toBe(422);
    expect(answer.body['reason']).toContain(word);
    expect(await stats()).toMatchObject({ workOrders: 0 });
  });

  it('take local category codes and a secret report', async () => {
    const local = {
      categoryCode: 'L0506',
      matterCode: '230102L0506',
      keepSecret: true,
      occurredAt: '2026-11-22T00:00:00Z',
    };
    expect((await send(orders(), buildWorkOrder(local))).status).toBe(201);
  });
});

describe('signatures', () => {
  const order = buildWorkOrder();
  const body = JSON.stringify(order);
  const json = { 'content-type': 'application/json' };
  it.each([
    ['missing', () => json],
    ['made with another secret', () => ({ ...json, ...deskHeaders(body, { secret: 'wrong' }) })],
    ['made with an empty secret', () => ({ ...json, ...deskHeaders(body, { secret: '' }) })],
    ['of an unknown key', () => ({ ...json, ...deskHeaders(body, { key: 'city-110000' }) })],
    ['of another body (replayed)', () => ({ ...json, ...deskHeaders(`${body} `) })],
    ['six minutes old', () => ({ ...json, ...deskHeaders(body, { skewSeconds: -360 }) })],
    ['six minutes early', () => ({ ...json, ...deskHeaders(body, { skewSeconds: 360 }) })],
    ['in upper case', () => ({ ...json, ...deskHeaders(body), 'X-Desk-Signature': `v1=${'A'.repeat(64)}` })],
  ])('are refused when %s', async (_name, headers) => {
    expect((await call(orders(), { method: 'POST', body, headers: headers() })).status).toBe(401);
    expect(await stats()).toMatchObject({ workOrders: 0 });
  });

  it('hold for four minutes and for two secrets', async () => {
    expect((await send(orders(), buildWorkOrder(), { skewSeconds: -240 })).status).toBe(201);
    await put(url('/_config'), { deskSecrets: ['next', 'sandbox-desk-secret'] });
    expect(
      (await send(orders(), buildWorkOrder({ ticketNumber: '010000000000' }), { secret: 'next' })).status,
    ).toBe(201);
    expect((await send(orders(), buildWorkOrder({ ticketNumber: '010000000001' }))).status).toBe(201);
    await put(url('/_config'), { deskSecrets: ['sandbox-desk-secret'] });
  });

  it('do not excuse a wrong content type or broken JSON', async () => {
    const headers = { 'content-type': 'text/plain', ...deskHeaders(body) };
    expect((await call(orders(), { method: 'POST', body, headers })).status).toBe(415);
    const broken = body.slice(1);
    expect(
      (await call(orders(), { method: 'POST', body: broken, headers: { ...json, ...deskHeaders(broken) } }))
        .status,
    ).toBe(422);
  });

  it('stand in no log', async () => {
    await send(orders(), order);
    const text = await (await fetch(url('/city-desk/_log'))).text();
    expect(text).toContain('accepted');
    expect(text).not.toMatch(/v1=|sandbox-desk-secret|[0-9a-f]{64}/);
  });
});

describe('messages', () => {
  const message = (overrides = {}) => ({
    messageId: randomUUID(),
    type: 'urging',
    at: '2026-11-22T10:00:00+08:00',
    ...overrides,
  });

  it('are idempotent and change the order', async () => {
    const { body } = await send(orders(), buildWorkOrder());
    const target = url(`/city-desk/work-orders/${String(body['externalId'])}/messages`);
    const urging = message();
    const first = await send(target, urging);
    expect(first).toMatchObject({ status: 201, body: { messageId: urging.messageId } });
    expect(await send(target, urging)).toEqual({ status: 200, body: first.body });
    expect((await send(target, { ...urging, text: '快' })).status).toBe(409);
    expect((await send(target, message({ type: 'answer' }))).status).toBe(422);
    expect((await send(target, message({ type: 'shout' }))).status).toBe(422);
    await send(target, message({ type: 'withdrawal' }));
    const found = await call(url('/city-desk/work-orders?ticketNumber=015720000013'));
    expect(found.body['items']).toMatchObject([{ status: 'withdrawn', messages: [{ message: urging }, {}] }]);
  });

  it("are refused for another desk's order", async () => {
    const { body } = await send(orders(), buildWorkOrder());
    const target = url(`/city-desk/work-orders/${String(body['externalId'])}/messages`);
    expect((await send(target, message(), { key: '12345-230100' })).status).toBe(404);
    expect((await send(url('/city-desk/work-orders/nowhere/messages'), message())).status).toBe(404);
  });
});
