import { authenticatorSecret, endAuthenticator } from '@/app/_staff/new-authenticator';
import { doneAt, staffForm } from '@/app/_staff/staff-form';
import { replaceTotp } from '@/lib/staff/replace-totp';

const PAGE = '/console/account/authenticator';

export const POST = staffForm('staff.totp-set', PAGE, [], async ({ actor, form, context, request }) => {
  const secret = authenticatorSecret(request.headers) ?? '';
  await replaceTotp(actor, { secret, code: form.get('code') });
  const response = doneAt(context, '/console/account', 'authenticator');
  response.headers.append('set-cookie', endAuthenticator());
  return response;
});
