import { beforeEach, expect, test } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { applyChange } from '@/lib/settings/apply-change';
import { readChange, readSetting, readTyped } from '@/lib/settings/changes';
import { proposeChange } from '@/lib/settings/propose-change';
import { undoChange } from '@/lib/settings/undo-change';
import { buildCase } from '@/tests/factories/case';
import { signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';

useDatabase();

const SUBJECT = 'cases.hidden-categories';
let admin: StaffActor;
beforeEach(async () => {
  await db().query('DELETE FROM setting_change');
  await db().query('DELETE FROM setting WHERE key = $1', [SUBJECT]);
  admin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
});

const propose = (patterns: string[]) =>
  proposeChange(admin, { kind: 'hidden-categories', subject: SUBJECT, value: { patterns } });
const stored = async () =>
  (await db().query<{ value: unknown }>('SELECT value FROM setting WHERE key = $1', [SUBJECT])).rows[0]
    ?.value;

test('the list is stored as the public pages read it, and taken back to none', async () => {
  const { id } = await propose(['09015', '09*', '09015']);
  await applyChange(admin, id);
  expect(await stored()).toEqual(['09*', '09015']);
  expect(await readSetting(admin, 'hidden-categories', SUBJECT)).toEqual({ patterns: ['09*', '09015'] });
  await undoChange(admin, id);
  expect(await stored()).toBeUndefined();
});

test('the preview names the categories that go and come, and counts nothing that stays', async () => {
  for (const categoryCode of ['01037', '01037', '01002']) await buildCase({ categoryCode });
  const first = await propose(['01037']);
  const [effect, ...others] = (await readChange(admin, first.id)).effects;
  expect(others).toEqual([]);
  expect(effect?.text).toMatchObject({ en: '2 published case(s) of 1 categories are no longer shown.' });
  expect(effect?.table?.rows.map(([code, , cases]) => [code, cases])).toEqual([['01037', '2']]);
  await applyChange(admin, first.id);
  const second = await propose(['01038']);
  const { effects } = await readChange(admin, second.id);
  expect(effects.map(({ table }) => table?.rows.map(([code]) => code))).toEqual([['01038'], ['01037']]);
});

test.each([
  [['9'], 'One code of five characters'],
  [['99999'], 'There are no such categories: 99999'],
])('%s is refused', async (patterns, expected) => {
  const { id, state } = await propose(patterns);
  expect(state).toBe('refused');
  expect((await readTyped(admin, 'hidden-categories', id))?.errors[0]?.message.en).toContain(expected);
});
