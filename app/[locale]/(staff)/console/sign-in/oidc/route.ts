import { problemPage } from '@/app/_forms/form-route';
import { assertSameOrigin } from '@/app/_forms/same-origin';
import { nextPage } from '@/app/_staff/next-page';
import { rememberIntent } from '@/app/_staff/oidc-intent';
import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';
import { isLocale } from '@/lib/platform/i18n/locales';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { callNextAuth } from '@/lib/staff/auth-call';

/**
 * Sends somebody to the OpenID Connect provider. A link and no form: a form's target may not lead to another site
 * (Content-Security-Policy form-action), and nothing changes here but cookies of this browser. Only our own pages link here.
 */
export const GET = route(
  'staff.oidc',
  async (request, { address, params }) => {
    assertSameOrigin(request.headers);
    await limit('staff-form-address', address);
    if (!env().oidc.issuer) throw new DomainError('no_such_page');
    const query = new URL(request.url).searchParams;
    const invitation = query.get('invitation') ?? undefined;
    const purpose = invitation ? 'invitation' : query.get('confirm') ? 'confirm' : 'sign-in';
    const locale = isLocale(params.locale ?? '') ? (params.locale as 'zh-CN' | 'en') : 'zh-CN';
    const { cookies, location } = await callNextAuth(
      {
        action: 'signin',
        provider: 'oidc',
        method: 'POST',
        headers: request.headers,
        again: purpose === 'confirm',
      },
      () => Promise.reject(new DomainError('sign_in_failed')),
    );
    // next-auth answers a provider that does not answer with its own error page.
    if (location.startsWith(env().publicBaseUrl)) throw new DomainError('unavailable');
    const response = new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
    const intent = {
      purpose,
      locale,
      next: nextPage(query.get('next')),
      ...(invitation ? { invitation } : {}),
    } as const;
    for (const line of [...cookies, rememberIntent(intent)]) response.headers.append('set-cookie', line);
    return response;
  },
  (error, _request, requestId) => problemPage('zh-CN', error, requestId, '/console/sign-in'),
);
