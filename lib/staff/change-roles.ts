import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { parseGrants } from './account-input';
import { grantWords, writeGrants } from './account-store';
import { assertSomewhere } from './assert-permission';
import { changeAccount } from './change-account';

/**
 * Gives an account other roles. They count from the next call of its open sessions on.
 * @throws DomainError forbidden (in any place of the old or new roles), confirm_needed, own_account, not_found,
 *   invalid_input (roles), two_powers, account_state (closed)
 */
export async function changeRoles(
  actor: Actor,
  input: { accountId: unknown; roles: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  await assertSomewhere(actor, 'accounts.roles');
  const grants = parseGrants(input.roles, 0);
  const act = {
    permission: 'accounts.roles',
    action: 'staff-account.roles',
    accountId: input.accountId,
    alsoIn: grants.map(({ jurisdictionCode }) => jurisdictionCode),
    now,
  } as const;
  await changeAccount(actor, act, async (tx, account) => {
    if (account.status === 'closed') throw new DomainError('account_state');
    await writeGrants(tx, account.id, grants);
    await tx.query('UPDATE staff_account SET updated_at = $2 WHERE id = $1', [account.id, now]);
    return { result: undefined, data: { before: grantWords(account.grants), after: grantWords(grants) } };
  });
}
