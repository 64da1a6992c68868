import { problemPage, seeOther } from '@/app/_forms/form-route';
import { forgetIntent, intentOf, type OidcIntent } from '@/app/_staff/oidc-intent';
import { refusedForm } from '@/app/_staff/kept-form';
import { DomainError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';
import { callNextAuth, sessionSecret } from '@/lib/staff/auth-call';
import type { OidcClaims } from '@/lib/staff/auth-options';
import { confirmWithOidc } from '@/lib/staff/confirm-with-oidc';
import { deviceOf } from '@/lib/staff/device';
import { signInWithOidc } from '@/lib/staff/sign-in-with-oidc';
import { staffActor } from '@/lib/staff/staff-actor';
import type { StartedSession } from '@/lib/staff/staff-session';

/** Where an OpenID Connect provider sends people back to; the one address of next-auth's that is open. */
export const GET = route(
  'staff.oidc-callback',
  async (request, { address }) => {
    const { headers } = request;
    const intent = intentOf(headers);
    if (!intent) throw new DomainError('sign_in_expired');
    const query = Object.fromEntries(new URL(request.url).searchParams);
    try {
      const { cookies } = await callNextAuth(
        { action: 'callback', provider: 'oidc', method: 'GET', headers, query },
        (claims) => begin(claims, intent, address, headers),
      );
      // Without a session next-auth did not take the provider's word: state, nonce, signature or code were wrong.
      if (!cookies.some((line) => /^(?:__Host-)?staff=[^;]/.test(line)))
        throw new DomainError('sign_in_expired');
      const response = new Response(null, {
        status: 303,
        headers: { location: intent.next, 'cache-control': 'no-store' },
      });
      for (const line of [...cookies, forgetIntent()]) response.headers.append('set-cookie', line);
      return response;
    } catch (error) {
      if (!(error instanceof DomainError) || error.status >= 500) throw error;
      const response = refusedForm(intent.locale, '/console/sign-in', error, new URLSearchParams(), []);
      response.headers.append('set-cookie', forgetIntent());
      return response;
    }
  },
  (error, _request, requestId) =>
    error.code === 'sign_in_expired'
      ? seeOther('zh-CN', '/console/sign-in')
      : problemPage('zh-CN', error, requestId, '/console/sign-in'),
);

async function begin(
  claims: OidcClaims | undefined,
  { purpose, invitation }: OidcIntent,
  address: string,
  headers: Headers,
): Promise<StartedSession> {
  if (!claims) throw new DomainError('sign_in_expired');
  const { authTime, ...vouched } = claims;
  const browser = { device: deviceOf(headers), former: await sessionSecret(headers) };
  if (purpose !== 'confirm')
    return signInWithOidc({ kind: 'public', address }, { vouched, invitation, browser });
  const actor = await staffActor(headers);
  if (!actor) throw new DomainError('signed_out');
  return confirmWithOidc(actor, { vouched, authTime, browser });
}
