import type { Actor, StaffActor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { holdAccounts, placesOfAccount, tellAccount, type HeldAccount } from './account-store';
import { assertPermission, assertRecent, assertSomewhere } from './assert-permission';
import type { Permission } from './permissions';
import { WHOLE_PROVINCE } from './roles';

/**
 * What every act on somebody else's account has in common: the right in every place of the account, a recent proof of who
 * acts, not on one's own account, both accounts held, and one audit row. Who acts is read anew once both are held: of two
 * administrators who lock each other at once one does, so the last one of the province is never taken away.
 * @param alsoIn further places the act needs the right in
 * @throws DomainError forbidden, signed_out, confirm_needed, own_account, not_found, and what `work` throws
 */
export async function changeAccount<T>(
  actor: Actor,
  act: { permission: Permission; action: string; accountId: unknown; alsoIn?: readonly string[]; now: Date },
  work: (
    tx: Tx,
    account: HeldAccount,
    actor: StaffActor,
  ) => Promise<{ result: T; data?: Record<string, unknown> }>,
): Promise<T> {
  // Who may do it nowhere is refused before anything is looked up: the answer must not tell whether the account is there.
  const { accountId } = await assertSomewhere(actor, act.permission);
  return transaction(async (tx) => {
    const { account, self } = await holdAccounts(tx, act.accountId, accountId);
    if (self.status !== 'active') throw new DomainError('signed_out');
    const places = [...placesOfAccount(account.grants), ...(act.alsoIn ?? [])];
    const present = { ...actor, grants: self.grants } as Actor;
    const staff = await assertPermission(present, act.permission, places);
    assertRecent(staff, act.now);
    if (account.id === staff.accountId) throw new DomainError('own_account');
    const { result, data } = await work(tx, account, staff);
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: act.action,
      subjectKind: 'staff-account',
      subjectId: account.id,
      ...(data ? { data } : {}),
    });
    await tellAccount(tx, account.id, places);
    return result;
  });
}
