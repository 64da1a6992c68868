import { beforeEach, describe, expect, test } from 'vitest';
import type { StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { auditsOf, signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { applyChange } from './apply-change';
import { listChanges, readChange, readSetting, readTyped } from './changes';
import { discardChange } from './discard-change';
import { proposeChange } from './propose-change';
import { purgeChanges } from './purge-changes';
import { undoChange } from './undo-change';

useDatabase();

const OWNER = {
  organiser: '哈尔滨市城市管理局',
  contact: '哈尔滨市南岗区',
  siteCode: '2301000001',
  icpNumber: '黑ICP备12345678号-1',
  policeNumber: '黑公网安备23010002000123号',
};
const OTHER = { ...OWNER, contact: '哈尔滨市道里区' };

let admin: StaffActor;
beforeEach(async () => {
  await db().query('DELETE FROM rate_limit');
  await db().query('DELETE FROM setting_change');
  await db().query(`DELETE FROM setting WHERE key = 'site.owner'`);
  admin = (await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }])).actor;
});

const propose = (value: unknown, actor = admin) =>
  proposeChange(actor, { kind: 'site-owner', subject: 'site.owner', value, form: { organiser: ['原样'] } });
const now = async () =>
  (await db().query<{ value: unknown }>(`SELECT value FROM setting WHERE key = 'site.owner'`)).rows[0]?.value;
const apply = async (value: unknown) => {
  const { id } = await propose(value);
  await applyChange(admin, id);
  return id;
};

describe('a change is seen before it is made', () => {
  test('proposing changes nothing; applying changes it, once, with an audit row', async () => {
    const { id, state } = await propose(OWNER);
    expect(state).toBe('proposed');
    expect(await now()).toBeUndefined();
    expect(await readChange(admin, id)).toMatchObject({
      before: null,
      after: OWNER,
      state: 'proposed',
      outdated: false,
    });
    await applyChange(admin, id);
    expect(await now()).toEqual(OWNER);
    expect(await readSetting(admin, 'site-owner', 'site.owner')).toEqual(OWNER);
    await expect(applyChange(admin, id)).rejects.toMatchObject({ code: 'change_settled' });
    expect(await auditsOf('site.owner')).toContain('setting.apply done');
  });

  test('what is wrong is kept with what was typed, for its author only', async () => {
    const { id, state } = await propose({ ...OWNER, siteCode: '12', organiser: ' ' });
    expect(state).toBe('refused');
    const typed = await readTyped(admin, 'site-owner', id);
    expect(typed?.form).toEqual({ organiser: ['原样'] });
    expect(typed?.errors.map(({ field, message }) => `${field}: ${message.en}`)).toEqual([
      'organiser: Fill this in',
      'siteCode: A site identification code has 10 digits',
    ]);
    const { actor: other } = await signedIn([{ role: 'system-admin', jurisdictionCode: '000000' }]);
    expect(await readTyped(other, 'site-owner', id)).toBeUndefined();
    await expect(applyChange(admin, id)).rejects.toMatchObject({ code: 'change_settled' });
    expect((await listChanges(admin)).changes).toEqual([]);
  });

  test('a proposal that changes nothing is refused', async () => {
    await apply(OWNER);
    expect((await propose(OWNER)).state).toBe('refused');
  });

  test('a proposal set aside changes nothing and cannot be applied', async () => {
    const { id } = await propose(OWNER);
    await discardChange(admin, id);
    expect(await now()).toBeUndefined();
    await expect(applyChange(admin, id)).rejects.toMatchObject({ code: 'change_settled' });
  });
});

describe('undo', () => {
  test('takes a change back by one act, and can be taken back itself', async () => {
    await apply(OWNER);
    const second = await apply(OTHER);
    const undoing = await undoChange(admin, second);
    expect(await now()).toEqual(OWNER);
    await expect(undoChange(admin, second)).rejects.toMatchObject({ code: 'change_settled' });
    await undoChange(admin, undoing);
    expect(await now()).toEqual(OTHER);
    expect((await listChanges(admin)).changes.map(({ state }) => state)).toEqual([
      'applied',
      'undone',
      'undone',
      'applied',
    ]);
  });

  test('takes the first change back to nothing', async () => {
    await undoChange(admin, await apply(OWNER));
    expect(await now()).toBeUndefined();
  });

  test('is refused once something else was changed since', async () => {
    const first = await apply(OWNER);
    await apply(OTHER);
    expect((await readChange(admin, first)).outdated).toBe(true);
    await expect(undoChange(admin, first)).rejects.toMatchObject({ code: 'setting_changed' });
    expect(await now()).toEqual(OTHER);
  });
});

test('of two who change the same at once one wins, and the other is told', async () => {
  const [one, other] = [await propose(OWNER), await propose(OTHER)];
  const answers = await Promise.allSettled([applyChange(admin, one.id), applyChange(admin, other.id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = answers.find((answer) => answer.status === 'rejected');
  expect((lost as PromiseRejectedResult).reason).toMatchObject({ code: 'setting_changed' });
});

test('an id that is none, and one of nobody, are not found', async () => {
  for (const id of ['x', '01900000-0000-7000-8000-000000000000'])
    await expect(readChange(admin, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(proposeChange(admin, { kind: 'none', subject: null, value: {} })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(propose(null)).rejects.toMatchObject({ code: 'not_found' });
});

test('the history goes on without a gap', async () => {
  for (let count = 0; count < 52; count += 1) await propose({ ...OWNER, contact: String(count) });
  const first = await listChanges(admin, { kind: 'site-owner' });
  const second = await listChanges(admin, { kind: 'site-owner', before: first.next ?? '' });
  expect([first.changes.length, second.changes.length, second.next]).toEqual([50, 2, null]);
  expect((await listChanges(admin, { subject: 'else' })).changes).toEqual([]);
});

test('what was never made is forgotten after thirty days, what was made stays', async () => {
  await apply(OWNER);
  await propose(OTHER);
  await propose({});
  const clock = { now: () => new Date(Date.now() + 31 * 86_400_000) };
  expect(await purgeChanges({ kind: 'system', name: 'test' }, { clock })).toBe(2);
  expect((await listChanges(admin)).changes).toHaveLength(1);
});
