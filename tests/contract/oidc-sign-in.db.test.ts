import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { GET as back } from '@/app/api/auth/callback/oidc/route';
import { GET as leave } from '@/app/[locale]/(staff)/console/sign-in/oidc/route';
import { POST as begin } from '@/app/[locale]/(staff)/console/sign-in/password/route';
import { POST as finish } from '@/app/[locale]/(staff)/console/sign-in/code/route';
import { db } from '@/lib/platform/db';
import { inviteStaff } from '@/lib/staff/invite-staff';
import { lockAccount } from '@/lib/staff/lock-account';
import { resetSignIn } from '@/lib/staff/reset-sign-in';
import { staffActor } from '@/lib/staff/staff-actor';
import { Jar } from '@/tests/factories/jar';
import { startOidcServer, visitProvider } from '@/tests/factories/oidc-server';
import { auditsOf, buildStaff, codeOf, PASSWORD, signedIn } from '@/tests/factories/staff';
import { useDatabase } from '@/tests/setup/database';

// The whole journey against a certified OpenID Connect provider: our routes, next-auth, its pages, our routes.

const BASE = 'http://localhost:3000';
const CALLBACK = `${BASE}/api/auth/callback/oidc`;
const OPERATOR = [{ role: 'operator', jurisdictionCode: '230100' }] as const;
const SYSTEM = { kind: 'system', name: 'test' } as const;

useDatabase();
const server = await startOidcServer(CALLBACK);
Object.assign(process.env, {
  OIDC_ISSUER: server.issuer,
  OIDC_CLIENT_ID: server.clientId,
  OIDC_CLIENT_SECRET: server.clientSecret,
});
afterAll(() => server.close());
beforeEach(async () => {
  // The provider says at length what a real one would configure.
  for (const word of ['warn', 'info'] as const) vi.spyOn(console, word).mockImplementation(() => undefined);
  await db().query('DELETE FROM rate_limit');
});

