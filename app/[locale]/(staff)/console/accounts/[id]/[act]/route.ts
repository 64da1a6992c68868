import { afterInviting } from '@/app/_staff/after-inviting';
import { ROLE_FIELDS, rolesOf } from '@/app/_staff/role-input';
import { doneAt, staffForm, type StaffForm } from '@/app/_staff/staff-form';
import { DomainError } from '@/lib/platform/errors';
import { cancelInvitation } from '@/lib/staff/cancel-invitation';
import { changeRoles } from '@/lib/staff/change-roles';
import { closeAccount } from '@/lib/staff/close-account';
import { editAccount } from '@/lib/staff/edit-account';
import { lockAccount } from '@/lib/staff/lock-account';
import { resendInvitation } from '@/lib/staff/resend-invitation';
import { resetSignIn } from '@/lib/staff/reset-sign-in';
import { revokeAccountSessions } from '@/lib/staff/revoke-account-sessions';
import { unlockAccount } from '@/lib/staff/unlock-account';

const ACTS: Record<string, (given: StaffForm, accountId: string) => Promise<Response | void>> = {
  roles: ({ actor, form }, accountId) => changeRoles(actor, { accountId, roles: rolesOf(form) }),
  lock: ({ actor }, accountId) => lockAccount(actor, accountId),
  unlock: ({ actor }, accountId) => unlockAccount(actor, accountId),
  edit: ({ actor, form }, accountId) =>
    editAccount(actor, { accountId, displayName: form.get('displayName'), email: form.get('email') }),
  close: ({ actor, form }, accountId) => closeAccount(actor, { accountId, confirm: form.get('confirm') }),
  cancel: ({ actor }, accountId) => cancelInvitation(actor, accountId),
  async resend(given, accountId) {
    const by = given.form.get('by') === 'link' ? 'link' : 'mail';
    return afterInviting(given, accountId, await resendInvitation(given.actor, { accountId, by }));
  },
  sessions: async ({ actor }, accountId) => void (await revokeAccountSessions(actor, accountId)),
  async reset(given, accountId) {
    return afterInviting(given, accountId, await resetSignIn(given.actor, accountId));
  },
};

const KEPT = [...ROLE_FIELDS, 'displayName', 'email'];

/** One act of a security administrator on an account. */
export const POST = staffForm('staff.account-act', '/console/accounts/[id]', KEPT, async (given) => {
  const { id = '', act = '' } = given.context.params;
  if (!Object.hasOwn(ACTS, act)) throw new DomainError('no_such_page');
  const answer = await ACTS[act]!(given, id);
  return answer ?? doneAt(given.context, `/console/accounts/${encodeURIComponent(id)}`, act);
});
