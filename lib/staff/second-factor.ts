import { seal, unseal, type Sealed } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';
import { takeRecoveryCode } from './recovery-codes';
import { digitsOf, totpStep } from './totp';

/** What an authenticator's secret is sealed under, in the account's row and in its invitations. */
export const totpContext = (accountId: string): string => `staff-totp:${accountId}`;

export const sealTotp = (accountId: string, secret: string): Sealed => seal(secret, totpContext(accountId));
export const openTotp = (accountId: string, sealed: Sealed): string => unseal(sealed, totpContext(accountId));

/**
 * Takes a code of the authenticator, or a recovery code, and uses it up. Holds the account's row until the transaction ends.
 * @returns which it was; undefined when it is wrong, was used before, or the account is not active
 */
export async function takeCode(
  tx: Tx,
  accountId: string,
  given: unknown,
  now: Date,
): Promise<'totp' | 'recovery' | undefined> {
  const { rows } = await tx.query<{ cipher: Buffer | null; key_id: string | null; last: string | null }>(
    `SELECT totp_cipher AS cipher, totp_key_id AS key_id, totp_last_step AS last
     FROM staff_account WHERE id = $1 AND status = 'active' FOR UPDATE`,
    [accountId],
  );
  const row = rows[0];
  if (!row?.cipher || !row.key_id) return undefined;
  const secret = openTotp(accountId, { keyId: row.key_id, cipher: row.cipher });
  const step = totpStep(secret, digitsOf(given), now, row.last === null ? null : Number(row.last));
  if (step !== null) {
    await tx.query('UPDATE staff_account SET totp_last_step = $2 WHERE id = $1', [accountId, step]);
    return 'totp';
  }
  return (await takeRecoveryCode(tx, accountId, given, now)) ? 'recovery' : undefined;
}
