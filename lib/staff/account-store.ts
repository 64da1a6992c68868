import { z } from 'zod';
import type { Grant } from '@/lib/platform/actor';
import { seal, unseal } from '@/lib/platform/crypto';
import { DomainError } from '@/lib/platform/errors';
import type { Tx } from '@/lib/platform/db';
import { tell } from '@/lib/platform/live/notices';
import { WHOLE_PROVINCE } from './roles';

export const ACCOUNT_STATUSES = ['invited', 'active', 'locked', 'closed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** An account as commands on it find it. */
export interface HeldAccount {
  id: string;
  login: string;
  status: AccountStatus;
  displayName: string;
  email: string | null;
  grants: Grant[];
}

const contact = z.object({ email: z.string() });

/** What an account's contact is sealed under. */
export const staffContactContext = (accountId: string): string => `staff-contact:${accountId}`;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * An account and that of who acts on it, held until the transaction ends; in one order, so that two who act on each other
 * wait and do not lock each other out.
 * @throws DomainError not_found
 */
export async function holdAccounts(
  tx: Tx,
  id: unknown,
  actorId: string,
): Promise<{ account: HeldAccount; self: HeldAccount }> {
  if (typeof id !== 'string' || !UUID.test(id)) throw new DomainError('not_found');
  const held = new Map<string, HeldAccount>();
  for (const one of [...new Set([id, actorId])].sort()) {
    const account = await holdAccount(tx, one);
    if (account) held.set(one, account);
  }
  const [account, self] = [held.get(id), held.get(actorId)];
  if (!account || !self) throw new DomainError('not_found');
  return { account, self };
}

async function holdAccount(tx: Tx, id: string): Promise<HeldAccount | undefined> {
  const { rows } = await tx.query<Omit<HeldAccount, 'id' | 'grants' | 'email'> & Contact>(
    `SELECT login, display_name AS "displayName", status, contact_cipher AS cipher, contact_key_id AS "keyId"
     FROM staff_account WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!rows[0]) return undefined;
  const { cipher, keyId, ...account } = rows[0];
  return { id, ...account, email: openContact(id, { cipher, keyId }), grants: await grantsOf(tx, id) };
}

/** A contact as its columns hold it. */
export interface Contact {
  cipher: Buffer | null;
  keyId: string | null;
}

/** The e-mail address of somebody who works here, for its columns. */
export function sealContact(accountId: string, email: string | null): Contact {
  return email === null
    ? { cipher: null, keyId: null }
    : seal(JSON.stringify({ email }), staffContactContext(accountId));
}

export function openContact(accountId: string, { cipher, keyId }: Contact): string | null {
  if (!cipher || !keyId) return null;
  return contact.parse(JSON.parse(unseal({ cipher, keyId }, staffContactContext(accountId)))).email;
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
