import { tellOnce } from '@/app/_staff/once';
import { ROLE_FIELDS, rolesOf } from '@/app/_staff/role-input';
import { doneAt, staffForm, type StaffForm } from '@/app/_staff/staff-form';
import { DomainError } from '@/lib/platform/errors';
import { localePath } from '@/lib/platform/i18n/locales';
import { changeRoles } from '@/lib/staff/change-roles';
import { lockAccount } from '@/lib/staff/lock-account';
import { resetSignIn } from '@/lib/staff/reset-sign-in';
import { revokeAccountSessions } from '@/lib/staff/revoke-account-sessions';
import { unlockAccount } from '@/lib/staff/unlock-account';

const ACTS: Record<string, (given: StaffForm, accountId: string) => Promise<Response | void>> = {
  roles: ({ actor, form }, accountId) => changeRoles(actor, { accountId, roles: rolesOf(form) }),
  lock: ({ actor }, accountId) => lockAccount(actor, accountId),
  unlock: ({ actor }, accountId) => unlockAccount(actor, accountId),
  sessions: async ({ actor }, accountId) => void (await revokeAccountSessions(actor, accountId)),
  async reset({ actor, form, context: { locale } }, accountId) {
    const token = await resetSignIn(actor, accountId);
    const next = localePath(locale, `/console/accounts/${accountId}`);
    return tellOnce(locale, { kind: 'link', login: form.get('login') ?? '', token, next });
  },
};

/** One act of a security administrator on an account. */
export const POST = staffForm('staff.account-act', '/console/accounts/[id]', ROLE_FIELDS, async (given) => {
  const { id = '', act = '' } = given.context.params;
  if (!Object.hasOwn(ACTS, act)) throw new DomainError('no_such_page');
  const answer = await ACTS[act]!(given, id);
  return answer ?? doneAt(given.context, `/console/accounts/${encodeURIComponent(id)}`, act);
});
