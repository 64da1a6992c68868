import { reporterIs, type ContactIndex } from '@/lib/people/contact-store';
import { db, type Tx } from '@/lib/platform/db';
import type { TicketKeys } from './erase-tickets';
import { ENDED_STATUSES, MAY_BE_ERASED } from './ticket-rules';

/** One ticket of a person, and whether its personal data may go now. */
export interface PersonTicket {
  jurisdictionCode: string;
  ticketId: string;
  trackingNumber: string;
  erasable: boolean;
}

/** The tickets of a contact in every prefecture, oldest first. @param hold keeps them until the transaction ends */
export async function ticketsOfPerson(tx: Tx, contact: ContactIndex, hold = false): Promise<PersonTicket[]> {
  const { rows } = await tx.query<PersonTicket>(
    `SELECT t.jurisdiction_code AS "jurisdictionCode", t.id AS "ticketId", t.tracking_number AS "trackingNumber",
       t.status = ANY($2) AND ${MAY_BE_ERASED} AS erasable
     FROM reporter r JOIN ticket t ON t.jurisdiction_code = r.jurisdiction_code AND t.id = r.ticket_id
     WHERE ${reporterIs(contact.kind)} ORDER BY t.jurisdiction_code, t.id${hold ? ' FOR UPDATE OF t' : ''}`,
    [contact.index, ENDED_STATUSES],
  );
  return rows;
}

/** Their keys. */
export function keysOfTickets(tickets: readonly PersonTicket[]): TicketKeys {
  return {
    jurisdictionCodes: tickets.map(({ jurisdictionCode }) => jurisdictionCode),
    ticketIds: tickets.map(({ ticketId }) => ticketId),
  };
}

/** What an erasure would do now: numbers of tickets that go at once, and of those that go later. */
export async function previewErasure(contact: ContactIndex): Promise<{ now: string[]; later: string[] }> {
  const tickets = await ticketsOfPerson(db(), contact);
  const numbers = (erasable: boolean) =>
    tickets.filter((ticket) => ticket.erasable === erasable).map(({ trackingNumber }) => trackingNumber);
  return { now: numbers(true), later: numbers(false) };
}
