import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { loginTaken, parseGrants, parseNewAccount } from './account-input';
import { grantWords, placesOfAccount, sealContact, tellAccount, writeGrants } from './account-store';
import { assertPermission, assertRecent, assertSomewhere } from './assert-permission';
import { WHOLE_PROVINCE } from './roles';
import { tellInvitation } from './tell-invitation';

/**
 * Makes an account with its roles and an invitation for it. The command line may, since it makes the first administrator.
 * @returns the account, and the token of the invitation's link, or null when that was mailed to the address given
 * @throws DomainError forbidden, confirm_needed, invalid_input (login, displayName, email, roles), two_powers
 */
export async function inviteStaff(
  actor: Actor,
  input: { login: unknown; displayName: unknown; email?: unknown; roles: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<{ accountId: string; token: string | null }> {
  const now = deps.clock.now();
  if (actor.kind !== 'system') await assertSomewhere(actor, 'accounts.invite');
  const grants = parseGrants(input.roles);
  if (actor.kind !== 'system')
    assertRecent(await assertPermission(actor, 'accounts.invite', placesOfAccount(grants)), now);
  const { login, displayName, email } = parseNewAccount(input);
  const accountId = newId(now.getTime());
  const contact = sealContact(accountId, email);
  return transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `INSERT INTO staff_account (id, login, display_name, contact_cipher, contact_key_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (login) DO NOTHING`,
      [accountId, login, displayName, contact.cipher, contact.keyId, now],
    );
    if (rowCount === 0) throw loginTaken();
    await writeGrants(tx, accountId, grants);
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-account.invite',
      subjectKind: 'staff-account',
      subjectId: accountId,
      data: { roles: grantWords(grants) },
    });
    await tellAccount(tx, accountId);
    const token = await tellInvitation(tx, { id: accountId, login, to: email }, 'staff-invitation', now);
    return { accountId, token };
  });
}
