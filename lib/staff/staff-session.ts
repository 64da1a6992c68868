import { randomBytes } from 'node:crypto';
import type { Grant, StaffActor } from '@/lib/platform/actor';
import { keyedHash } from '@/lib/platform/crypto';
import { db, type Tx } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { tell } from '@/lib/platform/live/notices';

/** Without a sign of life for this long a session is over; whatever happens it ends after LONGEST. */
export const IDLE_MS = 30 * 60_000;
export const LONGEST_MS = 12 * 3_600_000;

export type SignInMethod = 'password' | 'oidc';

/** A session as it begins: the secret goes into next-auth's token, and nowhere else. */
export interface StartedSession {
  id: string;
  secret: string;
}

/** Whose session it is, as the tables stand now. */
export interface StaffIdentity {
  actor: StaffActor;
  login: string;
  displayName: string;
  method: SignInMethod;
}

export const sessionHash = (secret: string) => keyedHash('staff-session', secret);

/** Begins a session of an account, after both of its proofs. A session that the browser held before is ended. */
export async function startStaffSession(
  tx: Tx,
  given: { accountId: string; method: SignInMethod; device: string; former: string | undefined; now: Date },
): Promise<StartedSession> {
  const { now } = given;
  const started = { id: newId(now.getTime()), secret: randomBytes(32).toString('base64url') };
  if (given.former) {
    const { rowCount } = await tx.query(
      'UPDATE staff_session SET revoked_at = $2 WHERE secret_hash = $1 AND revoked_at IS NULL',
      [sessionHash(given.former), now],
    );
    if (rowCount > 0) await tell(tx, { topic: 'sessions' });
  }
  await tx.query(
    `INSERT INTO staff_session (id, secret_hash, account_id, method, device, created_at, last_seen_at,
       authenticated_at, absolute_end)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7)`,
    [
      started.id,
      sessionHash(started.secret),
      given.accountId,
      given.method,
      given.device.slice(0, 64),
      now,
      new Date(now.getTime() + LONGEST_MS),
    ],
  );
  return started;
}

/**
 * Whose session a secret is, with the roles of this moment, and one more sign of life of it.
 * @returns undefined when it is unknown, revoked, idle for 30 minutes, 12 hours old, or its account is not active
 */
export async function readStaffSession(secret: string, now: Date): Promise<StaffIdentity | undefined> {
  const { rows } = await db().query<{
    id: string;
    account_id: string;
    method: SignInMethod;
    authenticated_at: Date;
    login: string;
    display_name: string;
    grants: Grant[];
  }>(
    `UPDATE staff_session AS session SET last_seen_at = GREATEST(last_seen_at, $2)
     FROM staff_account AS account
     WHERE session.secret_hash = $1 AND account.id = session.account_id AND account.status = 'active'
       AND session.revoked_at IS NULL AND session.last_seen_at > $3 AND session.absolute_end > $2
     RETURNING session.id, account_id, method, authenticated_at, login, display_name, (
       SELECT coalesce(json_agg(json_build_object('role', role, 'jurisdictionCode', jurisdiction_code)
                                ORDER BY role, jurisdiction_code), '[]')
       FROM staff_role WHERE staff_role.account_id = account.id) AS grants`,
    [sessionHash(secret), now, new Date(now.getTime() - IDLE_MS)],
  );
  const row = rows[0];
  return (
    row && {
      actor: {
        kind: 'staff',
        accountId: row.account_id,
        sessionId: row.id,
        grants: row.grants,
        authenticatedAt: row.authenticated_at,
      },
      login: row.login,
      displayName: row.display_name,
      method: row.method,
    }
  );
}

/**
 * The session goes on under a new secret, proven anew: whoever holds the former one holds nothing. Its longest life stays
 * what it was.
 * @returns undefined when it has ended meanwhile
 */
export async function renewSession(tx: Tx, id: string, now: Date): Promise<StartedSession | undefined> {
  const secret = randomBytes(32).toString('base64url');
  const { rowCount } = await tx.query(
    `UPDATE staff_session SET secret_hash = $2, authenticated_at = $3 WHERE id = $1 AND revoked_at IS NULL`,
    [id, sessionHash(secret), now],
  );
  return rowCount === 0 ? undefined : { id, secret };
}

/** Ends every session of an account, but for one that is to stay. @returns how many there were */
export async function endSessionsOf(tx: Tx, accountId: string, now: Date, except?: string): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE staff_session SET revoked_at = $2
     WHERE account_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3::uuid`,
    [accountId, now, except ?? null],
  );
  if (rowCount > 0) await tell(tx, { topic: 'sessions' });
  return rowCount;
}
