import { assertActor, type Actor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';

/**
 * Removes drafts past their seven days, sent or not.
 * @returns how many were removed
 */
export async function purgeDrafts(actor: Actor): Promise<number> {
  assertActor(actor, 'system');
  return (await db().query('DELETE FROM web_draft WHERE expires_at < now()')).rowCount;
}
