import { assertActor, type Actor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';

/**
 * Removes one-time codes and sessions a day after their end.
 * @returns how many rows were removed
 */
export async function purgeSignIns(actor: Actor): Promise<number> {
  assertActor(actor, 'system');
  const codes = await db().query(`DELETE FROM one_time_code WHERE expires_at < now() - interval '1 day'`);
  const sessions = await db().query(
    `DELETE FROM citizen_session WHERE last_seen_at < now() - interval '1 day'`,
  );
  return codes.rowCount + sessions.rowCount;
}
