import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { changeAccount } from './change-account';
import { voidInvitations } from './invitation-store';

/**
 * Makes an invitation void, such as one that went to the wrong address. The account stays and can be invited again.
 * @throws DomainError forbidden, confirm_needed, own_account, not_found, account_state (there is none to cancel)
 */
export async function cancelInvitation(
  actor: Actor,
  accountId: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  const act = { permission: 'accounts.invite', action: 'staff-invitation.cancel', accountId, now } as const;
  await changeAccount(actor, act, async (tx, account) => {
    if (account.status !== 'invited' || (await voidInvitations(tx, account.id, now)) === 0)
      throw new DomainError('account_state');
    return { result: undefined };
  });
}
