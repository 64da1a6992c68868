import { parseOptions } from '@node-rs/argon2';
import { beforeEach, expect, test, vi } from 'vitest';
import { db } from '@/lib/platform/db';
import {
  actorOf,
  auditsOf,
  BROWSER,
  buildStaff,
  codeOf,
  DOOR,
  PASSWORD,
  signedIn,
  signIn,
} from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { beginSignIn } from './begin-sign-in';
import { finishSignIn } from './finish-sign-in';
import { ARGON2, hashPassword, NOBODY, verifyPassword } from './password-hash';
import { IDLE_MS, LONGEST_MS } from './staff-session';

useDatabase();

const now = new Date('2026-11-20T02:00:00Z');
const at = (time: Date) => ({ clock: { now: () => time } });
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const OPERATOR = [{ role: 'operator', jurisdictionCode: '230100' }] as const;

beforeEach(async () => {
  await db().query('DELETE FROM rate_limit');
});

test('a sign-in takes the password and then a code, and gives the roles of the moment', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const session = await signIn(staff, now);
  const actor = await actorOf(session, now);
  expect(actor?.accountId).toBe(staff.accountId);
  expect(actor?.grants).toEqual([{ role: 'operator', jurisdictionCode: '230100' }]);
  expect(await auditsOf(staff.accountId)).toEqual([
    'staff-account.invite done',
    'staff-invitation.accept done',
    'staff-sign-in.password done',
    'staff-session.start done',
  ]);
});

test('the secret of a session stands nowhere in the database', async () => {
  const { session } = await signedIn(OPERATOR, now);
  const { rows } = await db().query<{ text: string }>(
    `SELECT row_to_json(staff_session)::text AS text FROM staff_session`,
  );
  expect(rows.map(({ text }) => text).join()).not.toContain(session.secret);
});

test('unknown name, wrong password and locked account: one answer, one hash each', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const locked = await buildStaff(OPERATOR, now);
  await db().query(`UPDATE staff_account SET status = 'locked' WHERE id = $1`, [locked.accountId]);
  for (const [login, password] of [
    ['nobody-here', PASSWORD],
    ['不是登录名', PASSWORD],
    [staff.login, 'wrong password here'],
    [locked.login, PASSWORD],
  ] as const) {
    const verify = vi.fn(verifyPassword);
    const refusal = await beginSignIn(DOOR, { login, password }, { ...at(now), verify }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ code: 'sign_in_failed', options: {} });
    expect(verify).toHaveBeenCalledTimes(1);
  }
});

test('who has no hash is compared with one of the same cost', async () => {
  const { outputLen, saltLen, ...cost } = parseOptions(NOBODY);
  expect(cost).toMatchObject(ARGON2);
  expect(parseOptions(await hashPassword('x'))).toEqual({ outputLen, saltLen, ...cost });
  expect(await verifyPassword(null, 'heilongjiang-12319-demo')).toBe(false);
});

test('failures bring waits that grow, for a known name and an unknown one alike', async () => {
  const staff = await buildStaff(OPERATOR, now);
  for (const login of [staff.login, 'nobody-at-all']) {
    const attempt = () =>
      beginSignIn(DOOR, { login, password: 'not the password' }, { ...at(now), verify: verifyPassword }).then(
        () => 'in',
        (error: { code: string }) => error.code,
      );
    const answers: string[] = [];
    for (let count = 0; count < 8; count += 1) answers.push(await attempt());
    // Five are free, the sixth begins a wait, and the next are not even looked at.
    expect(answers).toEqual([...Array<string>(6).fill('sign_in_failed'), 'rate_limited', 'rate_limited']);
  }
  await expect(signIn(staff, now)).rejects.toMatchObject({ code: 'rate_limited' });
});

test('tries during a wait leave one row for each wait, of a known name and an unknown one alike', async () => {
  const staff = await buildStaff(OPERATOR, now);
  let before = 0;
  const knocks = async () => {
    const { rows } = await db().query<{ subject: string; data: unknown }>(
      `SELECT subject_id AS subject, data FROM audit_event
       WHERE action = 'staff-sign-in.wait' AND outcome = 'refused' ORDER BY at, id OFFSET $1`,
      [before],
    );
    return rows;
  };
  before = (await knocks()).length;
  const wrong = (login: string) => beginSignIn(DOOR, { login, password: 'not the password' });
  for (const login of [staff.login, 'nobody-of-that-name']) {
    for (let count = 0; count < 6; count += 1) await wrong(login).catch(() => undefined);
    await Promise.allSettled(Array.from({ length: 30 }, () => wrong(login)));
  }
  const byName = { wait: 'name' };
  expect(await knocks()).toEqual([
    { subject: staff.accountId, data: byName },
    { subject: 'unknown', data: byName },
  ]);
  // The wait runs out, another try begins the next, and the first knock in that is written down again.
  await db().query(`DELETE FROM rate_limit WHERE key LIKE 'staff-login-wait:%'`);
  for (let count = 0; count < 4; count += 1) await wrong(staff.login).catch(() => undefined);
  expect((await knocks()).map(({ subject }) => subject)).toEqual([
    staff.accountId,
    'unknown',
    staff.accountId,
  ]);
  const { rows } = await db().query<{ text: string }>(
    `SELECT string_agg(data::text, '') AS text FROM audit_event`,
  );
  expect(rows[0]?.text).not.toContain('nobody-of-that-name');
});

