import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { provePassword } from './prove-password';
import { WHOLE_PROVINCE } from './roles';
import { renewSession, type StartedSession } from './staff-session';

/**
 * Proves anew who holds the session, before a sensitive act. The password is enough: the session itself is the other proof
 * (NIST SP 800-63B-4, 2.2.3).
 * @returns the session under its new secret, for the cookie
 * @throws DomainError invalid_input (current), rate_limited, signed_out
 */
export async function confirmIdentity(
  actor: Actor,
  password: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<StartedSession> {
  assertActor(actor, 'staff');
  await provePassword(actor, password);
  return transaction(async (tx) => {
    const session = await renewSession(tx, actor.sessionId, deps.clock.now());
    if (!session) throw new DomainError('signed_out');
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-session.confirm',
      subjectKind: 'staff-session',
      subjectId: actor.sessionId,
    });
    return session;
  });
}
