import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';

const KEPT_MS = 30 * 86_400_000;

/**
 * Forgets browser and contact of everybody who followed a case that ended more than 30 days ago, whether it was closed,
 * taken back or is no longer public. Their number stays known.
 * @returns how many were forgotten
 */
export async function purgeFollowers(
  actor: Actor,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<number> {
  assertActor(actor, 'system');
  const { rowCount } = await db().query(
    `UPDATE case_follower f SET person_hash = NULL, contact_kind = NULL, contact_index = NULL, contact_cipher = NULL,
       contact_key_id = NULL, confirmed_at = NULL, told_events = '{}'
     WHERE (f.person_hash IS NOT NULL OR f.contact_index IS NOT NULL)
       AND EXISTS (SELECT 1 FROM ticket t WHERE t.jurisdiction_code = f.jurisdiction_code AND t.id = f.ticket_id
         AND COALESCE(t.closed_at, t.updated_at) < $1)
       AND NOT EXISTS (SELECT 1 FROM public_case p WHERE p.jurisdiction_code = f.jurisdiction_code
         AND p.ticket_id = f.ticket_id AND p.closed_at IS NULL)`,
    [new Date(deps.clock.now().getTime() - KEPT_MS)],
  );
  return rowCount;
}
