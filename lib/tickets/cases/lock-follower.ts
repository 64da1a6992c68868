import type { Tx } from '@/lib/platform/db';
import { FollowerProof } from './follower-proof';

/** A follower held for one act, with the ticket followed. */
export interface LockedFollower {
  jurisdictionCode: string;
  followerId: string;
  ticketId: string;
  confirmed: boolean;
}

/**
 * Locks the case and then the follower: everybody takes that order. Undefined when nobody follows by this link any more.
 */
export async function lockFollower(tx: Tx, proof: FollowerProof): Promise<LockedFollower | undefined> {
  const { jurisdictionCode, followerId } = FollowerProof.keyOf(proof);
  const values = [jurisdictionCode, followerId];
  await tx.query(
    `SELECT 1 FROM public_case WHERE jurisdiction_code = $1
       AND ticket_id = (SELECT ticket_id FROM case_follower WHERE jurisdiction_code = $1 AND id = $2) FOR UPDATE`,
    values,
  );
  const { rows } = await tx.query<{ ticketId: string; confirmed: boolean }>(
    `SELECT ticket_id AS "ticketId", confirmed_at IS NOT NULL AS confirmed FROM case_follower
     WHERE jurisdiction_code = $1 AND id = $2 FOR UPDATE`,
    values,
  );
  return rows[0] && { jurisdictionCode, followerId, ...rows[0] };
}
