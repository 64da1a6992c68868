import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { enqueue } from '@/lib/platform/jobs';

/** A delivery that needs a person. */
export interface StuckDelivery {
  id: string;
  jurisdictionCode: string;
  deskCode: string;
  trackingNumber: string;
  kind: string;
  state: string;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
}

/** Dead deliveries, and those tried in vain for more than ten minutes; oldest first, at most `limit`. */
export async function stuckDeliveries(limit = 200, now = systemClock.now()): Promise<StuckDelivery[]> {
  const { rows } = await db().query<StuckDelivery>(
    `SELECT d.id, d.jurisdiction_code AS "jurisdictionCode", d.desk_code AS "deskCode",
       t.tracking_number AS "trackingNumber", d.kind, d.state, d.attempts, d.last_error AS "lastError",
       d.created_at AS "createdAt"
     FROM delivery d JOIN ticket t ON t.jurisdiction_code = d.jurisdiction_code AND t.id = d.ticket_id
     WHERE d.state = 'dead' OR (d.state = 'pending' AND d.attempts > 0 AND d.created_at < $2)
     ORDER BY d.created_at LIMIT $1`,
    [limit, new Date(now.getTime() - 600_000)],
  );
  return rows;
}

/**
 * Sends a dead delivery again under its own id, with attempts to spare; what waited behind it follows. That it was
 * tried stays known: the desk may have it.
 * @throws DomainError not_found when there is no dead delivery of this id, forbidden
 */
export async function resendDelivery(
  actor: Actor,
  deliveryId: string,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<void> {
  assertActor(actor, 'system');
  const now = deps.clock.now();
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ jurisdiction_code: string; ticket_id: string; desk_code: string }>(
      `UPDATE delivery SET state = 'pending', attempts = least(attempts, 1), next_attempt_at = $2
       WHERE id::text = $1 AND state = 'dead' RETURNING jurisdiction_code, ticket_id, desk_code`,
      [deliveryId, now],
    );
    const delivery = rows[0];
    if (!delivery) throw new DomainError('not_found');
    await audit(tx, {
      jurisdictionCode: delivery.jurisdiction_code,
      actor,
      action: 'delivery.resend',
      subjectKind: 'delivery',
      subjectId: deliveryId,
      data: { ticketId: delivery.ticket_id, deskCode: delivery.desk_code },
    });
    await enqueue(
      tx,
      'wake-desk',
      { deskCode: delivery.desk_code },
      { jobKey: `wake-desk:${delivery.desk_code}` },
    );
  });
}
