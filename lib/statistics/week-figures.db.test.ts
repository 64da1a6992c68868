import { beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '@/lib/platform/db';
import { changeStatus } from '@/lib/tickets/change-status';
import type { TicketChange } from '@/lib/tickets/change-status-types';
import { buildTicket } from '@/tests/factories/ticket';
import { useDatabase } from '@/tests/setup/database';
import { readWeek } from './read-week';
import { refreshWeek } from './refresh-week';
import { weekFigures } from './week-figures';

const database = useDatabase({ demo: true });

/** 11:00 on 18 November 2026 in China: the week is 11 to 17 November there. */
const NOW = new Date('2026-11-18T03:00:00Z');
const LETTERS = '23456789bcdfghjkmnpqrstvwxyz';
let made = 0;

/** A case by the times of China, such as `11-12 08:30`. */
async function put(row: {
  submitted: string;
  closed?: string;
  due?: string;
  division?: string;
  category?: string;
}): Promise<void> {
  const at = (time?: string) => (time === undefined ? null : `2026-${time.replace(' ', 'T')}:00+08:00`);
  const { division = '230102', category = '01002' } = row;
  const jurisdiction = `${division.slice(0, 4)}00`;
  made += 1;
  const id = `${jurisdiction.slice(2, 4)}2222222222${LETTERS[Math.floor(made / 28)]}${LETTERS[made % 28]}`;
  await database.query(
    `INSERT INTO public_case (jurisdiction_code, ticket_id, case_id, category_code, major_code, division_code, status,
       submitted_at, due_at, due_provisional, closed_at, updated_at, search_text, tokens)
     VALUES ($1, gen_random_uuid(), $2, $3::text, left($3::text, 2), $4, 'x', $5, $6, false, $7, $5, '', '')`,
    [jurisdiction, id, category, division, at(row.submitted), at(row.due), at(row.closed)],
  );
}

const figures = (more: Partial<Parameters<typeof weekFigures>[0]> = {}) =>
  weekFigures({ jurisdictionCode: null, hidden: [], now: NOW, ...more });

beforeEach(async () => {
  await database.query('TRUNCATE public_case, week_count');
});

test('an empty week has seven days and no numbers', async () => {
  const week = await figures();
  expect(week.days.map(({ date }) => date)).toEqual(
    ['11', '12', '13', '14', '15', '16', '17'].map((day) => `2026-11-${day}`),
  );
  expect(week).toMatchObject({ received: 0, closed: 0, withDue: 0, inTime: 0, medianMs: null });
  expect([week.majors, week.places]).toEqual([[], []]);
});

test('a day is a day in China', async () => {
  await put({ submitted: '11-10 23:59' });
  await put({ submitted: '11-11 00:00', closed: '11-11 00:00' });
  await put({ submitted: '11-11 23:59', closed: '11-12 00:00' });
  await put({ submitted: '11-17 23:59', closed: '11-18 00:00' });
  await put({ submitted: '11-18 00:00' });
  const week = await figures();
  expect(week.days.map(({ received, closed }) => [received, closed])).toEqual([
    [2, 1],
    [0, 1],
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 0],
  ]);
  expect([week.received, week.closed]).toEqual([3, 2]);
});

test('in time is by the due date; a case without one is no part of the share', async () => {
  await put({ submitted: '11-10 08:00', closed: '11-12 08:00', due: '11-12 08:00' });
  await put({ submitted: '11-10 08:00', closed: '11-12 08:01', due: '11-12 08:00' });
  await put({ submitted: '11-10 08:00', closed: '11-12 08:00' });
  expect(await figures()).toMatchObject({ closed: 3, withDue: 2, inTime: 1, medianMs: null });
});

