import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { parseNewPassword } from './new-password';
import { hashPassword } from './password-hash';
import { provePassword } from './prove-password';
import { WHOLE_PROVINCE } from './roles';
import { endSteps } from './sign-in-step';
import { endSessionsOf } from './staff-session';

/**
 * Changes the actor's own password and signs them out everywhere else.
 * @throws DomainError invalid_input (current, password, repeat), rate_limited
 */
export async function changePassword(
  actor: Actor,
  input: { current: unknown; password: unknown; repeat: unknown },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'staff');
  const login = await provePassword(actor, input.current);
  const passwordHash = await hashPassword(parseNewPassword(input, login));
  const now = deps.clock.now();
  await transaction(async (tx) => {
    await tx.query('UPDATE staff_account SET password_hash = $2, updated_at = $3 WHERE id = $1', [
      actor.accountId,
      passwordHash,
      now,
    ]);
    await endSteps(tx, actor.accountId);
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-account.password',
      subjectKind: 'staff-account',
      subjectId: actor.accountId,
      data: { sessions: await endSessionsOf(tx, actor.accountId, now, actor.sessionId) },
    });
  });
}
