import { followerIs, readContact, type ContactIndex } from '@/lib/people/contact-store';
import { db } from '@/lib/platform/db';
import { openFollowerContact } from '@/lib/tickets/cases/confirm-follower';
import { ticketsOfPerson } from './person-tickets';

/**
 * The phone number or e-mail address behind a proven contact: a session knows its index only.
 * @returns undefined when nothing is left that holds it
 */
export async function addressOf(contact: ContactIndex): Promise<string | undefined> {
  const [ticket] = await ticketsOfPerson(db(), contact);
  if (ticket) return (await readContact(db(), ticket))?.[contact.kind];
  const { rows } = await db().query<{ id: string; cipher: Buffer; keyId: string }>(
    `SELECT f.id, f.contact_cipher AS cipher, f.contact_key_id AS "keyId" FROM case_follower f
     WHERE ${followerIs()} LIMIT 1`,
    [contact.index],
  );
  return rows[0] && openFollowerContact(rows[0]);
}
