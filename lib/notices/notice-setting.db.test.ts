import { beforeEach, describe, expect, test } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { applyChange } from '@/lib/settings/apply-change';
import { listChanges, readChange, readSetting, readTyped } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { undoChange } from '@/lib/settings/undo-change';
import { auditsOf, signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { addNotice } from './add-notice';
import { listNotices } from './list-notices';
import { endedNotice, noticeState, type NoticeValue } from './notice-rules';
import { listStaffNotices } from './staff-notices';

useDatabase();

const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const notice = (more: Partial<NoticeValue> = {}): NoticeValue => ({
  jurisdictionCode: '230100',
  kind: 'works',
  titleZh: '道里区停水',
  titleEn: null,
  bodyZh: '请备水。',
  bodyEn: null,
  divisionCodes: ['230102'],
  startsAt: at(-1),
  endsAt: at(24),
  pinned: false,
  published: true,
  ...more,
});

let publisher: StaffActor;
let admin: StaffActor;
beforeEach(async () => {
  await db().query('DELETE FROM rate_limit');
  await db().query('DELETE FROM notice');
  await db().query('DELETE FROM setting_change');
  publisher = (await signedIn([{ role: 'publisher', jurisdictionCode: '230100' }])).actor;
  admin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
});

const propose = (value: unknown, actor = publisher, subject: string | null = null) =>
  proposeChange(actor, { kind: 'notice', subject, value });
const make = async (value: unknown, actor = publisher, subject: string | null = null) => {
  const { id } = await propose(value, actor, subject);
  await applyChange(actor, id);
  return { change: id, subject: (await readChange(actor, id)).subject };
};
const shown = async () =>
  (await listNotices({ state: 'running', jurisdictionCode: null, limit: 20 })).map(
    ({ title }) => title['zh-CN'],
  );

describe('a publisher of Harbin', () => {
  test('adds, changes and ends a notice, and undoes each', async () => {
    const { change: added, subject } = await make(notice());
    expect(await shown()).toEqual(['道里区停水']);
    expect(await auditsOf(subject)).toContain('setting.apply done');
    const current = (await readSetting(publisher, 'notice', subject)) as NoticeValue;
    const { change: ended } = await make(endedNotice(current, new Date()), publisher, subject);
    expect(await shown()).toEqual([]);
    expect((await listStaffNotices(publisher)).map(({ state }) => state)).toEqual(['ended']);
    await expect(undoChange(publisher, added)).rejects.toMatchObject({ code: 'setting_changed' });
    await undoChange(publisher, ended);
    expect(await shown()).toEqual(['道里区停水']);
    const { change: changed } = await make({ ...current, titleZh: '道里区恢复供水' }, publisher, subject);
    expect(await shown()).toEqual(['道里区恢复供水']);
    await undoChange(publisher, changed);
    const { change: removed } = await make(null, publisher, subject);
    expect(await shown()).toEqual([]);
    await undoChange(publisher, removed);
    expect(await shown()).toEqual(['道里区停水']);
    expect(await readSetting(publisher, 'notice', subject)).toEqual(current);
  });

  test('takes a new one back to nothing', async () => {
    const { change } = await make(notice());
    await undoChange(publisher, change);
    expect((await db().query('SELECT 1 FROM notice')).rowCount).toBe(0);
  });

  test('touches no notice of another place or of the province, and sees none', async () => {
    const { subject, change } = await make(notice({ jurisdictionCode: '230200', divisionCodes: [] }), admin);
    await make(notice({ jurisdictionCode: '000000', divisionCodes: [] }), admin);
    for (const jurisdictionCode of ['230200', '000000'])
      await expect(propose(notice({ jurisdictionCode, divisionCodes: [] }))).rejects.toMatchObject({
        code: 'forbidden',
      });
    // Nor makes one of theirs its own.
    await expect(propose(notice(), publisher, subject)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(propose(null, publisher, subject)).rejects.toMatchObject({ code: 'forbidden' });
    for (const work of [
      () => readSetting(publisher, 'notice', subject),
      () => readChange(publisher, change),
      () => undoChange(publisher, change),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listStaffNotices(publisher)).toEqual([]);
    expect((await listChanges(publisher)).changes).toEqual([]);
    expect(await listStaffNotices(admin)).toHaveLength(2);
  });
});

test('a draft and one that is planned are staff’s alone', async () => {
  await make(notice({ published: false }));
  await make(notice({ startsAt: at(2) }));
  expect(await shown()).toEqual([]);
  expect((await listStaffNotices(publisher)).map(({ state }) => state)).toEqual(['planned', 'draft']);
});

test('what is typed is brought into order before it is compared', async () => {
  const { subject } = await make({
    ...notice(),
    startsAt: '2026-11-25T18:00:00+08:00',
    endsAt: null,
    titleEn: ' ',
    bodyZh: ' 一\r\n二 ',
    divisionCodes: ['230103', '230102', '230103'],
  });
  expect(await readSetting(publisher, 'notice', subject)).toMatchObject({
    startsAt: '2026-11-25T10:00:00.000Z',
    endsAt: null,
    titleEn: null,
    bodyZh: '一\n二',
    divisionCodes: ['230102', '230103'],
  });
});

test.each<[string, Partial<NoticeValue>, string]>([
  [
    'a county of another prefecture',
    { divisionCodes: ['230102', '230202'] },
    'divisionCodes: Some counties are not in this place: Longsha',
  ],
  ['an end before its beginning', { endsAt: at(-2) }, 'endsAt: The end must come after the beginning'],
  ['no beginning', { startsAt: '' }, 'startsAt: Enter a date and a time'],
  ['a day that is none', { startsAt: '2026-02-30T10:00:00+08:00' }, 'startsAt: Enter a date and a time'],
  ['a title of two lines', { titleZh: '一\n二' }, 'titleZh: A title is one line'],
  [
    'a character no table takes',
    { bodyZh: 'a\u0000b' },
    'bodyZh: There are characters that cannot be seen; remove them',
  ],
  ['no text', { bodyZh: ' \n ' }, 'bodyZh: Fill this in'],
])('%s is refused at its field', async (_name, more, expected) => {
  const { id, state } = await propose(notice(more));
  expect(state).toBe('refused');
  const [error, ...others] = (await readTyped(publisher, 'notice', id))?.errors ?? [];
  expect(others).toEqual([]);
  expect(`${error?.field}: ${error?.message.en}`).toContain(expected);
});

test('the preview shows what the public reads, and what else they are told', async () => {
  await make(notice({ titleZh: '全市停水', divisionCodes: [] }));
  await make(notice({ titleZh: '全省', jurisdictionCode: '000000', divisionCodes: [] }), admin);
  await make(notice({ titleZh: '南岗区停水', divisionCodes: ['230103'] }));
  await make(notice({ titleZh: '齐齐哈尔', jurisdictionCode: '230200', divisionCodes: [] }), admin);
  await make(notice({ titleZh: '以后', startsAt: at(48), endsAt: null }));
  const { id } = await propose(notice({ titleEn: 'Water cut', bodyZh: '一\n二' }));
  const { effects } = await readChange(publisher, id);
  expect(effects.map(({ level }) => level)).toEqual(['information', 'information', 'warning', 'warning']);
  expect(effects[1]?.table?.rows).toEqual([
    ['道里区停水', 'Water cut'],
    ['一', '一'],
    ['二', '二'],
  ]);
  const titles = effects[3]?.table?.rows.map(([title]) => (title as { zh: string }).zh).sort();
  expect(titles).toEqual(['全市停水', '全省'].sort());
});

test('the state of a notice changes at its own moments', () => {
  const of = notice({ startsAt: '2026-11-25T00:00:00.000Z', endsAt: '2026-11-26T00:00:00.000Z' });
  const states = [
    '2026-11-24T23:59:59.999Z',
    '2026-11-25T00:00:00Z',
    '2026-11-25T23:59:59.999Z',
    '2026-11-26T00:00:00Z',
  ];
  expect(states.map((time) => noticeState(of, new Date(time)))).toEqual([
    'planned',
    'running',
    'running',
    'ended',
  ]);
  expect(noticeState({ ...of, published: false }, new Date('2026-11-25T01:00:00Z'))).toBe('draft');
  expect(endedNotice(of, new Date('2026-11-24T00:00:00Z'))).toEqual({ ...of, published: false });
});

test('the command line keeps the rules of the form', async () => {
  const { titleZh, bodyZh } = notice();
  const input = { jurisdictionCode: '230100', kind: 'works' as const, titleZh, bodyZh: `${bodyZh}\u0000` };
  await expect(addNotice({ kind: 'system', name: 'test' }, input)).rejects.toMatchObject({
    code: 'invalid_input',
  });
});
