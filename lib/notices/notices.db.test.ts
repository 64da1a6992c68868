import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/platform/actor';
import { useDatabase } from '@/tests/setup/database';
import { addNotice, type NewNotice } from './add-notice';
import { endNotice } from './end-notice';
import { findNotice, listNotices, searchNotices } from './list-notices';

const database = useDatabase();
const actor: Actor = { kind: 'system', name: 'test' };
const NOW = new Date('2026-11-18T03:00:00Z');
const clockAt = (time: string) => ({ clock: { now: () => new Date(time) } });

const add = (more: Partial<NewNotice> = {}) =>
  addNotice(
    actor,
    {
      jurisdictionCode: '230100',
      kind: 'works',
      titleZh: '路灯检修',
      bodyZh: '夜间分段停电。\n请慢行。',
      ...more,
    },
    clockAt('2026-11-17T00:00:00Z'),
  );
const titles = async (state: 'running' | 'ended' | 'any', code: string | null = null, now = NOW) =>
  (await listNotices({ state, jurisdictionCode: code, limit: 20 }, now)).map(({ title }) => title['zh-CN']);

beforeEach(async () => {
  await database.query('TRUNCATE notice');
});

describe('a notice is shown', () => {
  test('from its beginning until its end, then among the ended ones', async () => {
    const id = await add({ startsAt: '2026-11-18T08:00:00+08:00', endsAt: '2026-11-19T08:00:00+08:00' });
    const at = async (time: string) => {
      const now = new Date(time);
      return [(await titles('running', null, now)).length, (await titles('ended', null, now)).length];
    };
    expect(await at('2026-11-17T23:59:59.999Z')).toEqual([0, 0]);
    await expect(findNotice(id, new Date('2026-11-17T23:59:59Z'))).rejects.toMatchObject({
      code: 'no_such_page',
    });
    expect(await at('2026-11-18T00:00:00Z')).toEqual([1, 0]);
    expect(await at('2026-11-18T23:59:59.999Z')).toEqual([1, 0]);
    expect(await at('2026-11-19T00:00:00Z')).toEqual([0, 1]);
    expect((await findNotice(id, new Date('2026-11-19T00:00:00Z'))).ended).toBe(true);
  });

  test('never while it is not published', async () => {
    const id = await add();
    expect(await findNotice(id, NOW)).toMatchObject({ ended: false, endsAt: null });
    await database.query('UPDATE notice SET published = false');
    expect(await titles('any')).toEqual([]);
    await expect(findNotice(id, NOW)).rejects.toMatchObject({ code: 'no_such_page' });
  });

  test('pinned first, then the newest; a prefecture sees its own and those of the province', async () => {
    await add({ titleZh: '旧', startsAt: '2026-11-10T00:00:00Z' });
    await add({ titleZh: '新', startsAt: '2026-11-16T00:00:00Z' });
    await add({
      titleZh: '置顶',
      startsAt: '2026-11-01T00:00:00Z',
      pinned: true,
      jurisdictionCode: '000000',
    });
    await add({ titleZh: '齐齐哈尔', startsAt: '2026-11-12T00:00:00Z', jurisdictionCode: '230200' });
    expect(await titles('running')).toEqual(['置顶', '新', '齐齐哈尔', '旧']);
    expect(await titles('running', '230100')).toEqual(['置顶', '新', '旧']);
    expect(await titles('running', '230300')).toEqual(['置顶']);
  });
});

test('ending is at once and on the record; what never began disappears', async () => {
  const [running, coming] = [await add(), await add({ titleZh: '明天', startsAt: '2026-11-19T00:00:00Z' })];
  for (const id of [running, coming]) await endNotice(actor, id, { clock: { now: () => NOW } });
  expect([await titles('running'), await titles('ended')]).toEqual([[], ['路灯检修']]);
  expect(await titles('any', null, new Date('2026-11-20T00:00:00Z'))).toEqual(['路灯检修']);
  await expect(endNotice(actor, running)).rejects.toMatchObject({ code: 'no_such_page' });
  const events = await database.query<{ action: string; jurisdiction_code: string }>(
    'SELECT action, jurisdiction_code FROM audit_event WHERE subject_id = $1 ORDER BY action',
    [running],
  );
  expect(events).toEqual([
    { action: 'notice.add', jurisdiction_code: '230100' },
    { action: 'notice.end', jurisdiction_code: '230100' },
  ]);
});

test.each([
  ['a prefecture nobody knows', { jurisdictionCode: '239900' }, 'jurisdictionCode'],
  ['a county of another prefecture', { divisionCodes: ['230202'] }, 'divisionCodes'],
  ['an end before the beginning', { endsAt: '2026-11-16T00:00:00Z' }, 'endsAt'],
  ['no title', { titleZh: ' ' }, 'titleZh'],
  ['a kind of its own', { kind: 'party' as NewNotice['kind'] }, 'kind'],
])('%s is refused', async (_name, more, field) => {
  await expect(add(more)).rejects.toMatchObject({
    code: 'invalid_input',
    options: { fields: [{ field }] },
  });
  expect(await database.query('SELECT 1 FROM notice')).toEqual([]);
});

test('a county of the province may be named by a notice of the province', async () => {
  const id = await add({ jurisdictionCode: '000000', divisionCodes: ['230102', '230202', '230102'] });
  expect((await findNotice(id, NOW)).divisionCodes).toEqual(['230102', '230202']);
});

test('is found by any piece of its text in both languages, and only with all words', async () => {
  await add({ titleEn: 'Street lights under repair' });
  const found = async (words: string) => (await searchNotices(words, NOW)).length;
  for (const words of ['路灯', '灯检', '慢', 'ＬＩＧＨＴ', 'street repair', '路灯 慢行'])
    expect([words, await found(words)]).toEqual([words, 1]);
  for (const words of ['', '％_', '路灯 供暖', "' OR 1=1"])
    expect([words, await found(words)]).toEqual([words, 0]);
});

test('the public acts on no notice', async () => {
  const somebody: Actor = { kind: 'public', address: 'x' };
  await expect(endNotice(somebody, await add())).rejects.toMatchObject({ code: 'forbidden' });
  await expect(addNotice(somebody, {} as NewNotice)).rejects.toMatchObject({ code: 'forbidden' });
});
