import { formRoute, seeOther } from '@/app/_forms/form-route';
import { signInFault } from '@/app/_track/sign-in-fault';
import { sessionCookie } from '@/lib/people/citizen-session';
import { signIn } from '@/lib/people/sign-in';

/** The code in, the session's cookie out. */
export const POST = formRoute('my.enter', '/my-reports', async (form, { address, locale }) => {
  const codeId = form.get('id') ?? '';
  try {
    const cookie = await signIn({ kind: 'public', address }, { codeId, code: form.get('code') });
    const response = seeOther(locale, '/my-reports');
    response.headers.set('set-cookie', sessionCookie(cookie));
    return response;
  } catch (error) {
    return signInFault(error, locale, { code: codeId });
  }
});
