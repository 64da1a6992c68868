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
  attempts: number;
  claimedAt: Date;
  requestId: string | null;
  createdAt: Date;
}

/** Longer than an attempt can take: its worker is dead, and the same id may be sent again. */
export const CLAIM_LOST_MS = 30_000;

const COLUMNS = `d.jurisdiction_code AS "jurisdictionCode", d.id, d.ticket_id AS "ticketId", d.desk_code AS "deskCode",
  d.sequence, d.kind, d.text, d.attempts, d.claimed_at AS "claimedAt", d.request_id AS "requestId", d.created_at AS "createdAt"`;

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

interface Candidate {
  id: string;
  ticketId: string;
  sequence: number;
  /** The lowest unsettled sequence of the ticket at the desk. */
  head: number;
}

/** The next due deliveries, each with what stands before it. The scalar subquery is one index look-up per row and cannot
 *  become a join over the whole backlog. */
async function dueCandidates(tx: Tx, desk: DeskAccess, now: Date, limit: number): Promise<Candidate[]> {
  const { rows } = await tx.query<Candidate>(
    `SELECT p.id, p.ticket_id AS "ticketId", p.sequence,
       (SELECT min(e.sequence) FROM delivery e
        WHERE e.jurisdiction_code = $1 AND e.ticket_id = p.ticket_id AND e.desk_code = $2
          AND e.state IN ('pending', 'sending', 'dead')) AS head
     FROM delivery p
     WHERE p.jurisdiction_code = $1 AND p.desk_code = $2 AND p.state = 'pending' AND p.next_attempt_at <= $3
     ORDER BY p.next_attempt_at, p.id LIMIT $4`,
    [desk.jurisdictionCode, desk.code, now, limit],
  );
  return rows;
}

async function claimHeads(tx: Tx, desk: DeskAccess, ids: string[], now: Date): Promise<ClaimedDelivery[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<ClaimedDelivery>(
    `WITH free AS (
       SELECT id FROM delivery WHERE jurisdiction_code = $1 AND id = ANY($2::uuid[]) AND state = 'pending'
       FOR UPDATE SKIP LOCKED)
     UPDATE delivery d SET state = 'sending', claimed_at = $3, attempts = d.attempts + 1
     FROM free WHERE d.jurisdiction_code = $1 AND d.id = free.id
     RETURNING ${COLUMNS}`,
    [desk.jurisdictionCode, ids, now],
  );
  return rows;
}

/**
 * Takes deliveries that wait behind another out of the due list, so that no claim looks at them again; settling the one
 * before puts the next back. The share lock on the one before makes the two exclude each other: one that is being
 * settled at this moment is skipped, one that has been settled meanwhile no longer matches.
 */
async function parkFollowers(tx: Tx, desk: DeskAccess, waiting: Candidate[]): Promise<number> {
  if (waiting.length === 0) return 0;
  const { rowCount } = await tx.query(
    `WITH waiting AS (
       SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::int[]) AS w(id, ticket_id, head)
     ), held AS (
       SELECT w.id FROM waiting w JOIN delivery h ON h.jurisdiction_code = $1 AND h.ticket_id = w.ticket_id
         AND h.desk_code = $2 AND h.sequence = w.head
       WHERE h.state IN ('pending', 'sending', 'dead') FOR SHARE OF h SKIP LOCKED)
     UPDATE delivery d SET next_attempt_at = 'infinity'
     FROM held WHERE d.jurisdiction_code = $1 AND d.id = held.id AND d.state = 'pending'`,
    [
      desk.jurisdictionCode,
      desk.code,
      waiting.map((row) => row.id),
      waiting.map((row) => row.ticketId),
      waiting.map((row) => row.head),
    ],
  );
  return rowCount;
}

/** A claim looks at a few more due deliveries than it may take, and at no more than this many such pages. */
const PAGES = 32;
const pageSize = (places: number): number => Math.max(16, places * 3);

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
    const claimed: ClaimedDelivery[] = [];
    for (let page = 0; page < PAGES && claimed.length < places; page += 1) {
      const size = pageSize(places);
      const candidates = await dueCandidates(tx, desk, now, size);
      const heads = candidates.filter((row) => row.sequence === row.head).slice(0, places - claimed.length);
      const taken = await claimHeads(
        tx,
        desk,
        heads.map((row) => row.id),
        now,
      );
      claimed.push(...taken);
      const parked = await parkFollowers(
        tx,
        desk,
        candidates.filter((row) => row.sequence > row.head),
      );
      if (candidates.length < size || taken.length + parked === 0) break;
    }
    return { desk, claimed };
  });
}
