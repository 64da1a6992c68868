import { doneAt, staffForm } from '@/app/_staff/staff-form';
import { changePassword } from '@/lib/staff/change-password';

export const POST = staffForm(
  'staff.own-password',
  '/console/account',
  [],
  async ({ actor, form, context }) => {
    const [current, password, repeat] = ['current', 'password', 'repeat'].map((name) => form.get(name));
    await changePassword(actor, { current, password, repeat });
    return doneAt(context, '/console/account', 'password');
  },
);
