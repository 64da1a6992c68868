import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { actorOf, auditsOf, buildStaff, signedIn, signIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { accountFilters, listAccounts, readAccount } from './accounts';
import { changeRoles } from './change-roles';
import { closeAccount } from './close-account';
import { editAccount } from './edit-account';
import { inviteStaff } from './invite-staff';
import { lockAccount } from './lock-account';
import { resetSignIn } from './reset-sign-in';
import { unlockAccount } from './unlock-account';

useDatabase();

const now = new Date('2026-11-20T02:00:00Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const deps = { clock: { now: () => now } };
const HARBIN = '230100';
const QIQIHAR = '230200';
const OPERATOR = [{ role: 'operator', jurisdictionCode: HARBIN }] as const;
const SECURITY = [{ role: 'security-admin', jurisdictionCode: '000000' }] as const;

beforeEach(async () => {
  await db().query('DELETE FROM rate_limit');
});

describe('closing an account', () => {
  test('ends everything of it for good, after its login name was typed once more', async () => {
    const admin = await signedIn(SECURITY, now);
    const staff = await signedIn(OPERATOR, now);
    await editAccount(
      admin.actor,
      { accountId: staff.accountId, displayName: '孙八', email: 'sun@example.cn' },
      deps,
    );
    const close = (confirm: string) =>
      closeAccount(admin.actor, { accountId: staff.accountId, confirm }, deps);
    await expect(close('another')).rejects.toMatchObject({
      code: 'invalid_input',
      options: { fields: [{ field: 'confirm' }] },
    });
    expect(await actorOf(staff.session, now), 'nothing has happened yet').toBeDefined();
    await close(` ${staff.login.toUpperCase()} `);

    expect(await actorOf(staff.session, now)).toBeUndefined();
    expect(await readAccount(admin.actor, staff.accountId, now)).toMatchObject({
      status: 'closed',
      grants: [],
      email: null,
      displayName: '孙八',
    });
    await expect(signIn(staff, later(60_000))).rejects.toMatchObject({ code: 'sign_in_failed' });
    const { rows } = await db().query(
      `SELECT password_hash, totp_cipher, contact_cipher, (SELECT count(*)::int FROM staff_recovery_code
         WHERE account_id = account.id) AS codes FROM staff_account AS account WHERE id = $1`,
      [staff.accountId],
    );
    expect(rows).toEqual([{ password_hash: null, totp_cipher: null, contact_cipher: null, codes: 0 }]);
    for (const act of [
      () => close(staff.login),
      () => unlockAccount(admin.actor, staff.accountId, deps),
      () => resetSignIn(admin.actor, staff.accountId, deps),
      () => editAccount(admin.actor, { accountId: staff.accountId, displayName: 'x', email: '' }, deps),
      () => changeRoles(admin.actor, { accountId: staff.accountId, roles: OPERATOR }, deps),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'account_state' });
    await expect(
      inviteStaff(admin.actor, { login: staff.login, displayName: '新人', roles: OPERATOR }, deps),
    ).rejects.toMatchObject({ code: 'invalid_input', options: { fields: [{ code: 'login_taken' }] } });
    const { rows: kept } = await db().query<{ data: unknown }>(
      `SELECT data FROM audit_event WHERE action = 'staff-account.close' AND subject_id = $1`,
      [staff.accountId],
    );
    expect(kept).toEqual([{ data: { roles: ['operator@230100'], sessions: 1 } }]);
  });

  test('is never one’s own, and a locked account can be closed', async () => {
    const admin = await signedIn(SECURITY, now);
    await expect(
      closeAccount(admin.actor, { accountId: admin.accountId, confirm: admin.login }, deps),
    ).rejects.toMatchObject({ code: 'own_account' });
    const staff = await buildStaff(OPERATOR, now);
    await lockAccount(admin.actor, staff.accountId, deps);
    await closeAccount(admin.actor, { accountId: staff.accountId, confirm: staff.login }, deps);
    expect(await readAccount(admin.actor, staff.accountId, now)).toMatchObject({ status: 'closed' });
  });
});

describe('the province keeps a security administrator', () => {
  type Pair = Awaited<ReturnType<typeof signedIn>>;
  const acts: Record<string, (by: Pair, of: Pair) => Promise<unknown>> = {
    lock: (by, of) => lockAccount(by.actor, of.accountId, deps),
    close: (by, of) => closeAccount(by.actor, { accountId: of.accountId, confirm: of.login }, deps),
    roles: (by, of) => changeRoles(by.actor, { accountId: of.accountId, roles: OPERATOR }, deps),
    reset: (by, of) => resetSignIn(by.actor, of.accountId, deps),
  };

  test.each(Object.entries(acts))('when two %s each other at once, one does', async (_name, act) => {
    const [one, other] = [await signedIn(SECURITY, now), await signedIn(SECURITY, now)];
    for (let round = 0; round < 3; round += 1) {
      const done = await Promise.allSettled([act(one, other), act(other, one)]);
      const left = await db().query(
        `SELECT FROM staff_account JOIN staff_role ON account_id = id
         WHERE id = ANY ($1) AND status = 'active' AND role = 'security-admin' AND jurisdiction_code = '000000'`,
        [[one.accountId, other.accountId]],
      );
      expect(left.rowCount, JSON.stringify(done)).toBe(1);
    }
  });

  test('when the one who acts was locked after their page was opened', async () => {
    const [one, other] = [await signedIn(SECURITY, now), await signedIn(SECURITY, now)];
    await lockAccount(other.actor, one.accountId, deps);
    await expect(lockAccount(one.actor, other.accountId, deps)).rejects.toMatchObject({ code: 'signed_out' });
  });
});

describe('name and e-mail', () => {
  test('are changed, the address sealed, and the trail says only which', async () => {
    const admin = await signedIn(SECURITY, now);
    const staff = await buildStaff(OPERATOR, now);
    const edit = (displayName: string, email: string) =>
      editAccount(admin.actor, { accountId: staff.accountId, displayName, email }, deps);
    await expect(edit(' ', 'no address')).rejects.toMatchObject({
      options: { fields: [{ field: 'displayName' }, { field: 'email' }] },
    });
    await edit(' 周九 ', 'zhou.canary@example.cn');
    expect(await readAccount(admin.actor, staff.accountId, now)).toMatchObject({
      displayName: '周九',
      email: 'zhou.canary@example.cn',
    });
    await edit('周九', '');
    expect(await readAccount(admin.actor, staff.accountId, now)).toMatchObject({ email: null });
    const { rows } = await db().query<{ text: string }>(
      `SELECT data::text AS text FROM audit_event WHERE subject_id = $1 AND action = 'staff-account.edit' ORDER BY at`,
      [staff.accountId],
    );
    expect(rows.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      { changed: ['displayName', 'email'] },
      { changed: ['email'] },
    ]);
    const { rows: all } = await db().query<{ text: string }>(
      `SELECT (SELECT string_agg(to_jsonb(a)::text, '') FROM staff_account a)
         || (SELECT string_agg(to_jsonb(e)::text, '') FROM audit_event e) AS text`,
    );
    expect(all[0]?.text).not.toContain('zhou.canary');
  });
});

describe('the list', () => {
  test('is searched by name and narrowed by role, place and state, page by page', async () => {
    const admin = await signedIn(SECURITY, now);
    const word = `列${crypto.randomUUID().slice(0, 6)}`;
    const logins: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const place = index < 4 ? HARBIN : QIQIHAR;
      const staff = await buildStaff(
        [{ role: index % 2 ? 'triage' : 'operator', jurisdictionCode: place }],
        now,
      );
      await editAccount(
        admin.actor,
        { accountId: staff.accountId, displayName: `${word}号`, email: '' },
        deps,
      );
      if (index === 6) await lockAccount(admin.actor, staff.accountId, deps);
      logins.push(staff.login);
    }
    const of = async (query: Record<string, string>, actor = admin.actor) => {
      const filters = accountFilters.parse({ q: word, ...query });
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await listAccounts(actor, { filters, after, limit: 2 }, now);
        seen.push(...page.accounts.map(({ login }) => login));
        after = page.next;
        if (after === null) expect(page.count).toBe(seen.length);
      } while (after !== null);
      return seen;
    };
    const some = (...indexes: number[]) => indexes.map((index) => logins[index]).sort();
    expect(await of({})).toEqual([...logins].sort());
    expect(await of({ q: logins[3]!.toUpperCase() })).toEqual(some(3));
    expect(await of({ role: 'triage' })).toEqual(some(1, 3, 5));
    expect(await of({ place: QIQIHAR })).toEqual(some(4, 5, 6));
    expect(await of({ role: 'operator', place: QIQIHAR, status: 'active' })).toEqual(some(4));
    expect(await of({ status: 'locked' })).toEqual(some(6));
    expect(await of({ q: '%' })).toEqual([]);
    expect(await of({ role: 'nonsense', place: 'x' }), 'what is not valid is left out').toHaveLength(7);
    const local = await signedIn([{ role: 'security-admin', jurisdictionCode: QIQIHAR }], now);
    expect(await of({}, local.actor)).toEqual(some(4, 5, 6));
  });
});

test('an account that is not where one may read is refused, and that is a row', async () => {
  const local = await signedIn([{ role: 'security-admin', jurisdictionCode: HARBIN }], now);
  const far = await buildStaff([{ role: 'operator', jurisdictionCode: QIQIHAR }], now);
  await expect(readAccount(local.actor, far.accountId, now)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await auditsOf('accounts.read')).toContain('accounts.read refused');
});
