import { tellOnce } from '@/app/_staff/once';
import { ROLE_FIELDS, rolesOf } from '@/app/_staff/role-input';
import { staffForm } from '@/app/_staff/staff-form';
import { localePath } from '@/lib/platform/i18n/locales';
import { inviteStaff } from '@/lib/staff/invite-staff';

const KEPT = ['login', 'displayName', 'email', ...ROLE_FIELDS];

/** Invites somebody. What follows tells the link, which the administrator hands over. */
export const POST = staffForm(
  'staff.invite',
  '/console/accounts/invite',
  KEPT,
  async ({ actor, form, context }) => {
    const [login, displayName, email] = ['login', 'displayName', 'email'].map((name) => form.get(name) ?? '');
    const { accountId, token } = await inviteStaff(actor, {
      login,
      displayName,
      email,
      roles: rolesOf(form),
    });
    const next = localePath(context.locale, `/console/accounts/${accountId}`);
    return tellOnce(context.locale, { kind: 'link', login: login ?? '', token, next });
  },
);
