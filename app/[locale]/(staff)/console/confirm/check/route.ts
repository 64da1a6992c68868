import { nextPage } from '@/app/_staff/next-page';
import { refusedForm } from '@/app/_staff/kept-form';
import { staffForm } from '@/app/_staff/staff-form';
import { DomainError } from '@/lib/platform/errors';
import { confirmIdentity } from '@/lib/staff/confirm-identity';

/** Proves anew who is there, then goes on to where the proof was asked for. */
export const POST = staffForm('staff.confirm', '/console/confirm', [], async ({ actor, form, context }) => {
  const next = nextPage(form.get('next'));
  try {
    await confirmIdentity(actor, form.get('current'));
  } catch (error) {
    if (!(error instanceof DomainError) || !['invalid_input', 'rate_limited'].includes(error.code))
      throw error;
    return refusedForm(context.locale, `/console/confirm?next=${encodeURIComponent(next)}`, error, form, []);
  }
  return new Response(null, { status: 303, headers: { location: next, 'cache-control': 'no-store' } });
});