test('the median is told from five on, for each kind and place by itself', async () => {
  // hours to close: 1 2 4 8 16 (components, Daoli), 3 (street order, Nangang), 5 (street order, Qiqihar)
  for (const hour of ['09', '10', '12', '16'])
    await put({ submitted: '11-13 08:00', closed: `11-13 ${hour}:00` });
  await put({ submitted: '11-13 08:00', closed: '11-14 00:00' });
  await put({ submitted: '11-13 08:00', closed: '11-13 11:00', division: '230103', category: '09006' });
  await put({ submitted: '11-13 08:00', closed: '11-13 13:00', division: '230202', category: '09006' });
  const hours = (count: number) => count * 3_600_000;
  const province = await figures();
  // 1 2 3 4 5 8 16
  expect(province.medianMs).toBe(hours(4));
  expect(province.majors).toEqual([
    { code: '01', closed: 5, medianMs: hours(4) },
    { code: '09', closed: 2, medianMs: null },
  ]);
  expect(province.places).toEqual([
    { code: '230100', closed: 6, medianMs: hours(3.5) },
    { code: '230200', closed: 1, medianMs: null },
  ]);
  const harbin = await figures({ jurisdictionCode: '230100' });
  expect(harbin).toMatchObject({ closed: 6, received: 6, medianMs: hours(3.5) });
  expect(harbin.places).toEqual([
    { code: '230102', closed: 5, medianMs: hours(4) },
    { code: '230103', closed: 1, medianMs: null },
  ]);
  const without = await figures({ hidden: ['09006'] });
  expect([without.closed, without.received, without.places.length]).toEqual([5, 5, 1]);
});

test('a reopened case is not closed, and counts again from its first report when it is', async () => {
  const at = (time: string) => new Date(`2026-11-${time.replace(' ', 'T')}:00+08:00`);
  const ticket = await buildTicket({ requestType: 'report', submittedAt: at('12 08:00') });
  const change = (type: TicketChange['type'], time: string, deskCode?: string) =>
    transaction((tx) =>
      changeStatus(
        tx,
        ticket,
        { type, at: at(time), ...(deskCode ? { deskCode } : {}) },
        { kind: 'system', name: 'test' },
        at(time),
      ),
    );
  await change('received_by_desk', '12 09:00', 'city-230100');
  await change('closed', '13 08:00', 'city-230100');
  expect((await figures()).days.map(({ closed }) => closed)).toEqual([0, 0, 1, 0, 0, 0, 0]);
  await change('reopened', '14 08:00');
  expect(await figures()).toMatchObject({ received: 1, closed: 0 });
  await change('received_by_desk', '14 09:00', 'city-230100');
  await change('closed', '16 08:00', 'city-230100');
  for (let count = 0; count < 4; count += 1) await put({ submitted: '11-12 08:00', closed: '11-16 08:00' });
  const week = await figures();
  expect(week.days.map(({ closed }) => closed)).toEqual([0, 0, 0, 0, 0, 5, 0]);
  expect(week.medianMs).toBe(4 * 86_400_000);
});

describe('the stored count', () => {
  const read = (more: Partial<Parameters<typeof weekFigures>[0]> = {}) =>
    readWeek({ jurisdictionCode: null, hidden: [], now: NOW, ...more });
  const refresh = () =>
    refreshWeek({ kind: 'system', name: 'test' }, { hidden: [], clock: { now: () => NOW } });

  test('says what counting says, for the province and each prefecture', async () => {
    for (const closed of ['09', '10', '12', '16', '17'])
      await put({ submitted: '11-13 08:00', closed: `11-13 ${closed}:00`, due: '11-13 11:00' });
    const [province, harbin, qiqihar] = [
      await figures(),
      await figures({ jurisdictionCode: '230100' }),
      await figures({ jurisdictionCode: '230200' }),
    ];
    expect(await refresh()).toBe(14);
    await database.query('TRUNCATE public_case');
    expect(await read()).toEqual(province);
    expect(await read({ jurisdictionCode: '230100' })).toEqual(harbin);
    expect(await read({ jurisdictionCode: '230200' })).toEqual(qiqihar);
    expect([province.closed, harbin.inTime, qiqihar.closed]).toEqual([5, 2, 0]);
  });

  test('serves its own week only; without it the week is counted', async () => {
    await refresh();
    await put({ submitted: '11-13 08:00' });
    expect((await read()).received).toBe(0);
    const tomorrow = new Date(NOW.getTime() + 86_400_000);
    expect((await read({ now: tomorrow })).received).toBe(1);
    expect((await read({ hidden: ['09006'] })).received).toBe(1);
    // the worker has stood still for half an hour
    expect((await read({ now: new Date(NOW.getTime() + 1_800_000) })).received).toBe(1);
    await database.query('TRUNCATE week_count');
    expect((await read()).received).toBe(1);
  });

  test('is made again by the next run', async () => {
    await refresh();
    await put({ submitted: '11-13 08:00' });
    await refresh();
    expect((await read()).received).toBe(1);
  });
});
