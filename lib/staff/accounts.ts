import type { Grant, StaffActor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import type { AccountStatus } from './account-store';
import { mayDo, placesOf } from './permissions';
import { assertSomewhere } from './assert-permission';
import { IDLE_MS, type SignInMethod } from './staff-session';
import { WHOLE_PROVINCE } from './roles';

/** An account as the list of accounts shows it. */
export interface AccountView {
  id: string;
  login: string;
  displayName: string;
  status: AccountStatus;
  grants: Grant[];
  openSessions: number;
  lastSeenAt: Date | null;
  singleSignOn: boolean;
}

const SELECT = `
  SELECT id, login, display_name AS "displayName", status, oidc_subject IS NOT NULL AS "singleSignOn",
    (SELECT coalesce(json_agg(json_build_object('role', role, 'jurisdictionCode', jurisdiction_code)
                              ORDER BY role, jurisdiction_code), '[]')
     FROM staff_role WHERE account_id = account.id) AS grants,
    (SELECT count(*)::int FROM staff_session WHERE account_id = account.id AND revoked_at IS NULL
       AND last_seen_at > $1 AND absolute_end > $2) AS "openSessions",
    (SELECT max(last_seen_at) FROM staff_session WHERE account_id = account.id) AS "lastSeenAt"
  FROM staff_account AS account`;

const idleSince = (now: Date) => new Date(now.getTime() - IDLE_MS);

/**
 * The accounts that have a role where the actor may read accounts, by login name.
 * @throws DomainError forbidden
 */
export async function listAccounts(actor: StaffActor, now: Date): Promise<AccountView[]> {
  await assertSomewhere(actor, 'accounts.read');
  const places = placesOf(actor.grants, 'accounts.read');
  const { rows } = await db().query<AccountView>(
    `${SELECT} WHERE $3 OR EXISTS (
       SELECT FROM staff_role WHERE account_id = account.id AND jurisdiction_code = ANY($4))
     ORDER BY login LIMIT 500`,
    [idleSince(now), now, places.includes(WHOLE_PROVINCE), places],
  );
  return rows;
}

/**
 * One account, where the actor may read it.
 * @returns undefined when there is none, or it has no role where the actor may read
 * @throws DomainError forbidden
 */
export async function readAccount(
  actor: StaffActor,
  id: string,
  now: Date,
): Promise<AccountView | undefined> {
  await assertSomewhere(actor, 'accounts.read');
  const { rows } = await db().query<AccountView>(`${SELECT} WHERE id::text = $3`, [idleSince(now), now, id]);
  const account = rows[0];
  const places = account?.grants.map(({ jurisdictionCode }) => jurisdictionCode) ?? [];
  const readable = [WHOLE_PROVINCE, ...places].some((code) => mayDo(actor.grants, 'accounts.read', code));
  return readable ? account : undefined;
}

/** One of a person's own sessions. */
export interface SessionView {
  id: string;
  method: SignInMethod;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
}

/** The actor's own sessions that have not ended, the latest first. */
export async function listOwnSessions(actor: StaffActor, now: Date): Promise<SessionView[]> {
  const { rows } = await db().query<SessionView>(
    `SELECT id, method, device, created_at AS "createdAt", last_seen_at AS "lastSeenAt", id = $2 AS current
     FROM staff_session WHERE account_id = $1 AND revoked_at IS NULL AND last_seen_at > $3 AND absolute_end > $4
     ORDER BY last_seen_at DESC`,
    [actor.accountId, actor.sessionId, idleSince(now), now],
  );
  return rows;
}

/** What a person's own page says of their proofs. */
export interface OwnProofs {
  password: boolean;
  totp: boolean;
  codesLeft: number;
}

export async function ownProofs(actor: StaffActor): Promise<OwnProofs> {
  const { rows } = await db().query<OwnProofs>(
    `SELECT password_hash IS NOT NULL AS password, totp_cipher IS NOT NULL AS totp,
       (SELECT count(*)::int FROM staff_recovery_code WHERE account_id = id AND used_at IS NULL) AS "codesLeft"
     FROM staff_account WHERE id = $1`,
    [actor.accountId],
  );
  return rows[0]!;
}
