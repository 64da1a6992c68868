import { randomBytes } from 'node:crypto';
import { keyedHash } from '@/lib/platform/crypto';
import { db, type Tx } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { openTotp, sealTotp } from './second-factor';
import { newTotpSecret } from './totp';

const LIFE_MS = 3 * 86_400_000;
const tokenHash = (token: string) => keyedHash('staff-invitation', token);

/** An invitation that can still be taken. */
export interface OpenInvitation {
  id: string;
  accountId: string;
  login: string;
  displayName: string;
  totpSecret: string;
}

/** Makes an invitation, for three days; those before are void. @returns its id and the token of its link, which no table has in clear */
export async function makeInvitation(
  tx: Tx,
  accountId: string,
  now: Date,
): Promise<{ id: string; token: string }> {
  const id = newId(now.getTime());
  const token = randomBytes(32).toString('base64url');
  const { cipher, keyId } = sealTotp(accountId, newTotpSecret());
  await voidInvitations(tx, accountId, now);
  await tx.query(
    `INSERT INTO staff_invitation (id, token_hash, account_id, totp_cipher, totp_key_id, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, tokenHash(token), accountId, cipher, keyId, now, new Date(now.getTime() + LIFE_MS)],
  );
  return { id, token };
}

/** No invitation of the account can be taken any more. @returns how many could until now */
export async function voidInvitations(tx: Tx, accountId: string, now: Date): Promise<number> {
  const { rowCount } = await tx.query(
    'UPDATE staff_invitation SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL AND expires_at > $2',
    [accountId, now],
  );
  return rowCount;
}

/**
 * The invitation of a token, while it is of use.
 * @param hold keeps invitation and account locked until the transaction ends, so that it is taken once
 */
export async function readInvitation(
  tx: Tx,
  token: unknown,
  now: Date,
  hold = false,
): Promise<OpenInvitation | undefined> {
  if (typeof token !== 'string') return undefined;
  const { rows } = await tx.query<{
    id: string;
    account_id: string;
    login: string;
    display_name: string;
    cipher: Buffer;
    key_id: string;
  }>(
    `SELECT invitation.id, account_id, login, display_name, invitation.totp_cipher AS cipher,
       invitation.totp_key_id AS key_id
     FROM staff_invitation AS invitation JOIN staff_account AS account ON account.id = account_id
     WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 AND status IN ('invited', 'active')
     ${hold ? 'FOR UPDATE' : ''}`,
    [tokenHash(token), now],
  );
  const row = rows[0];
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      login: row.login,
      displayName: row.display_name,
      totpSecret: openTotp(row.account_id, { keyId: row.key_id, cipher: row.cipher }),
    }
  );
}

/** What the invitation's page shows. */
export function openInvitation(token: unknown, now: Date): Promise<OpenInvitation | undefined> {
  return readInvitation(db(), token, now);
}
