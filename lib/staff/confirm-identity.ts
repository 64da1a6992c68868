import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { provePassword } from './prove-password';
import { WHOLE_PROVINCE } from './roles';

/**
 * Proves anew who holds the session, before a sensitive act. The password is enough: the session itself is the other proof
 * (NIST SP 800-63B-4, 2.2.3).
 * @throws DomainError invalid_input (current), rate_limited
 */
export async function confirmIdentity(
  actor: Actor,
  password: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'staff');
  await provePassword(actor, password);
  await transaction(async (tx) => {
    await tx.query('UPDATE staff_session SET authenticated_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
      actor.sessionId,
      deps.clock.now(),
    ]);
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-session.confirm',
      subjectKind: 'staff-session',
      subjectId: actor.sessionId,
    });
  });
}
