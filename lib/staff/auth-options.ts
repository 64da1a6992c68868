import type { NextAuthOptions, User } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { purposeKey } from '@/lib/platform/crypto';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/log';
import { cookieName } from './auth-cookies';
import type { StartedSession } from './staff-session';

/** Longer than any session: the row in staff_session ends it, never the token (reliability.md). */
export const TOKEN_SECONDS = 7 * 86_400;

export const authSecret = () => purposeKey('next-auth').toString('hex');

/** What a provider vouches for. */
export interface OidcClaims {
  issuer: string;
  subject: string;
  /** When the person last proved who they are there, seconds since 1970; only when asked for. */
  authTime: number | undefined;
}

/** Begins a session once next-auth has the proof: of the code when there are no claims, else of what a provider vouches for. */
export type SessionStarter = (claims?: OidcClaims) => Promise<StartedSession>;

function oidcProvider(again: boolean): OAuthConfig<Record<string, unknown>> {
  const { issuer, clientId, clientSecret } = env().oidc;
  return {
    id: 'oidc',
    name: 'oidc',
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid', ...(again ? { prompt: 'login', max_age: 0 } : {}) } },
    httpOptions: { timeout: 10_000 },
    profile: (claims) => ({ id: String(claims.sub) }),
  };
}

const cookie = (name: string) => ({
  name: cookieName(name),
  options: {
    httpOnly: true,
    sameSite: 'lax' as const,
    path: '/',
    secure: cookieName('').startsWith('__Host-'),
  },
});

/**
 * next-auth for one call. Its token holds nothing but the secret of a row in staff_session, made by `starter` when the proof
 * is complete; what somebody may do is read from the tables on every call.
 * @param again whether the provider is to ask for the proof anew
 */
export function authOptions(starter: SessionStarter, again = false): NextAuthOptions {
  let started: StartedSession | undefined;
  const log = logger('staff-auth');
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: TOKEN_SECONDS },
    useSecureCookies: cookieName('').startsWith('__Host-'),
    pages: { signIn: '/console/sign-in', error: '/console/sign-in' },
    cookies: {
      sessionToken: cookie('staff'),
      csrfToken: cookie('auth-csrf'),
      callbackUrl: cookie('auth-back'),
      pkceCodeVerifier: cookie('auth-pkce'),
      state: cookie('auth-state'),
      nonce: cookie('auth-nonce'),
    },
    providers: [
      CredentialsProvider({
        id: 'code',
        credentials: {},
        async authorize(): Promise<User> {
          started = await starter();
          return { id: started.id };
        },
      }),
      ...(env().oidc.issuer ? [oidcProvider(again)] : []),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.type === 'credentials') return started !== undefined;
        const claims = profile as { sub?: unknown; iss?: unknown; auth_time?: unknown } | undefined;
        if (typeof claims?.sub !== 'string' || typeof claims.iss !== 'string') return false;
        const authTime = typeof claims.auth_time === 'number' ? claims.auth_time : undefined;
        started = await starter({ issuer: claims.iss, subject: claims.sub, authTime });
        return true;
      },
      jwt: ({ token }) => (started ? { secret: started.secret } : token),
      session: ({ session }) => session,
    },
    // Messages and metadata may quote what a provider says of a person: only the code is kept.
    logger: {
      error: (code) => log.warn({ code }, 'next-auth refused'),
      warn: (code) => log.debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}
