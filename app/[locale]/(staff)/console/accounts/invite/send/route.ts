import { afterInviting } from '@/app/_staff/after-inviting';
import { ROLE_FIELDS, rolesOf } from '@/app/_staff/role-input';
import { staffForm } from '@/app/_staff/staff-form';
import { inviteStaff } from '@/lib/staff/invite-staff';

const KEPT = ['login', 'displayName', 'email', ...ROLE_FIELDS];

/** Invites somebody. The link is mailed, or what follows tells it, for the administrator to hand over. */
export const POST = staffForm('staff.invite', '/console/accounts/invite', KEPT, async (given) => {
  const { actor, form } = given;
  const [login, displayName, email] = ['login', 'displayName', 'email'].map((name) => form.get(name) ?? '');
  const { accountId, token } = await inviteStaff(actor, {
    login,
    displayName,
    email,
    roles: rolesOf(form),
  });
  return afterInviting(given, accountId, token);
});
