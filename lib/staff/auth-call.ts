import { createHash, randomBytes } from 'node:crypto';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { decode } from 'next-auth/jwt';
import { cookieLine, cookieName, readCookie } from './auth-cookies';
import { authOptions, authSecret, type SessionStarter } from './auth-options';

/** What next-auth answered: cookies to set, and where it would go on. */
export interface AuthReply {
  cookies: string[];
  location: string;
}

interface AuthCall {
  action: 'callback' | 'signin';
  provider: 'code' | 'oidc';
  method: 'GET' | 'POST';
  headers: Headers;
  query?: Record<string, string>;
  /** The provider is to ask for the proof anew. */
  again?: boolean;
}

/** What next-auth's handler for `pages/api` uses of a response. It wants no request scope of next, so it runs in tests too. */
class Reply {
  readonly #headers = new Map<string, string | string[]>();

  status(): this {
    return this;
  }
  getHeader(name: string): string | string[] | undefined {
    return this.#headers.get(name.toLowerCase());
  }
  setHeader(name: string, value: string | string[]): this {
    this.#headers.set(name.toLowerCase(), value);
    return this;
  }
  json(): void {}
  send(): void {}
  end(): void {}

  get cookies(): string[] {
    return [this.getHeader('set-cookie') ?? []].flat();
  }
  get location(): string {
    return String(this.getHeader('location') ?? '');
  }
}

/** The session's cookie ends with the browser: how long the session lasts is the server's affair. */
function withoutExpiry(line: string): string {
  return line.startsWith(`${cookieName('staff')}=`)
    ? line.replace(/; (?:Expires|Max-Age)=[^;]*/gi, '')
    : line;
}

/**
 * Hands one call to next-auth and takes its answer apart, so that our own doors stand in front of it: only what is called
 * here can be reached, and a refusal of ours comes back as what it was.
 * @throws whatever `starter` threw
 */
export async function callNextAuth(call: AuthCall, starter: SessionStarter): Promise<AuthReply> {
  let fault: { thrown: unknown } | undefined;
  const options = authOptions(async (claims) => {
    try {
      return await starter(claims);
    } catch (thrown) {
      fault = { thrown };
      throw thrown;
    }
  }, call.again);
  // Our routes have checked where the form comes from (app/_forms/same-origin); next-auth's own token is made and met here.
  const csrf = randomBytes(32).toString('hex');
  const csrfHash = createHash('sha256')
    .update(csrf + authSecret())
    .digest('hex');
  const given = ['auth-pkce', 'auth-state', 'auth-nonce'].flatMap((name) => {
    const value = readCookie(call.headers, name);
    return value === undefined ? [] : [[cookieName(name), value]];
  });
  const request = {
    method: call.method,
    headers: {},
    query: { ...call.query, nextauth: [call.action, call.provider] },
    cookies: { ...Object.fromEntries(given), [cookieName('auth-csrf')]: `${csrf}|${csrfHash}` },
    body: call.method === 'POST' ? { csrfToken: csrf } : undefined,
  };
  const reply = new Reply();
  await NextAuth(request as unknown as NextApiRequest, reply as unknown as NextApiResponse, options);
  if (fault) throw fault.thrown;
  // Of the cookie for the way back we have no use: where to go on is ours to say.
  const useful = reply.cookies.filter((line) => !line.startsWith(`${cookieName('auth-back')}=`));
  return { cookies: useful.map(withoutExpiry), location: reply.location };
}

/** The session's secret in a request's cookie; undefined without one, and for one that next-auth did not make. */
export async function sessionSecret(headers: Headers): Promise<string | undefined> {
  const token = readCookie(headers, 'staff');
  if (!token) return undefined;
  try {
    const content = await decode({ token, secret: authSecret() });
    return typeof content?.secret === 'string' ? content.secret : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the session's cookie away. */
export const clearedSession = () => cookieLine('staff', null);
