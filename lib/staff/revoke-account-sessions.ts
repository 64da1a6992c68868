import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { changeAccount } from './change-account';
import { endSteps } from './sign-in-step';
import { endSessionsOf } from './staff-session';

/**
 * Signs somebody else out everywhere, at once.
 * @returns how many sessions there were
 * @throws DomainError forbidden, confirm_needed, own_account, not_found
 */
export async function revokeAccountSessions(
  actor: Actor,
  accountId: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<number> {
  const now = deps.clock.now();
  const act = {
    permission: 'accounts.sessions',
    action: 'staff-session.revoke-all',
    accountId,
    now,
  } as const;
  return changeAccount(actor, act, async (tx, account) => {
    await endSteps(tx, account.id);
    const sessions = await endSessionsOf(tx, account.id, now);
    return { result: sessions, data: { sessions } };
  });
}
