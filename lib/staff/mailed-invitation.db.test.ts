import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { closeNotify } from '@/lib/notify/deps';
import { sendMessage } from '@/lib/notify/send-message';
import { db } from '@/lib/platform/db';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';
import { auditsOf, codeOf, DOOR, PASSWORD, signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';
import { acceptInvitation } from './accept-invitation';
import { readAccount } from './accounts';
import { cancelInvitation } from './cancel-invitation';
import { openInvitation } from './invitation-store';
import { inviteStaff } from './invite-staff';
import { resendInvitation } from './resend-invitation';
import { resetSignIn } from './reset-sign-in';

const database = useDatabase();
process.env.LOG_LEVEL = 'debug';
const now = new Date();
const deps = { clock: { now: () => now } };
const OPERATOR = [{ role: 'operator', jurisdictionCode: '230100' }] as const;
const written: string[] = [];
let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.SMTP_URL = `smtp://127.0.0.1:${sandbox.smtpPort}`;
  process.env.PUBLIC_BASE_URL = 'http://localhost:3000';
});
afterAll(async () => {
  closeNotify();
  await sandbox.stop();
});
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  await db().query('DELETE FROM rate_limit');
});

let people = 0;
const newAddress = () => `staff.canary${++people}@example.org`;

/** Runs the jobs of the messages that wait, and gives the mails of an address. */
async function mailsOf(to: string): Promise<{ subject: string; text: string }[]> {
  const { rows } = await db().query<{ jurisdictionCode: string; messageId: string }>(
    `SELECT jurisdiction_code AS "jurisdictionCode", id AS "messageId" FROM message WHERE state = 'queued'`,
  );
  for (const key of rows) await sendMessage(key);
  const reply = await fetch(`${sandbox.url}/mail/messages?to=${encodeURIComponent(to)}`);
  return ((await reply.json()) as { messages: { subject: string; text: string }[] }).messages;
}

const tokenIn = (text: string) => /\/console\/invitation\?token=([\w-]{43})\b/.exec(text)?.[1] ?? '';

/** Every table's rows and every line of the log, as text. */
async function everything(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')`,
  );
  const texts = await Promise.all(
    tables.map(({ name }) => database.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)),
  );
  return [...texts.flat().map(({ text }) => text), ...written].join('\n');
}

test('goes to the address, not to the inviter, and its token stands nowhere in clear', async () => {
  const admin = await signedIn([{ role: 'security-admin', jurisdictionCode: '000000' }], now);
  const email = newAddress();
  const invited = await inviteStaff(
    admin.actor,
    { login: 'mailed.one', displayName: '吴十', email, roles: OPERATOR },
    deps,
  );
  expect(invited.token).toBeNull();
  const stateOf = async () => (await readAccount(admin.actor, invited.accountId, now))?.invitation?.mail;
  expect(await stateOf()).toBe('queued');
  const [mail, ...others] = await mailsOf(email);
  expect(others).toEqual([]);
  expect(await stateOf()).toBe('sent');
  expect(mail?.subject).toBe('【12319】邀请您启用工作台账户');
  expect(mail?.text).toContain('登录名 mailed.one');
  const token = tokenIn(mail?.text ?? '');
  const all = await everything();
  expect(all).toContain('mailed.one');
  expect(all).not.toContain(token);
  expect(all).not.toContain(email);

  const { totpSecret = '' } = (await openInvitation(token, now)) ?? {};
  const code = codeOf(totpSecret, now);
  await acceptInvitation(DOOR, { token, password: PASSWORD, repeat: PASSWORD, code }, deps);
  await expect(
    resendInvitation(admin.actor, { accountId: invited.accountId, by: 'mail' }, deps),
  ).rejects.toMatchObject({ code: 'account_state' });

  expect(await resetSignIn(admin.actor, invited.accountId, deps)).toBeNull();
  const reset = (await mailsOf(email)).find(({ subject }) => subject === '【12319】请重新设置工作台登录方式');
  expect(await openInvitation(tokenIn(reset?.text ?? ''), now)).toMatchObject({ login: 'mailed.one' });
});

test('is sent again, handed over instead, or cancelled; each time the former link is void', async () => {
  const admin = await signedIn([{ role: 'security-admin', jurisdictionCode: '000000' }], now);
  const email = newAddress();
  const { accountId } = await inviteStaff(
    admin.actor,
    { login: 'mailed.two', displayName: '郑一', email, roles: OPERATOR },
    deps,
  );
  const again = (by: 'mail' | 'link') => resendInvitation(admin.actor, { accountId, by }, deps);
  expect(await again('mail')).toBeNull();
  const mails = (await mailsOf(email)).map(({ text }) => tokenIn(text));
  expect(mails).toHaveLength(2);
  const open = await Promise.all(mails.map((token) => openInvitation(token, now)));
  expect(open.filter((invitation) => invitation !== undefined)).toHaveLength(1);

  const link = await again('link');
  expect(await openInvitation(link, now)).toBeDefined();
  for (const token of mails) expect(await openInvitation(token, now)).toBeUndefined();
  expect((await readAccount(admin.actor, accountId, now))?.invitation?.mail).toBeNull();

  await cancelInvitation(admin.actor, accountId, deps);
  expect(await openInvitation(link, now)).toBeUndefined();
  expect((await readAccount(admin.actor, accountId, now))?.invitation).toBeNull();
  await expect(cancelInvitation(admin.actor, accountId, deps)).rejects.toMatchObject({
    code: 'account_state',
  });
  expect(await openInvitation(await again('link'), now)).toBeDefined();
  expect(await auditsOf(accountId)).toEqual([
    'staff-account.invite done',
    'staff-invitation.resend done',
    'staff-invitation.resend done',
    'staff-invitation.cancel done',
    'staff-invitation.resend done',
  ]);
});

test('without an address the link is the inviter’s to hand over', async () => {
  const admin = await signedIn([{ role: 'security-admin', jurisdictionCode: '000000' }], now);
  const { accountId, token } = await inviteStaff(
    admin.actor,
    { login: 'handed.over', displayName: '王二', roles: OPERATOR },
    deps,
  );
  expect(await openInvitation(token, now)).toBeDefined();
  await expect(resendInvitation(admin.actor, { accountId, by: 'mail' }, deps)).rejects.toMatchObject({
    code: 'account_state',
  });
  expect(await openInvitation(token, now), 'a refusal voids nothing').toBeDefined();
});
