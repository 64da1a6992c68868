import { forgetMessagesOf } from '@/lib/notify/forget-messages';
import { forgetContactsOf } from '@/lib/people/forget-contacts';
import type { Tx } from '@/lib/platform/db';
import { forgetWordsToDesks } from '@/lib/routing/forget-words';
import { erasePhotosOf, eraseWordsOf } from '@/lib/tickets/erase-words';

/** Tickets by their keys, as two columns of the same length. */
export interface TicketKeys {
  jurisdictionCodes: string[];
  ticketIds: string[];
}

/** The keys of rows. */
export function keysOf(rows: readonly { jurisdiction_code: string; ticket_id: string }[]): TicketKeys {
  return {
    jurisdictionCodes: rows.map((row) => row.jurisdiction_code),
    ticketIds: rows.map((row) => row.ticket_id),
  };
}

/**
 * Erases everything personal about tickets that the caller holds: words, exact place, contact, photos, messages, and what
 * desks were told in words. Number, state, times, category, district and public case stay (docs/decisions/0075).
 * @returns files of photos, to be removed after the commit
 */
export async function eraseTickets(tx: Tx, { jurisdictionCodes, ticketIds }: TicketKeys): Promise<string[]> {
  await eraseWordsOf(tx, jurisdictionCodes, ticketIds);
  await forgetWordsToDesks(tx, jurisdictionCodes, ticketIds);
  await forgetContactsOf(tx, jurisdictionCodes, ticketIds);
  await forgetMessagesOf(tx, jurisdictionCodes, ticketIds);
  await tx.query(
    `UPDATE reporter_reveal r SET text = '' FROM unnest($1::bpchar[], $2::uuid[]) AS k (j, id)
     WHERE r.jurisdiction_code = k.j AND r.ticket_id = k.id`,
    [jurisdictionCodes, ticketIds],
  );
  await tx.query(
    `DELETE FROM erasure_wish w USING unnest($1::bpchar[], $2::uuid[]) AS k (j, id)
     WHERE w.jurisdiction_code = k.j AND w.ticket_id = k.id`,
    [jurisdictionCodes, ticketIds],
  );
  return erasePhotosOf(tx, jurisdictionCodes, ticketIds);
}
