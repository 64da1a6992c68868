import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';

/** Days after which what was only typed or proposed, and never made, is forgotten. What was made stays. */
const DAYS = 30;

/** Deletes changes that were never made. Safe to run twice. @returns how many */
export async function purgeChanges(
  actor: Actor,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<number> {
  assertActor(actor, 'system');
  const before = new Date(deps.clock.now().getTime() - DAYS * 86_400_000);
  const { rowCount } = await db().query(
    `DELETE FROM setting_change WHERE state IN ('refused', 'proposed', 'discarded') AND proposed_at < $1`,
    [before],
  );
  return rowCount;
}
