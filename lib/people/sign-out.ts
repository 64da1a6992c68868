import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { endSession } from './citizen-session';

/** Ends the session of a cookie; a cookie that is none changes nothing. */
export async function signOut(
  actor: Actor,
  cookie: string | undefined,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'public');
  await transaction(async (tx) => {
    if (!(await endSession(tx, cookie, deps.clock.now()))) return;
    await audit(tx, {
      jurisdictionCode: '000000',
      actor,
      action: 'citizen-session.end',
      subjectKind: 'citizen-session',
      subjectId: 'own',
    });
  });
}