type Handler = (request: Request, next: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Asks a route as a browser would, with its cookies. */
async function ask(handler: Handler, url: string, jar: Jar, form?: Record<string, string>): Promise<string> {
  const request = new Request(url, {
    headers: { cookie: jar.header, origin: BASE, 'sec-fetch-site': 'same-origin', host: 'localhost:3000' },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
  const answer = await handler(request, { params: Promise.resolve({ locale: 'zh-CN' }) });
  jar.take(answer.headers);
  return answer.headers.get('location') ?? '';
}

const actorOf = (jar: Jar) => staffActor(new Headers({ cookie: jar.header }));

/** From a link of ours to the provider and back. */
async function journey(jar: Jar, subject: string, query = '', provider = new Jar()): Promise<string> {
  const start = await ask(leave, `${BASE}/console/sign-in/oidc?next=/console/account${query}`, jar);
  expect(start.startsWith(server.issuer)).toBe(true);
  return ask(back, await visitProvider(start, subject, CALLBACK, provider), jar);
}

const invite = async () => {
  const login = `oidc-${crypto.randomUUID().slice(0, 8)}`;
  return inviteStaff(SYSTEM, { login, displayName: '赵六', roles: OPERATOR });
};

test('an invitation binds the account, which then signs in; nobody else does', async () => {
  const { accountId, token } = await invite();
  const first = new Jar();
  expect(await journey(first, 'zhao', `&invitation=${token}`)).toBe('/console/account');
  expect((await actorOf(first))?.accountId).toBe(accountId);
  const { rows } = await db().query('SELECT oidc_issuer, oidc_subject FROM staff_account WHERE id = $1', [
    accountId,
  ]);
  expect(rows).toEqual([{ oidc_issuer: server.issuer, oidc_subject: 'zhao' }]);

  const second = new Jar();
  expect(await journey(second, 'zhao')).toBe('/console/account');
  expect((await actorOf(second))?.accountId).toBe(accountId);

  const stranger = new Jar();
  expect(await journey(stranger, 'stranger')).toContain('/console/sign-in?error=1');
  expect(await actorOf(stranger)).toBeUndefined();
  const { rows: accounts } = await db().query(`SELECT FROM staff_account WHERE oidc_subject = 'stranger'`);
  expect(accounts).toEqual([]);

  // The invitation is used, and who is bound takes no second account.
  expect(await journey(new Jar(), 'other', `&invitation=${token}`)).toContain('error=1');
  const again = await invite();
  expect(await journey(new Jar(), 'zhao', `&invitation=${again.token}`)).toContain('error=1');
  expect(await auditsOf(accountId)).toEqual([
    'staff-account.invite done',
    'staff-invitation.bind done',
    'staff-session.start done',
    'staff-session.start done',
  ]);
});

test('the answer of the provider serves the browser that asked, once', async () => {
  const { token } = await invite();
  const asking = new Jar();
  const start = await ask(leave, `${BASE}/console/sign-in/oidc?invitation=${token}`, asking);
  const answer = await visitProvider(start, 'qian', CALLBACK);
  const other = new Jar();
  await ask(back, answer, other);
  expect(await actorOf(other)).toBeUndefined();
  const forged = answer.replace(/code=[^&]+/, 'code=forged');
  await ask(back, forged, asking);
  expect(await actorOf(asking)).toBeUndefined();
  const once = new Jar();
  const next = await visitProvider(
    await ask(leave, `${BASE}/console/sign-in/oidc?invitation=${token}`, once),
    'qian',
    CALLBACK,
  );
  await ask(back, next, once);
  expect(await actorOf(once)).toBeDefined();
  const signed = once.header;
  await ask(back, next, once);
  expect(once.header).toBe(signed);
});

test('a lock and a reset hold for single sign-on too', async () => {
  const admin = await signedIn([{ role: 'security-admin', jurisdictionCode: '000000' }]);
  const { accountId, token } = await invite();
  const jar = new Jar();
  await journey(jar, 'sun', `&invitation=${token}`);
  await lockAccount(admin.actor, accountId);
  expect(await actorOf(jar)).toBeUndefined();
  expect(await journey(new Jar(), 'sun')).toContain('error=1');
  await db().query(`UPDATE staff_account SET status = 'active' WHERE id = $1`, [accountId]);
  await resetSignIn(admin.actor, accountId);
  expect(await journey(new Jar(), 'sun')).toContain('error=1');
});

test('the proof is asked for anew, and must be of the same person', async () => {
  const { accountId, token } = await invite();
  const jar = new Jar();
  const provider = new Jar();
  await journey(jar, 'li', `&invitation=${token}`, provider);
  const before = await actorOf(jar);
  await db().query(`UPDATE staff_session SET authenticated_at = now() - interval '1 hour' WHERE id = $1`, [
    before?.sessionId,
  ]);
  expect(await journey(jar, 'li', '&confirm=1', provider)).toBe('/console/account');
  const after = await actorOf(jar);
  expect(after?.accountId).toBe(accountId);
  expect(after?.sessionId).not.toBe(before?.sessionId);
  expect(Date.now() - (after?.authenticatedAt.getTime() ?? 0)).toBeLessThan(60_000);
  expect(await journey(jar, 'somebody-else', '&confirm=1')).toContain('error=1');
});

test('the way to the provider begins on our own pages only', async () => {
  const request = new Request(`${BASE}/console/sign-in/oidc`, {
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  const answer = await leave(request, { params: Promise.resolve({ locale: 'zh-CN' }) });
  expect(answer.headers.get('location')).toContain('/problem?code=cross_site');
});

test('next-auth gives the session of a password and a code a cookie that holds no more than its secret', async () => {
  const staff = await buildStaff(OPERATOR);
  const jar = new Jar();
  const form = { login: staff.login, password: PASSWORD, next: '/console/account' };
  await ask(begin, `${BASE}/console/sign-in/password`, jar, form);
  const code = codeOf(staff.secret, new Date());
  const to = await ask(finish, `${BASE}/console/sign-in/code`, jar, {
    code,
    next: 'https://elsewhere.example/',
  });
  expect(to).toBe('/console');
  expect((await actorOf(jar))?.accountId).toBe(staff.accountId);
  expect(jar.header).toMatch(/^staff=[\w.-]+$/);
  const tampered = new Headers({ cookie: jar.header.slice(0, -3) });
  expect(await staffActor(tampered)).toBeUndefined();
});
