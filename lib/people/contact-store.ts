import { blindIndex, seal, unseal } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';

/** How to reach who reported. The phone is E.164, the e-mail address in lower case. */
export interface Contact {
  name?: string;
  phone?: string;
  email?: string;
}

export type ContactKind = 'phone' | 'email';

/** A phone number or e-mail address as it is looked up: nothing readable. */
export interface ContactIndex {
  kind: ContactKind;
  index: Buffer;
}

interface TicketKey {
  jurisdictionCode: string;
  ticketId: string;
}

/** What a ticket's contact is sealed under. */
export const contactContext = (ticketId: string): string => `reporter:${ticketId}`;
const COLUMN: Record<ContactKind, string> = { phone: 'phone_index', email: 'email_index' };

/** A contact that does not open: its key is not configured, or its bytes were changed. */
export class UnreadableContactError extends Error {}

/**
 * The contact of a ticket, opened, or undefined when nobody left one.
 * @throws UnreadableContactError
 */
export async function readContact(tx: Tx, key: TicketKey): Promise<Contact | undefined> {
  const { rows } = await tx.query<{ contact_cipher: Buffer; contact_key_id: string }>(
    'SELECT contact_cipher, contact_key_id FROM reporter WHERE jurisdiction_code = $1 AND ticket_id = $2',
    [key.jurisdictionCode, key.ticketId],
  );
  const row = rows[0];
  if (!row) return undefined;
  try {
    return JSON.parse(
      unseal({ keyId: row.contact_key_id, cipher: row.contact_cipher }, contactContext(key.ticketId)),
    ) as Contact;
  } catch (cause) {
    throw new UnreadableContactError('contact does not open', { cause });
  }
}

/** Seals a ticket's contact, in place of the one before; an empty one leaves no row. */
export async function storeContact(tx: Tx, key: TicketKey, contact: Contact): Promise<void> {
  const values = [key.jurisdictionCode, key.ticketId];
  if (!contact.name && !contact.phone && !contact.email) {
    await tx.query('DELETE FROM reporter WHERE jurisdiction_code = $1 AND ticket_id = $2', values);
    return;
  }
  const { keyId, cipher } = seal(JSON.stringify(contact), contactContext(key.ticketId));
  await tx.query(
    `INSERT INTO reporter (jurisdiction_code, ticket_id, contact_cipher, contact_key_id, phone_index, email_index, retention_class)
     VALUES ($1, $2, $3, $4, $5, $6, 'contact')
     ON CONFLICT (jurisdiction_code, ticket_id) DO UPDATE SET contact_cipher = excluded.contact_cipher,
       contact_key_id = excluded.contact_key_id, phone_index = excluded.phone_index, email_index = excluded.email_index`,
    [
      ...values,
      cipher,
      keyId,
      contact.phone ? blindIndex('phone', contact.phone) : null,
      contact.email ? blindIndex('email', contact.email) : null,
    ],
  );
}

/**
 * SQL that is true for the reporter row `r` of the contact in $1, in every prefecture. Naming the prefectures lets the
 * index be used, whose first column they are.
 */
export function reporterIs(kind: ContactKind): string {
  return `r.jurisdiction_code IN (SELECT code FROM division WHERE level = 'prefecture') AND r.${COLUMN[kind]} = $1`;
}

/** The same for the follower row `f`: indexes of phones and of e-mail addresses never meet. */
export function followerIs(): string {
  return `f.jurisdiction_code IN (SELECT code FROM division WHERE level = 'prefecture') AND f.contact_index = $1`;
}

/** Whether any ticket has this contact, or its owner follows a case. */
export async function isKnownContact(tx: Tx, { kind, index }: ContactIndex): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM reporter r WHERE ${reporterIs(kind)}
     UNION ALL SELECT 1 FROM case_follower f WHERE ${followerIs()} LIMIT 1`,
    [index],
  );
  return rowCount > 0;
}