test('forty tries at once are six', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const verify = vi.fn(verifyPassword);
  const wrong = { login: staff.login, password: 'not the password' };
  await Promise.allSettled(
    Array.from({ length: 40 }, () => beginSignIn(DOOR, wrong, { ...at(now), verify })),
  );
  expect(verify.mock.calls.length).toBeLessThanOrEqual(6);
});

test('a whole sign-in forgets the failures before it', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const wrong = { login: staff.login, password: 'not the password' };
  for (let round = 0; round < 3; round += 1) {
    for (let count = 0; count < 4; count += 1)
      await expect(beginSignIn(DOOR, wrong)).rejects.toMatchObject({ code: 'sign_in_failed' });
    const moment = later(round * 60_000);
    await expect(signIn(staff, moment)).resolves.toHaveProperty('secret');
  }
});

test('a code is taken once, and no earlier one after it', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const code = codeOf(staff.secret, now);
  await signIn(staff, now, undefined, code);
  await expect(signIn(staff, later(5_000), undefined, code)).rejects.toMatchObject({
    code: 'sign_in_failed',
  });
  await expect(
    signIn(staff, later(5_000), undefined, codeOf(staff.secret, later(-30_000))),
  ).rejects.toMatchObject({ code: 'sign_in_failed' });
  await expect(signIn(staff, later(30_000))).resolves.toHaveProperty('secret');
});

test('one code for two sign-ins at once lets one in', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const password = { login: staff.login, password: PASSWORD };
  const steps = [
    await beginSignIn(DOOR, password, verified()),
    await beginSignIn(DOOR, password, verified()),
  ];
  const code = codeOf(staff.secret, now);
  const answers = await Promise.allSettled(
    steps.map((step) => finishSignIn(DOOR, { step, code, browser: BROWSER }, at(now))),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

function verified() {
  return { ...at(now), verify: verifyPassword };
}

test('a code from the last and the next half minute is taken, an older one is not', async () => {
  for (const [shift, taken] of [
    [-60_000, false],
    [-30_000, true],
    [30_000, true],
    [60_000, false],
  ] as const) {
    const staff = await buildStaff(OPERATOR, now);
    const answer = signIn(staff, now, undefined, codeOf(staff.secret, later(shift)));
    if (taken) await expect(answer).resolves.toHaveProperty('secret');
    else await expect(answer).rejects.toMatchObject({ code: 'sign_in_failed' });
  }
});

test('a recovery code serves once, however it is written', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const [code = ''] = staff.recoveryCodes;
  expect(staff.recoveryCodes).toHaveLength(10);
  await signIn(staff, now, undefined, ` ${code.toUpperCase().replace('-', ' ')} `);
  await expect(signIn(staff, now, undefined, code)).rejects.toMatchObject({ code: 'sign_in_failed' });
  await expect(signIn(staff, now, undefined, staff.recoveryCodes[1])).resolves.toHaveProperty('secret');
});

test('the second step has five tries and ten minutes', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const password = { login: staff.login, password: PASSWORD };
  const step = await beginSignIn(DOOR, password, verified());
  const finish = (code: string, time = now) =>
    finishSignIn(DOOR, { step, code, browser: BROWSER }, at(time)).then(
      () => 'in',
      (error: { code: string }) => error.code,
    );
  for (let count = 0; count < 5; count += 1) expect(await finish('000000')).toBe('sign_in_failed');
  await db().query('DELETE FROM rate_limit');
  expect(await finish(codeOf(staff.secret, now))).toBe('sign_in_expired');

  const other = await beginSignIn(DOOR, password, verified());
  const tenMinutes = later(10 * 60_000 + 1);
  await expect(
    finishSignIn(
      DOOR,
      { step: other, code: codeOf(staff.secret, tenMinutes), browser: BROWSER },
      at(tenMinutes),
    ),
  ).rejects.toMatchObject({ code: 'sign_in_expired' });
  await expect(
    finishSignIn(DOOR, { step: undefined, code: '1', browser: BROWSER }, at(now)),
  ).rejects.toMatchObject({ code: 'sign_in_expired' });
});

test('a sign-in makes a new session and ends the one the browser held', async () => {
  const staff = await buildStaff(OPERATOR, now);
  const first = await signIn(staff, now);
  const second = await signIn(staff, later(30_000), first.secret);
  expect(second.secret).not.toBe(first.secret);
  expect(await actorOf(first, later(30_000))).toBeUndefined();
  expect(await actorOf(second, later(30_000))).toBeDefined();
});

test('a session ends after thirty idle minutes', async () => {
  const { session } = await signedIn(OPERATOR, now);
  expect(await actorOf(session, later(IDLE_MS - 1))).toBeDefined();
  expect(await actorOf(session, later(2 * IDLE_MS - 2))).toBeDefined();
  expect(await actorOf(session, later(3 * IDLE_MS))).toBeUndefined();
});

test('a session ends after twelve hours, however busy', async () => {
  const { session } = await signedIn(OPERATOR, now);
  for (let time = 0; time < LONGEST_MS; time += IDLE_MS / 2)
    expect(await actorOf(session, later(time))).toBeDefined();
  expect(await actorOf(session, later(LONGEST_MS))).toBeUndefined();
});
