import { formRoute } from '@/app/_forms/form-route';
import { refusedForm } from '@/app/_staff/kept-form';
import { tellOnce } from '@/app/_staff/once';
import { DomainError } from '@/lib/platform/errors';
import { localePath } from '@/lib/platform/i18n/locales';
import { acceptInvitation } from '@/lib/staff/accept-invitation';

/** Takes an invitation: password and authenticator. What follows tells the recovery codes. */
export const POST = formRoute('staff.accept', '/console/sign-in', async (form, { address, locale }) => {
  const token = form.get('token') ?? '';
  try {
    const codes = await acceptInvitation(
      { kind: 'public', address },
      { token, password: form.get('password'), repeat: form.get('repeat'), code: form.get('code') },
    );
    return tellOnce(locale, { kind: 'codes', codes, next: localePath(locale, '/console/sign-in') });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid_input') throw error;
    return refusedForm(locale, `/console/invitation?token=${encodeURIComponent(token)}`, error, form, []);
  }
});
