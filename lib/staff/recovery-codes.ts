import { randomInt } from 'node:crypto';
import { keyedHash } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';

const COUNT = 10;
/** Crockford's base32: nothing in it is taken for something else. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 10;
const SHAPE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

const hashOf = (accountId: string, code: string) => keyedHash('staff-recovery', `${accountId}:${code}`);

/** A recovery code as people type it back. @returns null when it cannot be one */
export function foldRecoveryCode(given: unknown): string | null {
  if (typeof given !== 'string') return null;
  const folded = given
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return SHAPE.test(folded) ? folded : null;
}

/** Ten new codes of 50 random bits each; those before are void. @returns the codes as a person keeps them, `xxxxx-xxxxx` */
export async function makeRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () =>
    Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  );
  await tx.query('DELETE FROM staff_recovery_code WHERE account_id = $1', [accountId]);
  await tx.query(
    'INSERT INTO staff_recovery_code (account_id, code_hash) SELECT $1, hash FROM unnest($2::bytea[]) AS hash',
    [accountId, codes.map((code) => hashOf(accountId, code))],
  );
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/** Uses up a code. @returns false when it is wrong or was used */
export async function takeRecoveryCode(
  tx: Tx,
  accountId: string,
  given: unknown,
  now: Date,
): Promise<boolean> {
  const code = foldRecoveryCode(given);
  if (!code) return false;
  const { rowCount } = await tx.query(
    'UPDATE staff_recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL',
    [accountId, hashOf(accountId, code), now],
  );
  return rowCount === 1;
}
