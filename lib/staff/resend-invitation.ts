import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { changeAccount } from './change-account';
import { tellInvitation } from './tell-invitation';

/**
 * A new invitation for who has not taken theirs; the one before is void.
 * @param input by: `mail` to the account's address, or `link` for the inviter to hand over
 * @returns the token of the link, or null when it was mailed
 * @throws DomainError forbidden, confirm_needed, own_account, not_found, account_state (taken already, or no address to mail to)
 */
export async function resendInvitation(
  actor: Actor,
  input: { accountId: unknown; by: 'mail' | 'link' },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<string | null> {
  const now = deps.clock.now();
  const { accountId, by } = input;
  const act = { permission: 'accounts.invite', action: 'staff-invitation.resend', accountId, now } as const;
  return changeAccount(actor, act, async (tx, { id, login, status, email }) => {
    if (status !== 'invited' || (by === 'mail' && email === null)) throw new DomainError('account_state');
    const to = by === 'mail' ? email : null;
    return { result: await tellInvitation(tx, { id, login, to }, 'staff-invitation', now), data: { by } };
  });
}
