import { doneAt, staffForm } from '@/app/_staff/staff-form';
import { releaseTicket } from '@/lib/privacy/release-ticket';

/** Ends the hold of a ticket. */
export const POST = staffForm('staff.privacy-release', '/console/privacy', [], async (given) => {
  await releaseTicket(given.actor, { number: given.form.get('number') });
  return doneAt(given.context, '/console/privacy', 'release');
});
