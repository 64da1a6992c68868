import { assertActor, type Actor } from '@/lib/platform/actor';
import { db } from '@/lib/platform/db';

/**
 * Removes drafts past their seven days, sent or not, and refused forms of the track page past their day.
 * @returns how many were removed
 */
export async function purgeDrafts(actor: Actor): Promise<number> {
  assertActor(actor, 'system');
  const drafts = await db().query('DELETE FROM web_draft WHERE expires_at < now()');
  const forms = await db().query('DELETE FROM track_form WHERE expires_at < now()');
  return drafts.rowCount + forms.rowCount;
}
