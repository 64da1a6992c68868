import { beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '@/lib/platform/db';
import { buildTicket, type BuiltTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { changeStatus } from '../change-status';
import type { TicketChange } from '../change-status-types';
import { caseIdOf, jurisdictionOfCase } from './case-id';
import { findCase } from './find-case';
import { listCases } from './list-cases';
import { nearCases } from './near-cases';

const database = useDatabase({ demo: true });

const DAY = 86_400_000;
let clock = Date.now() - 10 * DAY;

function change(ticket: BuiltTicket, type: TicketChange['type'], more: Partial<TicketChange> = {}) {
  clock += 60_000;
  const at = new Date(clock);
  return transaction((tx) =>
    changeStatus(tx, ticket, { type, at, ...more }, { kind: 'system', name: 'test' }, at),
  );
}

const report = (more: Parameters<typeof buildTicket>[0] = {}) =>
  buildTicket({ requestType: 'report', submittedAt: new Date(clock - 60_000), ...more });
const received = async (more: Parameters<typeof buildTicket>[0] = {}) => {
  const ticket = await report(more);
  await change(ticket, 'received_by_desk', { deskCode: 'city-230100' });
  return ticket;
};
const idOf = ({ jurisdictionCode, ticketId }: BuiltTicket) => caseIdOf(jurisdictionCode, ticketId);
const all = () => listCases({ filters: {}, cursor: null }, 100);

beforeEach(async () => {
  await database.query('TRUNCATE public_case, case_text');
});

describe('publishing', () => {
  test('follows the ticket: accepted, closed, back in work', async () => {
    const ticket = await report();
    expect((await all()).items).toEqual([]);
    await change(ticket, 'received_by_desk', { deskCode: 'city-230100' });
    expect((await all()).items).toMatchObject([
      { id: idOf(ticket), state: 'open', status: 'dispatched', closedAt: null, category: { code: '01002' } },
    ]);
    await change(ticket, 'closed', { deskCode: 'city-230100' });
    const closed = await findCase(idOf(ticket));
    expect(closed).toMatchObject({ state: 'closed', status: 'closed' });
    expect(closed.timeline.map(({ status }) => status)).toEqual([
      'submitted',
      'accepted',
      'registered',
      'dispatched',
      'closed',
    ]);
    await change(ticket, 'reopened');
    expect((await all()).items).toMatchObject([{ state: 'open', status: 'reopened', closedAt: null }]);
  });

  test('ends when the reporter withdraws, in the same transaction', async () => {
    const ticket = await received();
    await change(ticket, 'withdrawn');
    expect((await all()).items).toEqual([]);
    await expect(findCase(idOf(ticket))).rejects.toMatchObject({ code: 'no_such_page' });
  });

  test('ends when the police have it, and the case comes back under its old name', async () => {
    const ticket = await received();
    await change(ticket, 'transferred_110');
    expect((await all()).items).toEqual([]);
    await change(ticket, 'dispatched');
    expect((await all()).items).toMatchObject([{ id: idOf(ticket) }]);
  });

  test('never happens for complaints, secrets and the unclassified', async () => {
    await received({ requestType: 'complaint' });
    await received({ keepSecret: true });
    await received({ categoryCode: null });
    expect((await all()).items).toEqual([]);
  });

  test('shows and finds a text only once it is released', async () => {
    const ticket = await report();
    await database.query(
      `INSERT INTO case_text VALUES ($1, $2, 'result', '井盖已更换，现场验收合格', now(), 'reviewer')`,
      [ticket.jurisdictionCode, ticket.ticketId],
    );
    await change(ticket, 'received_by_desk', { deskCode: 'city-230100' });
    expect(await findCase(idOf(ticket))).toMatchObject({
      result: '井盖已更换，现场验收合格',
      description: null,
    });
    expect((await listCases({ filters: { q: '验收' }, cursor: null }, 20)).count).toBe(1);
  });
});

test('a case id names its prefecture, not its ticket', async () => {
  const ticket = await received();
  const id = idOf(ticket);
  expect(jurisdictionOfCase(id)).toBe('230100');
  expect(id).toMatch(/^01[2-9b-z]{12}$/);
  for (const wrong of [
    '',
    ticket.trackingNumber,
    ticket.ticketId,
    `${id}2`,
    "01' OR 1=1 --",
    '01AAAAAAAAAAAA',
  ])
    await expect(findCase(wrong)).rejects.toMatchObject({ code: 'no_such_page' });
});

describe('near-by cases', () => {
  const here = { lng: 126.642464, lat: 45.756967 };
  const near = (more: Record<string, string>) =>
    nearCases(
      new URLSearchParams({ lng: String(here.lng), lat: String(here.lat), categoryCode: '01002', ...more }),
    );

  test('are open, of the same category and within 250 metres, the nearest first', async () => {
    const far = await received({ lng: here.lng + 0.002, lat: here.lat });
    const close = await received({ lng: here.lng, lat: here.lat + 0.0004 });
    await received({ lng: here.lng + 0.01, lat: here.lat });
    await received({ ...here, categoryCode: '01003' });
    await change(await received(here), 'closed', { deskCode: 'city-230100' });
    const { items } = await near({});
    expect(items.map(({ id }) => id)).toEqual([idOf(close), idOf(far)]);
    expect(items.every(({ metres }) => metres !== null && metres % 50 === 0)).toBe(true);
  });

  test('include the same asset wherever it is, first', async () => {
    const close = await received(here);
    const same = await received({ assetCode: 'JG-0001', categoryCode: '01003' });
    const { items } = await near({ assetCode: 'JG-0001' });
    expect(items.map(({ id, sameAsset }) => [id, sameAsset])).toEqual([
      [idOf(same), true],
      [idOf(close), false],
    ]);
    expect((await nearCases(new URLSearchParams({ assetCode: 'JG-0001' }))).items).toHaveLength(1);
  });

  test('need a position and a category, or an asset', async () => {
    for (const query of ['', 'lng=126', 'lng=126&lat=45', 'lng=x&lat=45&categoryCode=01002', 'assetCode=%27'])
      await expect(nearCases(new URLSearchParams(query))).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
