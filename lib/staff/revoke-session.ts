import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { tell } from '@/lib/platform/live/notices';
import { WHOLE_PROVINCE } from './roles';

/**
 * Ends one of the actor's own sessions, such as that of a lost telephone.
 * @throws DomainError not_found for one that is not theirs or has ended
 */
export async function revokeSession(
  actor: Actor,
  sessionId: unknown,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'staff');
  await transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE staff_session SET revoked_at = $3
       WHERE id::text = $1 AND account_id = $2 AND revoked_at IS NULL`,
      [typeof sessionId === 'string' ? sessionId : '', actor.accountId, deps.clock.now()],
    );
    if (rowCount === 0) throw new DomainError('not_found');
    await tell(tx, { topic: 'sessions' });
    await audit(tx, {
      jurisdictionCode: WHOLE_PROVINCE,
      actor,
      action: 'staff-session.revoke',
      subjectKind: 'staff-session',
      subjectId: String(sessionId),
    });
  });
}
