import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { changeAccount } from './change-account';
import { voidInvitations } from './invitation-store';
import { endSteps } from './sign-in-step';
import { endSessionsOf } from './staff-session';

/**
 * Locks an account: its sessions end at once, its invitations are void, nobody signs in with it.
 * @throws DomainError forbidden, confirm_needed, own_account, not_found, account_state
 */
export async function lockAccount(
  actor: Actor,
  accountId: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  const act = { permission: 'accounts.lock', action: 'staff-account.lock', accountId, now } as const;
  await changeAccount(actor, act, async (tx, account) => {
    if (!['invited', 'active'].includes(account.status)) throw new DomainError('account_state');
    await tx.query(`UPDATE staff_account SET status = 'locked', updated_at = $2 WHERE id = $1`, [
      account.id,
      now,
    ]);
    await endSteps(tx, account.id);
    await voidInvitations(tx, account.id, now);
    return { result: undefined, data: { sessions: await endSessionsOf(tx, account.id, now) } };
  });
}
