import { showRevealed } from '@/app/_staff/revealed';
import { staffForm } from '@/app/_staff/staff-form';
import { revealReporter } from '@/lib/privacy/reveal-reporter';

/** Shows who reported, once, for a reason. */
export const POST = staffForm(
  'staff.reporter-reveal',
  '/console/tickets/[number]/reporter',
  ['reason', 'text'],
  async ({ actor, form, context }) => {
    const number = context.params.number ?? '';
    const contact = await revealReporter(actor, {
      number,
      reason: form.get('reason'),
      text: form.get('text'),
    });
    return showRevealed(context.locale, { number, sessionId: actor.sessionId, contact });
  },
);
