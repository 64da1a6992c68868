import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { tell } from '@/lib/platform/live/notices';
import { WHOLE_PROVINCE } from './roles';

/** Ends the actor's own session, at once and on the server. */
export async function signOutStaff(
  actor: Actor,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'staff');
  await transaction(async (tx) => {
    await tx.query('UPDATE staff_session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
      actor.sessionId,
      deps.clock.now(),
    ]);
    await tell(tx, { topic: 'sessions' });
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-session.end',
      subjectKind: 'staff-session',
      subjectId: actor.sessionId,
    });
  });
}
