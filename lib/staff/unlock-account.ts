import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { changeAccount } from './change-account';

/**
 * Opens a locked account again. Its password and authenticator are as they were; one that had none needs a new invitation.
 * @throws DomainError forbidden, confirm_needed, own_account, not_found, account_state
 */
export async function unlockAccount(
  actor: Actor,
  accountId: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  const act = { permission: 'accounts.lock', action: 'staff-account.unlock', accountId, now } as const;
  await changeAccount(actor, act, async (tx, account) => {
    if (account.status !== 'locked') throw new DomainError('account_state');
    await tx.query(
      `UPDATE staff_account SET updated_at = $2,
         status = CASE WHEN password_hash IS NULL AND oidc_subject IS NULL THEN 'invited' ELSE 'active' END
       WHERE id = $1`,
      [account.id, now],
    );
    return { result: undefined };
  });
}
