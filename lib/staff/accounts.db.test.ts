import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import {
  actorOf,
  auditsOf,
  buildStaff,
  codeOf,
  DOOR,
  PASSWORD,
  signedIn,
  signIn,
} from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { acceptInvitation } from './accept-invitation';
import { listAccounts, listOwnSessions, ownProofs, readAccount } from './accounts';
import { RECENT_MS } from './assert-permission';
import { changePassword } from './change-password';
import { changeRoles } from './change-roles';
import { confirmIdentity } from './confirm-identity';
import { openInvitation } from './invitation-store';
import { inviteStaff } from './invite-staff';
import { lockAccount } from './lock-account';
import { renewRecoveryCodes } from './renew-recovery-codes';
import { replaceTotp } from './replace-totp';
import { resetSignIn } from './reset-sign-in';
import { revokeAccountSessions } from './revoke-account-sessions';
import { revokeSession } from './revoke-session';
import { signOutStaff } from './sign-out';
import { newTotpSecret } from './totp';
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

describe('acts at once in an open session', () => {
  test('signing out', async () => {
    const { actor, session } = await signedIn(OPERATOR, now);
    await signOutStaff(actor, deps);
    expect(await actorOf(session, now)).toBeUndefined();
  });

  test('a lock, and nobody signs in until it is taken off', async () => {
    const admin = await signedIn(SECURITY, now);
    const staff = await signedIn(OPERATOR, now);
    await lockAccount(admin.actor, staff.accountId, deps);
    expect(await actorOf(staff.session, now)).toBeUndefined();
    await expect(signIn(staff, later(60_000))).rejects.toMatchObject({ code: 'sign_in_failed' });
    await unlockAccount(admin.actor, staff.accountId, deps);
    expect(await actorOf(staff.session, now), 'an ended session stays ended').toBeUndefined();
    expect(await actorOf(await signIn(staff, later(60_000)), later(60_000))).toBeDefined();
    await expect(unlockAccount(admin.actor, staff.accountId, deps)).rejects.toMatchObject({
      code: 'account_state',
    });
  });

  test('other roles', async () => {
    const admin = await signedIn(SECURITY, now);
    const staff = await signedIn(OPERATOR, now);
    await changeRoles(
      admin.actor,
      { accountId: staff.accountId, roles: [{ role: 'triage', jurisdictionCode: QIQIHAR }] },
      deps,
    );
    expect((await actorOf(staff.session, now))?.grants).toEqual([
      { role: 'triage', jurisdictionCode: QIQIHAR },
    ]);
    await changeRoles(admin.actor, { accountId: staff.accountId, roles: [] }, deps);
    expect((await actorOf(staff.session, now))?.grants).toEqual([]);
  });

  test('an administrator ends all sessions of somebody, and somebody one of their own', async () => {
    const admin = await signedIn(SECURITY, now);
    const staff = await signedIn(OPERATOR, now);
    const second = await signIn(staff, later(30_000));
    await revokeSession(staff.actor, (await actorOf(second, later(30_000)))?.sessionId, deps);
    expect(await actorOf(second, later(30_000))).toBeUndefined();
    expect(await actorOf(staff.session, later(30_000))).toBeDefined();
    expect(await revokeAccountSessions(admin.actor, staff.accountId, deps)).toBe(1);
    expect(await actorOf(staff.session, later(30_000))).toBeUndefined();
  });

  test('a new password signs out everywhere else', async () => {
    const staff = await signedIn(OPERATOR, now);
    const other = await signIn(staff, later(30_000));
    const words = 'nine green trams in harbin';
    await expect(
      changePassword(staff.actor, { current: 'wrong', password: words, repeat: words }, deps),
    ).rejects.toMatchObject({ code: 'invalid_input', options: { fields: [{ field: 'current' }] } });
    await changePassword(staff.actor, { current: PASSWORD, password: words, repeat: words }, deps);
    expect(await actorOf(staff.session, now)).toBeDefined();
    expect(await actorOf(other, later(30_000))).toBeUndefined();
    await expect(signIn(staff, later(90_000))).rejects.toMatchObject({ code: 'sign_in_failed' });
  });
});

