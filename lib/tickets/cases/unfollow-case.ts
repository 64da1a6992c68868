import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { transaction } from '@/lib/platform/db';
import { moveCount } from './follow-case';
import type { FollowerProof } from './follower-proof';
import { lockFollower } from './lock-follower';

/**
 * Ends following: the row with its contact is gone and no longer counted. Doing it again changes nothing.
 * @throws DomainError forbidden
 */
export async function unfollowCase(actor: Actor, proof: FollowerProof): Promise<void> {
  assertActor(actor, 'public');
  await transaction(async (tx) => {
    const follower = await lockFollower(tx, proof);
    if (!follower) return;
    const { jurisdictionCode, followerId, ticketId } = follower;
    await tx.query('DELETE FROM case_follower WHERE jurisdiction_code = $1 AND id = $2', [
      jurisdictionCode,
      followerId,
    ]);
    await moveCount(tx, follower, -1);
    await audit(tx, {
      jurisdictionCode,
      actor,
      action: 'case.unfollow',
      subjectKind: 'ticket',
      subjectId: ticketId,
      data: { followerId },
    });
  });
}
