import { forgetContactsOf } from '@/lib/people/forget-contacts';
import type { Tx } from '@/lib/platform/db';
import { readLeft, type Purged, type RetentionRule } from '@/lib/platform/retention';
import { erasePhotosOf } from '@/lib/tickets/erase-words';
import { isOpen, TICKET_STATUSES } from '@/lib/tickets/status';
import { eraseTickets, keysOf, type TicketKeys } from './erase-tickets';

/** States in which nothing is owed any more. A reopened ticket has left them. */
export const ENDED_STATUSES: readonly string[] = TICKET_STATUSES.filter(
  (status) => status !== 'draft' && !isOpen(status),
);

const HELD = `EXISTS (SELECT FROM ticket_hold h WHERE h.jurisdiction_code = t.jurisdiction_code AND h.ticket_id = t.id)`;
/** A desk is still to be told something, for which the words are needed. */
const TO_BE_TOLD = `EXISTS (SELECT FROM delivery d WHERE d.jurisdiction_code = t.jurisdiction_code AND d.ticket_id = t.id
  AND d.state IN ('pending', 'sending'))`;

/** Its reporter has been told how it ended, where they are to be told. */
const TOLD = `NOT EXISTS (SELECT FROM message m WHERE m.jurisdiction_code = t.jurisdiction_code AND m.ticket_id = t.id
  AND m.state IN ('queued', 'sending'))`;

/** SQL that is true for the ticket `t` when its personal data may go now, whatever its class says. */
export const MAY_BE_ERASED = `NOT ${HELD} AND NOT ${TO_BE_TOLD}`;

/** A hold that was placed while we waited for the row was not in our snapshot; from here on its ticket is ours. */
async function withoutHolds(tx: Tx, keys: TicketKeys): Promise<TicketKeys> {
  const { rows } = await tx.query<{ jurisdiction_code: string; ticket_id: string }>(
    `SELECT k.j AS jurisdiction_code, k.id AS ticket_id FROM unnest($1::bpchar[], $2::uuid[]) AS k (j, id)
     WHERE NOT EXISTS (SELECT FROM ticket_hold h WHERE h.jurisdiction_code = k.j AND h.ticket_id = k.id)`,
    [keys.jurisdictionCodes, keys.ticketIds],
  );
  return keysOf(rows);
}

/**
 * A rule about tickets that have ended. Their time begins with the last thing that happened to them, so that a desk's late
 * word, a call-back or a reopening starts it anew.
 * @param rows SQL after FROM that gives tickets as `t`
 * @param which SQL, what of it the class covers
 */
function endedTickets(
  code: string,
  { rows, which }: { rows: string; which: string },
  erase: (tx: Tx, keys: TicketKeys) => Promise<Purged>,
): RetentionRule {
  const covered = `${which} AND t.status = ANY($2)`;
  return {
    code,
    async purge(tx, before, most) {
      const due = await tx.query<{ jurisdiction_code: string; ticket_id: string }>(
        `SELECT t.jurisdiction_code, t.id AS ticket_id FROM ${rows}
         WHERE ${covered} AND t.updated_at < $1 AND ${MAY_BE_ERASED} LIMIT $3 FOR UPDATE OF t SKIP LOCKED`,
        [before, ENDED_STATUSES, most],
      );
      const free = await withoutHolds(tx, keysOf(due.rows));
      return free.ticketIds.length > 0 ? erase(tx, free) : { rows: 0 };
    },
    left: (before) =>
      readLeft(
        `SELECT min(t.updated_at) AS oldest, count(*) FILTER (WHERE t.updated_at < $1)::int AS overdue,
           count(*) FILTER (WHERE t.updated_at < $1 AND ${HELD})::int AS held FROM ${rows} WHERE ${covered}`,
        [before, ENDED_STATUSES],
      ),
  };
}

async function eraseAll(tx: Tx, keys: TicketKeys): Promise<Purged> {
  return { rows: keys.ticketIds.length, files: await eraseTickets(tx, keys) };
}

const TICKET_OF = 't.jurisdiction_code = x.jurisdiction_code AND t.id = x.ticket_id';

/** What is purged of tickets, sooner or later: first who reported and what they showed, then what they said. */
export const TICKET_RULES: readonly RetentionRule[] = [
  endedTickets(
    'erasure-wish',
    { rows: `erasure_wish x JOIN ticket t ON ${TICKET_OF}`, which: TOLD },
    eraseAll,
  ),
  endedTickets(
    'contact',
    { rows: `reporter x JOIN ticket t ON ${TICKET_OF}`, which: `x.retention_class = 'contact'` },
    async (tx, { jurisdictionCodes, ticketIds }) => ({
      rows: await forgetContactsOf(tx, jurisdictionCodes, ticketIds),
    }),
  ),
  endedTickets(
    'photo',
    {
      rows: 'ticket t',
      which: `EXISTS (SELECT FROM ticket_attachment a WHERE a.jurisdiction_code = t.jurisdiction_code AND a.ticket_id = t.id)`,
    },
    async (tx, keys) => ({
      rows: keys.ticketIds.length,
      files: await erasePhotosOf(tx, keys.jurisdictionCodes, keys.ticketIds),
    }),
  ),
  endedTickets(
    'ticket',
    {
      rows: 'ticket t',
      // Something that was told after the purge brings new words, with a time of their own.
      which: `t.retention_class = 'ticket' AND (t.purged_at IS NULL OR t.updated_at > t.purged_at)`,
    },
    eraseAll,
  ),
];
