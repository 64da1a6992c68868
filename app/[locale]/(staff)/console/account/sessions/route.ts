import { doneAt, staffForm } from '@/app/_staff/staff-form';
import { revokeSession } from '@/lib/staff/revoke-session';

export const POST = staffForm(
  'staff.own-session',
  '/console/account',
  [],
  async ({ actor, form, context }) => {
    await revokeSession(actor, form.get('session'));
    return doneAt(context, '/console/account', 'session');
  },
);
