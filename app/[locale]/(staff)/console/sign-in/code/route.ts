import { formRoute } from '@/app/_forms/form-route';
import { nextPage } from '@/app/_staff/next-page';
import { refusedForm } from '@/app/_staff/kept-form';
import { DomainError } from '@/lib/platform/errors';
import { callNextAuth, sessionSecret } from '@/lib/staff/auth-call';
import { cookieLine, readCookie } from '@/lib/staff/auth-cookies';
import { deviceOf } from '@/lib/staff/device';
import { finishSignIn } from '@/lib/staff/finish-sign-in';

/** The second step: a code of the authenticator, or a recovery code. next-auth issues the session's cookie. */
export const POST = formRoute(
  'staff.code',
  '/console/sign-in',
  async (form, { address, locale }, { headers }) => {
    const next = nextPage(form.get('next'));
    const browser = { device: deviceOf(headers), former: await sessionSecret(headers) };
    const input = { step: readCookie(headers, 'sign-in-step'), code: form.get('code'), browser };
    try {
      const { cookies } = await callNextAuth(
        { action: 'callback', provider: 'code', method: 'POST', headers },
        () => finishSignIn({ kind: 'public', address }, input),
      );
      const response = new Response(null, {
        status: 303,
        headers: { location: next, 'cache-control': 'no-store' },
      });
      for (const line of [...cookies, cookieLine('sign-in-step', null)])
        response.headers.append('set-cookie', line);
      return response;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!['sign_in_failed', 'sign_in_expired', 'rate_limited'].includes(error.code)) throw error;
      const step = error.code === 'sign_in_expired' ? '' : 'step=code&';
      const page = `/console/sign-in?${step}next=${encodeURIComponent(next)}`;
      return refusedForm(locale, page, error, form, []);
    }
  },
);
