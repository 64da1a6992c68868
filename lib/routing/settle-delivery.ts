import type { Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import type { Tx } from '@/lib/platform/db';
import { changeStatus } from '@/lib/tickets/change-status';
import { queueUntoldAdditions } from './queue-desk-message';

const SYSTEM: Actor = { kind: 'system', name: 'delivery' };

/** Which delivery, and whose. */
export interface SettledDelivery {
  jurisdictionCode: string;
  id: string;
  ticketId: string;
  deskCode: string;
  sequence: number;
  kind: string;
  createdAt: Date;
}

/** The desk's receipt of a work order. */
export interface Receipt {
  externalId: string;
  receivedAt: Date;
}

/** The next that waits behind a settled delivery becomes due; those behind it wait for it in turn. */
async function releaseFollowers(tx: Tx, delivery: SettledDelivery, now: Date): Promise<void> {
  await tx.query(
    `UPDATE delivery d SET next_attempt_at = $5 WHERE d.jurisdiction_code = $1 AND d.ticket_id = $2
       AND d.desk_code = $3 AND d.state = 'pending' AND d.next_attempt_at > $5
       AND d.sequence = (SELECT min(sequence) FROM delivery WHERE jurisdiction_code = $1 AND ticket_id = $2
         AND desk_code = $3 AND sequence > $4 AND state = 'pending')`,
    [delivery.jurisdictionCode, delivery.ticketId, delivery.deskCode, delivery.sequence, now],
  );
}

/**
 * Settles a work order the desk has: by its answer, by an event that overtook the answer, or by its list. Whoever comes
 * first settles; for the others nothing is left to do. Even a dead one is settled: that the desk has it is a fact.
 * @returns false when it was settled before
 */
export async function settleReceived(
  tx: Tx,
  delivery: SettledDelivery,
  receipt: Receipt,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `WITH settled AS (
       UPDATE delivery SET state = 'sent', settled_at = $4, claimed_at = NULL, last_error = NULL
       WHERE jurisdiction_code = $1 AND id = $2 AND state IN ('pending', 'sending', 'dead') RETURNING ticket_id
     )
     INSERT INTO work_order (jurisdiction_code, desk_code, external_id, ticket_id, received_at)
     SELECT $1, $3, $5, ticket_id, $6 FROM settled
     ON CONFLICT (jurisdiction_code, ticket_id, desk_code)
       DO UPDATE SET external_id = excluded.external_id, received_at = excluded.received_at`,
    [delivery.jurisdictionCode, delivery.id, delivery.deskCode, now, receipt.externalId, receipt.receivedAt],
  );
  if (rowCount === 0) return false;
  await changeStatus(
    tx,
    { jurisdictionCode: delivery.jurisdictionCode, ticketId: delivery.ticketId },
    {
      type: 'received_by_desk',
      at: receipt.receivedAt,
      deskCode: delivery.deskCode,
      acceptedAt: delivery.createdAt,
    },
    SYSTEM,
    now,
  );
  // What the reporter said before this desk was chosen stood in the timeline only.
  await queueUntoldAdditions(tx, delivery, now);
  await releaseFollowers(tx, delivery, now);
  return true;
}

/** Settles a message the desk has taken. With a reopening the desk has the ticket again. */
export async function settleMessageSent(tx: Tx, delivery: SettledDelivery, now: Date): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE delivery SET state = 'sent', settled_at = $3, claimed_at = NULL, last_error = NULL
     WHERE jurisdiction_code = $1 AND id = $2 AND state IN ('pending', 'sending', 'dead')`,
    [delivery.jurisdictionCode, delivery.id, now],
  );
  if (rowCount === 0) return;
  await audit(tx, auditOf(delivery, 'delivery.sent'));
  if (delivery.kind === 'reopen')
    await changeStatus(
      tx,
      { jurisdictionCode: delivery.jurisdictionCode, ticketId: delivery.ticketId },
      { type: 'received_by_desk', at: now, deskCode: delivery.deskCode },
      SYSTEM,
      now,
    );
  await releaseFollowers(tx, delivery, now);
}

/** A failed attempt of a claim that is still ours. */
export interface FailedAttempt extends SettledDelivery {
  claimedAt: Date;
}

async function leaveSending(
  tx: Tx,
  attempt: FailedAttempt,
  to: {
    state: 'pending' | 'refused' | 'dead';
    reason: string;
    nextAttemptAt: Date | null;
    settledAt: Date | null;
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE delivery SET state = $4, last_error = $5, next_attempt_at = COALESCE($6, next_attempt_at), settled_at = $7,
       claimed_at = NULL
     WHERE jurisdiction_code = $1 AND id = $2 AND state = 'sending' AND claimed_at = $3`,
    [
      attempt.jurisdictionCode,
      attempt.id,
      attempt.claimedAt,
      to.state,
      to.reason,
      to.nextAttemptAt,
      to.settledAt,
    ],
  );
  return rowCount > 0;
}

/** Puts a failed attempt back, due at `nextAttemptAt`. */
export async function settleForRetry(
  tx: Tx,
  attempt: FailedAttempt,
  reason: string,
  nextAttemptAt: Date,
): Promise<void> {
  await leaveSending(tx, attempt, { state: 'pending', reason, nextAttemptAt, settledAt: null });
}

/** Gives an attempt up until a person sends it again; what waits behind it stays behind it. */
export async function settleDead(tx: Tx, attempt: FailedAttempt, reason: string): Promise<void> {
  if (!(await leaveSending(tx, attempt, { state: 'dead', reason, nextAttemptAt: null, settledAt: null })))
    return;
  await audit(tx, { ...auditOf(attempt, 'delivery.dead'), outcome: 'refused' });
}

/**
 * The desk declines. A declined work order brings the ticket back to triage with the desk's reason, and ends what was
 * to be told about it; a declined message is only recorded.
 */
export async function settleRefused(
  tx: Tx,
  attempt: FailedAttempt,
  reason: string,
  now: Date,
): Promise<void> {
  if (!(await leaveSending(tx, attempt, { state: 'refused', reason, nextAttemptAt: null, settledAt: now })))
    return;
  if (attempt.kind !== 'work_order') {
    await audit(tx, { ...auditOf(attempt, 'delivery.refused'), outcome: 'refused' });
    await releaseFollowers(tx, attempt, now);
    return;
  }
  await tx.query(
    `UPDATE delivery SET state = 'cancelled', settled_at = $5, last_error = 'the work order was refused'
     WHERE jurisdiction_code = $1 AND ticket_id = $2 AND desk_code = $3 AND sequence > $4 AND state = 'pending'`,
    [attempt.jurisdictionCode, attempt.ticketId, attempt.deskCode, attempt.sequence, now],
  );
  await changeStatus(
    tx,
    { jurisdictionCode: attempt.jurisdictionCode, ticketId: attempt.ticketId },
    { type: 'returned', at: now, deskCode: attempt.deskCode, reasonCode: 'refused_by_desk', text: reason },
    SYSTEM,
    now,
  );
}

function auditOf(delivery: SettledDelivery, action: string) {
  return {
    jurisdictionCode: delivery.jurisdictionCode,
    actor: SYSTEM,
    action,
    subjectKind: 'delivery',
    subjectId: delivery.id,
    data: { ticketId: delivery.ticketId, deskCode: delivery.deskCode, kind: delivery.kind },
  };
}
