import { assertActor, type Actor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';

/**
 * Removes unfinished sign-ins that ran out, sessions a month after their end, and invitations a month after theirs.
 * @returns how many rows were removed
 */
export async function purgeStaffSignIns(actor: Actor): Promise<number> {
  assertActor(actor, 'system');
  const removed = await Promise.all([
    db().query('DELETE FROM staff_sign_in WHERE expires_at < now()'),
    db().query(`DELETE FROM staff_session WHERE absolute_end < now() - interval '30 days'`),
    db().query(`DELETE FROM staff_invitation WHERE expires_at < now() - interval '30 days'`),
  ]);
  return removed.reduce((sum, { rowCount }) => sum + rowCount, 0);
}
