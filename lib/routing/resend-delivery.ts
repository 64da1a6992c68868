import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { enqueue } from '@/lib/platform/jobs';

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
