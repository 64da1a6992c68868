import { formRoute, seeOther } from '@/app/_forms/form-route';
import { clearedSession } from '@/lib/staff/auth-call';
import { signOutStaff } from '@/lib/staff/sign-out';
import { staffActor } from '@/lib/staff/staff-actor';

/** Ends the session here and on the server. */
export const POST = formRoute('staff.sign-out', '/console', async (_form, { locale }, { headers }) => {
  const actor = await staffActor(headers);
  if (actor) await signOutStaff(actor);
  const response = seeOther(locale, '/console/sign-in?done=signed-out');
  response.headers.append('set-cookie', clearedSession());
  return response;
});
