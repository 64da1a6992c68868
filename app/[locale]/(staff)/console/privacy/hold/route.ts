import { doneAt, staffForm } from '@/app/_staff/staff-form';
import { holdTicket } from '@/lib/privacy/hold-ticket';

/** Holds a ticket back from purge and erasure. */
export const POST = staffForm(
  'staff.privacy-hold',
  '/console/privacy',
  ['number', 'reason'],
  async ({ actor, form, context }) => {
    await holdTicket(actor, { number: form.get('number'), reason: form.get('reason') });
    return doneAt(context, '/console/privacy', 'hold');
  },
);
