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

interface DeskOfTicket {
  jurisdictionCode: string;
  ticketId: string;
  deskCode: string;
}

interface NewDelivery {
  type: DeskMessage['type'];
  text: string | null;
  eventId: string;
  now: Date;
}

/** Puts one message behind all that stand for the desk, unless no work order leads them. */
async function queueLast(
  tx: Tx,
  of: DeskOfTicket,
  { type, text, eventId, now }: NewDelivery,
): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO delivery (jurisdiction_code, id, ticket_id, desk_code, sequence, kind, text, event_id, next_attempt_at,
       created_at, request_id)
     SELECT $1, $4, $2, $3, max(sequence) + 1, $5, $6, $7, $8, $8, $9
     FROM delivery WHERE jurisdiction_code = $1 AND ticket_id = $2 AND desk_code = $3
     HAVING bool_or(kind = 'work_order' AND state IN ('pending', 'sending', 'sent', 'dead'))`,
    [
      of.jurisdictionCode,
      of.ticketId,
      of.deskCode,
      newId(now.getTime()),
      type,
      text,
      eventId,
      now,
      currentRequestId() ?? null,
    ],
  );
  return rowCount;
}

/**
 * Queues the additions that a desk was not told of behind its work order, oldest first: those made while no desk had the
 * ticket, or another one. Each goes once, with its photos. The caller holds the ticket, so nobody else counts sequences.
 * @param except a row of the timeline that the caller queues itself
 */
export async function queueUntoldAdditions(
  tx: Tx,
  of: DeskOfTicket,
  now: Date,
  except: string | null = null,
): Promise<void> {
  const { rows } = await tx.query<{ id: string; text: string | null }>(
    `SELECT e.id, e.text FROM ticket_event e
     WHERE e.jurisdiction_code = $1 AND e.ticket_id = $2 AND e.type = 'addition' AND e.is_public
       AND e.id IS DISTINCT FROM $4
       AND NOT EXISTS (SELECT 1 FROM delivery k WHERE k.jurisdiction_code = $1 AND k.ticket_id = $2
         AND k.desk_code = $3 AND k.event_id = e.id AND k.state <> 'cancelled')
     ORDER BY e.at, e.id`,
    [of.jurisdictionCode, of.ticketId, of.deskCode, except],
  );
  for (const { id, text } of rows) await queueLast(tx, of, { type: 'addition', text, eventId: id, now });
  if (rows.length > 0) await wakeDesk(tx, of.deskCode);
}

const wakeDesk = (tx: Tx, deskCode: string) =>
  enqueue(tx, 'wake-desk', { deskCode }, { jobKey: `wake-desk:${deskCode}` });

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
  const of = { ...key, deskCode };
  await queueUntoldAdditions(tx, of, message.now, message.eventId);
  const queued = await queueLast(tx, of, { ...message, text: message.text ?? null });
  if (queued > 0) await wakeDesk(tx, deskCode);
  return queued > 0;
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
