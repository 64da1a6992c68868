import { nextPage } from '@/app/_staff/next-page';
import { refusedForm } from '@/app/_staff/kept-form';
import { staffForm } from '@/app/_staff/staff-form';
import { DomainError } from '@/lib/platform/errors';
import { callNextAuth } from '@/lib/staff/auth-call';
import { confirmIdentity } from '@/lib/staff/confirm-identity';

/** Proves anew who is there, then goes on to where the proof was asked for. */
export const POST = staffForm(
  'staff.confirm',
  '/console/confirm',
  [],
  async ({ actor, form, context, request }) => {
    const next = nextPage(form.get('next'));
    try {
      // next-auth issues the cookie of the session's new secret, as when somebody signs in.
      const { cookies } = await callNextAuth(
        { action: 'callback', provider: 'code', method: 'POST', headers: request.headers },
        () => confirmIdentity(actor, form.get('current')),
      );
      const response = new Response(null, {
        status: 303,
        headers: { location: next, 'cache-control': 'no-store' },
      });
      for (const line of cookies) response.headers.append('set-cookie', line);
      return response;
    } catch (error) {
      if (!(error instanceof DomainError) || !['invalid_input', 'rate_limited'].includes(error.code))
        throw error;
      return refusedForm(
        context.locale,
        `/console/confirm?next=${encodeURIComponent(next)}`,
        error,
        form,
        [],
      );
    }
  },
);
