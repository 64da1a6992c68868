import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import { undoChange } from '@/lib/settings/undo-change';
import { changeSetting, systemAdmin } from '@/tests/factories/setting';
import { SETTING_EXAMPLES } from '@/tests/staff/setting-examples';
import { useDatabase } from '@/tests/setup/database';
import { seed } from '.';
import { staffsOwn } from './staffs-own';

const database = useDatabase();
let client: pg.Client;
let admin: StaffActor;

beforeAll(async () => {
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterAll(() => client.end());
beforeEach(async () => {
  admin = await systemAdmin();
});

const restart = () => seed(client, { demo: false });
const change = (kind: string, more: object = {}) =>
  changeSetting(admin, { kind, ...SETTING_EXAMPLES[kind]!, ...more });
const rows = (text: string) => database.query(text);

test('a year that staff made their own stays through a start, and is the release’s again once undone', async () => {
  // The example leaves 2027 with three days; provisional, it would have been written over.
  const { value } = SETTING_EXAMPLES['calendar-year']!;
  const own = await change('calendar-year', { value: { ...(value as object), provisional: true } });
  const days = () =>
    rows(
      `SELECT to_char(date, 'MM-DD') AS day FROM calendar_day WHERE date >= '2027-01-01' AND date < '2028-01-01' ORDER BY date`,
    );
  const three = [{ day: '01-01' }, { day: '02-05' }, { day: '02-14' }];
  await restart();
  expect(await days()).toEqual(three);
  expect([...(await staffsOwn(client, 'calendar-year'))]).toEqual(['2027']);

  const undoing = await undoChange(admin, own);
  expect([...(await staffsOwn(client, 'calendar-year'))]).toEqual([]);
  // What a newer release knows reaches it again.
  await database.query(`DELETE FROM calendar_day WHERE date = '2027-10-01'`);
  await restart();
  expect(await days()).toHaveLength(13);

  await undoChange(admin, undoing);
  await restart();
  expect(await days()).toEqual(three);
});

test('a rule that staff took away does not come back, and new rows of a release do', async () => {
  const gone = await change('deadline-rule', { subject: 'handle-01037-any', value: null });
  await database.query(`DELETE FROM deadline_rule WHERE id = 'handle-01001-A'`);
  await restart();
  const there = () =>
    rows(`SELECT id FROM deadline_rule WHERE id IN ('handle-01037-any', 'handle-01001-A') ORDER BY id`);
  expect(await there()).toEqual([{ id: 'handle-01001-A' }]);
  await undoChange(admin, gone);
  expect(await there()).toEqual([{ id: 'handle-01001-A' }, { id: 'handle-01037-any' }]);
});

test('a local category keeps the name that staff gave it; the standard’s words follow the release', async () => {
  const heating = {
    code: 'X2101',
    kind: 'event',
    nameZh: '室温不达标',
    nameEn: 'Cold rooms',
    matterCode: '',
    matterZh: '',
    keywordsZh: ['不热', '室温'],
    active: true,
  };
  const renamed = await change('category', { subject: 'X2101', value: heating });
  await change('category');
  await database.query(
    `UPDATE category SET name_en = 'Old name of an older release' WHERE code IN ('01037', 'X2102')`,
  );
  await restart();
  const names = () =>
    rows(`SELECT code, name_en, keywords_zh FROM category WHERE code IN ('01037', 'X2101') ORDER BY code`);
  expect(await names()).toEqual([
    { code: '01037', name_en: 'Street light', keywords_zh: ['路灯', '灯不亮', '路灯黑'] },
    { code: 'X2101', name_en: 'Cold rooms', keywords_zh: ['不热', '室温'] },
  ]);
  await undoChange(admin, renamed);
  await restart();
  expect((await names())[1]).toMatchObject({ code: 'X2101', name_en: 'Inadequate heating' });
});

test('questions and working hours that staff changed stay', async () => {
  await change('category-question');
  await change('working-hours');
  const stored = () =>
    rows(`SELECT label_zh AS text FROM category_question WHERE category_pattern = '01037'
          UNION ALL SELECT value ->> 0 FROM setting WHERE key = 'working-hours'`);
  const before = await stored();
  expect(before[0]).toEqual({ text: '有几盏灯不亮？' });
  await restart();
  expect(await stored()).toEqual(before);
});
