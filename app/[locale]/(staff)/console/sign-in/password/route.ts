import { formRoute, seeOther } from '@/app/_forms/form-route';
import { nextPage } from '@/app/_staff/next-page';
import { refusedForm } from '@/app/_staff/kept-form';
import { DomainError } from '@/lib/platform/errors';
import { cookieLine } from '@/lib/staff/auth-cookies';
import { beginSignIn } from '@/lib/staff/begin-sign-in';

/** The first step: login name and password. */
export const POST = formRoute('staff.password', '/console/sign-in', async (form, { address, locale }) => {
  const next = encodeURIComponent(nextPage(form.get('next')));
  try {
    const input = { login: form.get('login'), password: form.get('password') };
    const step = await beginSignIn({ kind: 'public', address }, input);
    const response = seeOther(locale, `/console/sign-in?step=code&next=${next}`);
    response.headers.append('set-cookie', cookieLine('sign-in-step', step, 600));
    return response;
  } catch (error) {
    if (!(error instanceof DomainError) || !['sign_in_failed', 'rate_limited'].includes(error.code))
      throw error;
    return refusedForm(locale, `/console/sign-in?next=${next}`, error, form, ['login']);
  }
});
