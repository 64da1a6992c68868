import { transaction, type Tx } from '@/lib/platform/db';
import { deskAccess, type DeskAccess } from './desk-access';
import { circuitState, lockDeskHealth } from './desk-circuit';

/** A delivery that is ours to send until its claim grows old. */
export interface ClaimedDelivery {
  jurisdictionCode: string;
  id: string;
  ticketId: string;
  deskCode: string;
  sequence: number;
  kind: string;
  text: string | null;
  /** The timeline row a message tells of. */
  eventId: string | null;
  attempts: number;
  claimedAt: Date;
  requestId: string | null;
  createdAt: Date;
}

/** Longer than an attempt can take: its worker is dead, and the same id may be sent again. */
export const CLAIM_LOST_MS = 30_000;

const COLUMNS = `d.jurisdiction_code AS "jurisdictionCode", d.id, d.ticket_id AS "ticketId", d.desk_code AS "deskCode",
  d.sequence, d.kind, d.text, d.event_id AS "eventId", d.attempts, d.claimed_at AS "claimedAt", d.request_id AS "requestId",
  d.created_at AS "createdAt"`;

async function releaseLostClaims(tx: Tx, desk: DeskAccess, now: Date): Promise<void> {
  await tx.query(
    `UPDATE delivery SET state = 'pending', claimed_at = NULL
     WHERE jurisdiction_code = $1 AND desk_code = $2 AND state = 'sending' AND claimed_at < $3`,
    [desk.jurisdictionCode, desk.code, new Date(now.getTime() - CLAIM_LOST_MS)],
  );
}

async function freePlaces(tx: Tx, desk: DeskAccess, halfOpen: boolean): Promise<number> {
  const { rows } = await tx.query<{ sending: number }>(
    `SELECT count(*)::int AS sending FROM delivery
     WHERE jurisdiction_code = $1 AND desk_code = $2 AND state = 'sending'`,
    [desk.jurisdictionCode, desk.code],
  );
  return (halfOpen ? 1 : desk.maxInFlight) - (rows[0]?.sending ?? 0);
}

/**
 * Takes as many due deliveries of a desk as it may have in flight, oldest first, and of each ticket only the lowest
 * unsettled one. One short transaction; claims of one desk wait for each other.
 * @returns the desk and what was claimed: nothing while it is paused, or its circuit open
 */
export async function claimDeliveries(
  deskCode: string,
  now: Date,
): Promise<{ desk: DeskAccess; claimed: ClaimedDelivery[] } | undefined> {
  return transaction(async (tx) => {
    const health = await lockDeskHealth(tx, deskCode);
    const desk = await deskAccess(deskCode, now, tx);
    if (!desk) return undefined;
    const circuit = circuitState(health, now);
    if (!desk.active || desk.paused || circuit === 'open') return { desk, claimed: [] };
    await releaseLostClaims(tx, desk, now);
    const places = await freePlaces(tx, desk, circuit === 'half-open');
    if (places <= 0) return { desk, claimed: [] };
    // The scalar subquery is one index look-up per row and cannot become a join over the whole backlog.
    const { rows } = await tx.query<ClaimedDelivery>(
      `WITH due AS (
         SELECT p.id FROM delivery p
         WHERE p.jurisdiction_code = $1 AND p.desk_code = $2 AND p.state = 'pending' AND p.next_attempt_at <= $3
           AND p.sequence = (SELECT min(e.sequence) FROM delivery e
             WHERE e.jurisdiction_code = $1 AND e.ticket_id = p.ticket_id AND e.desk_code = $2
               AND e.state IN ('pending', 'sending', 'dead'))
         ORDER BY p.next_attempt_at, p.id LIMIT $4 FOR UPDATE OF p SKIP LOCKED)
       UPDATE delivery d SET state = 'sending', claimed_at = $3, attempts = d.attempts + 1
       FROM due WHERE d.jurisdiction_code = $1 AND d.id = due.id
       RETURNING ${COLUMNS}`,
      [desk.jurisdictionCode, deskCode, now, places],
    );
    return { desk, claimed: rows };
  });
}
