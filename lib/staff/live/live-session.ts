import type { Grant } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';
import { IDLE_MS, sessionHash } from '../staff-session';

/** A session that listens, as the tables stand now. */
export interface LiveSession {
  id: string;
  accountId: string;
  grants: readonly Grant[];
}

/**
 * The sessions that are still open, with the roles of this moment. Listening is no sign of life: a browser left alone must
 * not keep its session from ending after thirty minutes.
 * @param of the session of a secret, or sessions by their ids
 */
export async function liveSessions(
  of: { secret: string } | { ids: readonly string[] },
  now: Date,
): Promise<ReadonlyMap<string, LiveSession>> {
  const { rows } = await db().query<LiveSession>(
    `SELECT session.id, account_id AS "accountId", (
       SELECT coalesce(json_agg(json_build_object('role', role, 'jurisdictionCode', jurisdiction_code)
                                ORDER BY role, jurisdiction_code), '[]')
       FROM staff_role WHERE staff_role.account_id = account.id) AS grants
     FROM staff_session AS session JOIN staff_account AS account ON account.id = session.account_id
     WHERE (session.secret_hash = $1 OR session.id = ANY($2)) AND account.status = 'active'
       AND session.revoked_at IS NULL AND session.last_seen_at > $3 AND session.absolute_end > $4`,
    [
      'secret' in of ? sessionHash(of.secret) : null,
      'ids' in of ? of.ids : [],
      new Date(now.getTime() - IDLE_MS),
      now,
    ],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
