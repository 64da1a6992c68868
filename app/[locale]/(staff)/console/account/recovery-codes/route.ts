import { tellOnce } from '@/app/_staff/once';
import { staffForm } from '@/app/_staff/staff-form';
import { localePath } from '@/lib/platform/i18n/locales';
import { renewRecoveryCodes } from '@/lib/staff/renew-recovery-codes';

export const POST = staffForm('staff.own-codes', '/console/account', [], async ({ actor, context }) => {
  const codes = await renewRecoveryCodes(actor);
  return tellOnce(context.locale, {
    kind: 'codes',
    codes,
    next: localePath(context.locale, '/console/account'),
  });
});