test('a session of somebody else is no session of mine', async () => {
  const [mine, other] = [await signedIn(OPERATOR, now), await signedIn(OPERATOR, now)];
  for (const id of [other.actor.sessionId, 'x', undefined])
    await expect(revokeSession(mine.actor, id, deps)).rejects.toMatchObject({ code: 'not_found' });
  expect((await listOwnSessions(mine.actor, now)).map(({ id, current }) => [id, current])).toEqual([
    [mine.actor.sessionId, true],
  ]);
});

describe('an invitation', () => {
  const accept = (token: string | null, secret: string) =>
    acceptInvitation(DOOR, { token, password: PASSWORD, repeat: PASSWORD, code: codeOf(secret, now) }, deps);

  test('is taken once, also by two at once', async () => {
    const admin = await signedIn(SECURITY, now);
    const { accountId, token } = await inviteStaff(
      admin.actor,
      { login: 'Twice.Taken', displayName: '李四', roles: OPERATOR },
      deps,
    );
    const { totpSecret = '', login } = (await openInvitation(token, now)) ?? {};
    expect(login).toBe('twice.taken');
    const answers = await Promise.allSettled([accept(token, totpSecret), accept(token, totpSecret)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(accept(token, totpSecret)).rejects.toMatchObject({ code: 'invitation_invalid' });
    expect(await auditsOf(accountId)).toEqual(['staff-account.invite done', 'staff-invitation.accept done']);
  });

  test('ends after three days, and with the next one', async () => {
    const admin = await signedIn(SECURITY, now);
    const { accountId, token } = await inviteStaff(
      admin.actor,
      { login: 'late-comer', displayName: '李四', roles: OPERATOR },
      deps,
    );
    expect(await openInvitation(token, later(3 * 86_400_000 - 1))).toBeDefined();
    expect(await openInvitation(token, later(3 * 86_400_000))).toBeUndefined();
    const next = await resetSignIn(admin.actor, accountId, deps);
    expect(await openInvitation(token, now)).toBeUndefined();
    expect(await openInvitation(next, now)).toBeDefined();
    await lockAccount(admin.actor, accountId, deps);
    expect(await openInvitation(next, now)).toBeUndefined();
  });

  test('asks for a code of the authenticator it shows, and a password that is not common', async () => {
    const admin = await signedIn(SECURITY, now);
    const { token } = await inviteStaff(
      admin.actor,
      { login: 'careful', displayName: '李四', roles: OPERATOR },
      deps,
    );
    const { totpSecret = '' } = (await openInvitation(token, now)) ?? {};
    const refused = (password: string, repeat: string, code: string) =>
      acceptInvitation(DOOR, { token, password, repeat, code }, deps).then(
        () => [],
        (error: { options: { fields: { code: string }[] } }) => error.options.fields.map((of) => of.code),
      );
    const code = codeOf(totpSecret, now);
    expect(await refused('elevenchars', 'elevenchars', code)).toEqual(['password_short']);
    expect(await refused('qwertyuiop12', 'other', code)).toEqual(['password_common', 'password_repeat']);
    expect(await refused('careful-in-harbin', 'careful-in-harbin', code)).toEqual(['password_login']);
    expect(await refused(PASSWORD, PASSWORD, codeOf(newTotpSecret(), now))).toEqual(['code_wrong']);
    expect(await refused(PASSWORD, PASSWORD, code)).toEqual([]);
  });
});

describe('administrators', () => {
  test('hold one of the three powers, which the database keeps too', async () => {
    const admin = await signedIn(SECURITY, now);
    const two = [
      { role: 'system-admin', jurisdictionCode: HARBIN },
      { role: 'audit-admin', jurisdictionCode: HARBIN },
    ];
    await expect(
      inviteStaff(admin.actor, { login: 'two-powers', displayName: '王', roles: two }, deps),
    ).rejects.toMatchObject({ code: 'two_powers' });
    const staff = await buildStaff([{ role: 'system-admin', jurisdictionCode: HARBIN }], now);
    await expect(
      changeRoles(admin.actor, { accountId: staff.accountId, roles: two }, deps),
    ).rejects.toMatchObject({ code: 'two_powers' });
    await expect(
      db().query(`INSERT INTO staff_role VALUES ($1, 'audit-admin', '230100')`, [staff.accountId]),
    ).rejects.toMatchObject({ constraint: 'staff_role_one_power' });
  });

  test('change nothing of their own account', async () => {
    const { actor, accountId } = await signedIn(SECURITY, now);
    for (const act of [
      () => changeRoles(actor, { accountId, roles: OPERATOR }, deps),
      () => lockAccount(actor, accountId, deps),
      () => resetSignIn(actor, accountId, deps),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'own_account' });
  });

  test('of one prefecture reach no account and no role of another', async () => {
    const local = await signedIn([{ role: 'security-admin', jurisdictionCode: HARBIN }], now);
    const near = await buildStaff(OPERATOR, now);
    const both = await buildStaff([...OPERATOR, { role: 'triage', jurisdictionCode: QIQIHAR }], now);
    const far = await buildStaff([{ role: 'operator', jurisdictionCode: QIQIHAR }], now);
    await lockAccount(local.actor, near.accountId, deps);
    for (const { accountId } of [both, far])
      await expect(lockAccount(local.actor, accountId, deps)).rejects.toMatchObject({ code: 'forbidden' });
    await unlockAccount(local.actor, near.accountId, deps);
    const roles = [{ role: 'operator', jurisdictionCode: QIQIHAR }];
    for (const act of [
      () => changeRoles(local.actor, { accountId: near.accountId, roles }, deps),
      () => inviteStaff(local.actor, { login: 'from-far', displayName: '王', roles }, deps),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'forbidden' });
    const list = await listAccounts(local.actor, { filters: {}, after: null, limit: 500 }, now);
    const seen = list.accounts.map(({ id }) => id);
    expect(seen).toEqual(expect.arrayContaining([near.accountId, both.accountId]));
    expect(seen).not.toContain(far.accountId);
    await expect(readAccount(local.actor, far.accountId, now)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await readAccount(local.actor, crypto.randomUUID(), now)).toBeUndefined();
    expect(await readAccount(local.actor, near.accountId, now)).toMatchObject({ status: 'active' });
    expect(await auditsOf('accounts.lock')).toContain('accounts.lock refused');
  });

  test('prove anew who they are when that is twenty minutes ago', async () => {
    const admin = await signedIn(SECURITY, now);
    const staff = await buildStaff(OPERATOR, now);
    const time = later(RECENT_MS + 1);
    const then = { clock: { now: () => time } };
    await expect(lockAccount(admin.actor, staff.accountId, then)).rejects.toMatchObject({
      code: 'confirm_needed',
    });
    await expect(confirmIdentity(admin.actor, 'wrong', then)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const renewed = await confirmIdentity(admin.actor, PASSWORD, then);
    expect(await actorOf(admin.session, time), 'the former secret opens nothing').toBeUndefined();
    const actor = (await actorOf(renewed, time))!;
    expect(actor.sessionId).toBe(admin.actor.sessionId);
    // It was begun twelve hours before its end, whatever was proven since.
    const ends = await db().query<{ end: Date }>(
      'SELECT absolute_end AS end FROM staff_session WHERE id = $1',
      [actor.sessionId],
    );
    expect(ends.rows[0]?.end).toEqual(later(12 * 3_600_000));
    await lockAccount(actor, staff.accountId, then);
    expect(await auditsOf(actor.sessionId)).toEqual([
      'staff-session.confirm refused',
      'staff-session.confirm done',
    ]);
  });
});

test('a new authenticator and new recovery codes end the former ones', async () => {
  const staff = await signedIn(OPERATOR, now);
  const secret = newTotpSecret();
  await expect(replaceTotp(staff.actor, { secret, code: '000000' }, deps)).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await replaceTotp(staff.actor, { secret, code: codeOf(secret, now) }, deps);
  await expect(signIn(staff, later(60_000))).rejects.toMatchObject({ code: 'sign_in_failed' });
  await expect(signIn({ ...staff, secret }, later(60_000))).resolves.toHaveProperty('secret');
  const [fresh = ''] = await renewRecoveryCodes(staff.actor, deps);
  await expect(signIn(staff, now, undefined, staff.recoveryCodes[0])).rejects.toMatchObject({
    code: 'sign_in_failed',
  });
  await expect(signIn(staff, now, undefined, fresh)).resolves.toHaveProperty('secret');
  expect(await ownProofs(staff.actor)).toEqual({ password: true, totp: true, codesLeft: 9 });
});
