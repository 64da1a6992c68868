import type { Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { parseNameAndEmail } from './account-input';
import { sealContact } from './account-store';
import { assertSomewhere } from './assert-permission';
import { changeAccount } from './change-account';

/**
 * Changes the name and e-mail address of somebody who works here. The trail keeps which was changed, never what it says.
 * @throws DomainError forbidden, confirm_needed, own_account, not_found, account_state (closed), invalid_input (displayName, email)
 */
export async function editAccount(
  actor: Actor,
  input: { accountId: unknown; displayName: unknown; email: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  const now = deps.clock.now();
  await assertSomewhere(actor, 'accounts.edit');
  const { displayName, email } = parseNameAndEmail(input);
  const act = {
    permission: 'accounts.edit',
    action: 'staff-account.edit',
    accountId: input.accountId,
    now,
  } as const;
  await changeAccount(actor, act, async (tx, account) => {
    if (account.status === 'closed') throw new DomainError('account_state');
    const { cipher, keyId } = sealContact(account.id, email);
    await tx.query(
      `UPDATE staff_account SET display_name = $2, contact_cipher = $3, contact_key_id = $4, updated_at = $5 WHERE id = $1`,
      [account.id, displayName, cipher, keyId, now],
    );
    const changed = [
      ...(displayName === account.displayName ? [] : ['displayName']),
      ...(email === account.email ? [] : ['email']),
    ];
    return { result: undefined, data: { changed } };
  });
}
