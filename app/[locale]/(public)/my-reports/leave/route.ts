import { cookies } from 'next/headers';

import { formRoute, seeOther } from '@/app/_forms/form-route';
import { SESSION_COOKIE, sessionCookie } from '@/lib/people/citizen-session';
import { signOut } from '@/lib/people/sign-out';

/** Ends the session here and on the server. */
export const POST = formRoute('my.leave', '/my-reports', async (_form, { address, locale }) => {
  await signOut({ kind: 'public', address }, (await cookies()).get(SESSION_COOKIE)?.value);
  const response = seeOther(locale, '/my-reports');
  response.headers.set('set-cookie', sessionCookie(null));
  return response;
});
