import type { Tx } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { enqueue } from '@/lib/platform/jobs';
import { currentRequestId } from '@/lib/platform/request-context';
import type { LockedReport } from '@/lib/tickets/lock-reported-ticket';
import type { DeskMessage } from './desk-schemas';

/** States in which the ticket's last desk has nothing to do with it (any more). */
const NOT_WITH_DESK: readonly string[] = ['returned', 'not_accepted', 'withdrawn'];

/**
 * Holds what is still to be told about a ticket until the transaction ends. Settling a delivery locks it first and the
 * ticket after; whoever queues or cancels one must take the same order, so this comes before the ticket's lock.
 */
export async function lockDeliveries(
  tx: Tx,
  key: { jurisdictionCode: string; ticketId: string },
): Promise<void> {
  await tx.query(
    `SELECT 1 FROM delivery WHERE jurisdiction_code = $1 AND ticket_id = $2 AND state IN ('pending', 'sending', 'dead')
     ORDER BY sequence FOR UPDATE`,
    [key.jurisdictionCode, key.ticketId],
  );
}

/**
 * Queues a message to the ticket's desk behind everything that desk has yet to be told, and wakes its loop: claiming
 * parks it while something stands before it. Call `lockDeliveries` and lock the ticket first.
 * @returns false when no desk has or is about to get the ticket: then there is nobody to tell
 */
export async function queueDeskMessage(
  tx: Tx,
  ticket: LockedReport,
  message: { type: DeskMessage['type']; text?: string; eventId: string; now: Date },
): Promise<boolean> {
  const { deskCode, key } = ticket;
  if (!deskCode || NOT_WITH_DESK.includes(ticket.status)) return false;
  const { rowCount } = await tx.query(
    `INSERT INTO delivery (jurisdiction_code, id, ticket_id, desk_code, sequence, kind, text, event_id, next_attempt_at,
       created_at, request_id)
     SELECT $1, $4, $2, $3, max(sequence) + 1, $5, $6, $7, $8, $8, $9
     FROM delivery WHERE jurisdiction_code = $1 AND ticket_id = $2 AND desk_code = $3
     HAVING bool_or(kind = 'work_order' AND state IN ('pending', 'sending', 'sent', 'dead'))`,
    [
      key.jurisdictionCode,
      key.ticketId,
      deskCode,
      newId(message.now.getTime()),
      message.type,
      message.text ?? null,
      message.eventId,
      message.now,
      currentRequestId() ?? null,
    ],
  );
  if (rowCount > 0) await enqueue(tx, 'wake-desk', { deskCode }, { jobKey: `wake-desk:${deskCode}` });
  return rowCount > 0;
}

/**
 * Takes back a work order that no desk can have seen, and what waits behind it. One that was tried, even in vain, may
 * have arrived with its answer lost: that one stays, and the withdrawal follows it.
 * @returns true when it was taken back
 */
export async function cancelUnsentWorkOrder(tx: Tx, ticket: LockedReport, now: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `WITH unsent AS (
       SELECT sequence FROM delivery WHERE jurisdiction_code = $1 AND ticket_id = $2 AND desk_code = $3
         AND kind = 'work_order' AND state = 'pending' AND attempts = 0 AND last_error IS NULL
     )
     UPDATE delivery d SET state = 'cancelled', settled_at = $4 FROM unsent
     WHERE d.jurisdiction_code = $1 AND d.ticket_id = $2 AND d.desk_code = $3 AND d.state = 'pending'
       AND d.sequence >= unsent.sequence`,
    [ticket.key.jurisdictionCode, ticket.key.ticketId, ticket.deskCode, now],
  );
  return rowCount > 0;
}
