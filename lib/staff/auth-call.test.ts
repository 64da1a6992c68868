import { encode } from 'next-auth/jwt';
import { expect, test } from 'vitest';
import { DomainError } from '@/lib/platform/errors';

// Read once and then fixed: this file is the site behind TLS.
process.env.PUBLIC_BASE_URL = 'https://12319.example.gov.cn';
const { callNextAuth, clearedSession, sessionSecret } = await import('./auth-call');
const { authSecret } = await import('./auth-options');
const { cookieLine, readCookie } = await import('./auth-cookies');

const CODE = { action: 'callback', provider: 'code', method: 'POST', headers: new Headers() } as const;
const begin = () => callNextAuth(CODE, () => Promise.resolve({ id: 'row', secret: 'of the row' }));

test('the session is one cookie: of this host only, over TLS only, out of reach of script, ending with the browser', async () => {
  const { cookies } = await begin();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^__Host-staff=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(clearedSession()).toBe('__Host-staff=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure');
});

test('only the secret of the row is in it, and only our key opens it', async () => {
  const { cookies } = await begin();
  const pair = cookies[0]?.split(';')[0] ?? '';
  expect(await sessionSecret(new Headers({ cookie: `mode=elder; ${pair}` }))).toBe('of the row');
  expect(await sessionSecret(new Headers({ cookie: pair.replace('__Host-', '') }))).toBeUndefined();
  const foreign = await encode({ token: { secret: 'of the row' }, secret: 'another key' });
  const ours = await encode({ token: { secret: 'of the row' }, secret: authSecret(), maxAge: -60 });
  for (const token of ['', 'x', foreign, ours])
    expect(await sessionSecret(new Headers({ cookie: `__Host-staff=${token}` }))).toBeUndefined();
});

test('a refusal comes back as what it was, and with it no cookie', async () => {
  await expect(
    callNextAuth(CODE, () => Promise.reject(new DomainError('sign_in_failed'))),
  ).rejects.toMatchObject({ code: 'sign_in_failed' });
});

test('a cookie is read by its whole name, and one that is no text is none', () => {
  const headers = new Headers({ cookie: 'x__Host-a=1; __Host-a=2%20b; __Host-ab=3; __Host-c=%E0%A4%A' });
  expect(['a', 'ab', 'b', 'c'].map((name) => readCookie(headers, name))).toEqual([
    '2 b',
    '3',
    undefined,
    undefined,
  ]);
  expect(cookieLine('a', '2 b', 60)).toBe(
    '__Host-a=2%20b; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure',
  );
});
