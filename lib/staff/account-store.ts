import type { Grant } from '@/lib/platform/actor';
import { DomainError } from '@/lib/platform/errors';
import type { Tx } from '@/lib/platform/db';
import { tell } from '@/lib/platform/live/notices';
import { WHOLE_PROVINCE } from './roles';

export type AccountStatus = 'invited' | 'active' | 'locked' | 'closed';

/** An account as commands on it find it. */
export interface HeldAccount {
  id: string;
  login: string;
  status: AccountStatus;
  hasPassword: boolean;
  grants: Grant[];
}

/** What an account's contact is sealed under. */
export const staffContactContext = (accountId: string): string => `staff-contact:${accountId}`;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * An account, held until the transaction ends.
 * @throws DomainError not_found
 */
export async function holdAccount(tx: Tx, id: unknown): Promise<HeldAccount> {
  if (typeof id !== 'string' || !UUID.test(id)) throw new DomainError('not_found');
  const { rows } = await tx.query<{ login: string; status: AccountStatus; has_password: boolean }>(
    `SELECT login, status, password_hash IS NOT NULL AS has_password FROM staff_account WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!rows[0]) throw new DomainError('not_found');
  const { login, status, has_password: hasPassword } = rows[0];
  return { id, login, status, hasPassword, grants: await grantsOf(tx, id) };
}

async function grantsOf(tx: Tx, accountId: string): Promise<Grant[]> {
  const { rows } = await tx.query<{ role: string; code: string }>(
    'SELECT role, jurisdiction_code AS code FROM staff_role WHERE account_id = $1 ORDER BY role, jurisdiction_code',
    [accountId],
  );
  return rows.map(({ role, code }) => ({ role, jurisdictionCode: code }));
}

/** Where an account is somebody's: the places of its roles; without any it is the whole province's. */
export function placesOfAccount(grants: readonly Grant[]): string[] {
  const places = [...new Set(grants.map(({ jurisdictionCode }) => jurisdictionCode))];
  return places.length > 0 ? places : [WHOLE_PROVINCE];
}

export async function writeGrants(tx: Tx, accountId: string, grants: readonly Grant[]): Promise<void> {
  await tx.query('DELETE FROM staff_role WHERE account_id = $1', [accountId]);
  await tx.query(
    `INSERT INTO staff_role (account_id, role, jurisdiction_code)
     SELECT $1, role, code FROM unnest($2::text[], $3::text[]) AS given (role, code)`,
    [accountId, grants.map(({ role }) => role), grants.map(({ jurisdictionCode }) => jurisdictionCode)],
  );
}

/** Tells whoever may see the account that it is another now, and its own sessions what they may. */
export async function tellAccount(tx: Tx, id: string, formerPlaces: readonly string[] = []): Promise<void> {
  const places = [...new Set([...placesOfAccount(await grantsOf(tx, id)), ...formerPlaces])];
  await tell(tx, { topic: 'accounts', places, ids: [id] });
}

/** Grants as an audit row holds them. */
export const grantWords = (grants: readonly Grant[]) =>
  grants.map(({ role, jurisdictionCode }) => `${role}@${jurisdictionCode}`);
