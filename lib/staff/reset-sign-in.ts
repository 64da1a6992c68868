import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { changeAccount } from './change-account';
import { endSteps } from './sign-in-step';
import { endSessionsOf } from './staff-session';
import { tellInvitation } from './tell-invitation';

/**
 * For who lost password or authenticator: both are taken away, sessions end, and an invitation leads to new ones. Where the
 * account was bound to single sign-on, that binding goes too.
 * @returns the token of the invitation's link, or null when that was mailed to the account's address
 * @throws DomainError forbidden, confirm_needed, own_account, not_found, account_state
 */
export async function resetSignIn(
  actor: Actor,
  accountId: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string | null> {
  const now = deps.clock.now();
  const act = { permission: 'accounts.reset', action: 'staff-account.reset', accountId, now } as const;
  return changeAccount(actor, act, async (tx, account) => {
    if (!['invited', 'active'].includes(account.status)) throw new DomainError('account_state');
    await tx.query(
      `UPDATE staff_account SET status = 'invited', password_hash = NULL, totp_cipher = NULL, totp_key_id = NULL,
         totp_last_step = NULL, oidc_issuer = NULL, oidc_subject = NULL, updated_at = $2 WHERE id = $1`,
      [account.id, now],
    );
    await tx.query('DELETE FROM staff_recovery_code WHERE account_id = $1', [account.id]);
    await endSteps(tx, account.id);
    await endSessionsOf(tx, account.id, now);
    const { id, login, email: to } = account;
    return {
      result: await tellInvitation(tx, { id, login, to }, 'staff-reset', now),
      data: { mailed: to !== null },
    };
  });
}
