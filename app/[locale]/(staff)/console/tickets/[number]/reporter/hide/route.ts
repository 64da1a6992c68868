import { hideRevealed } from '@/app/_staff/revealed';
import { staffForm } from '@/app/_staff/staff-form';

/** Stops showing what was revealed. */
export const POST = staffForm(
  'staff.reporter-hide',
  '/console/tickets/[number]/reporter',
  [],
  ({ context }) => Promise.resolve(hideRevealed(context.locale, context.params.number ?? '')),
);
