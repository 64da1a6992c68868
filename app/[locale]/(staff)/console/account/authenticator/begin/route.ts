import { seeOther } from '@/app/_forms/form-route';
import { beginAuthenticator } from '@/app/_staff/new-authenticator';
import { staffForm } from '@/app/_staff/staff-form';

/** Makes the secret that the next page shows. */
export const POST = staffForm('staff.totp-begin', '/console/account', [], async ({ context }) => {
  const response = seeOther(context.locale, '/console/account/authenticator');
  response.headers.append('set-cookie', beginAuthenticator());
  return response;
});
