import { forgetFormsOf } from '@/lib/intake/forget-forms';
import { forgetMessagesTo } from '@/lib/notify/forget-messages';
import { queueMessage } from '@/lib/notify/prepare-message';
import type { ContactIndex } from '@/lib/people/contact-store';
import { forgetSignInsOf } from '@/lib/people/forget-person';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { transaction, type Tx } from '@/lib/platform/db';
import type { Locale } from '@/lib/platform/i18n/locales';
import { newId } from '@/lib/platform/ids';
import { enqueue } from '@/lib/platform/jobs';
import { limit } from '@/lib/platform/rate-limit';
import { storage } from '@/lib/platform/storage';
import { forgetFollowingsOf } from '@/lib/tickets/cases/forget-followings';
import { eraseTickets } from './erase-tickets';
import { addressOf } from './person-address';
import { keysOfTickets, ticketsOfPerson, type PersonTicket } from './person-tickets';

/** A person belongs to no prefecture. */
const EVERYWHERE = '000000';
/** By then the last message has been sent; should it not have been, the job is tried again. */
const FORGET_AFTER_MS = 15 * 60_000;

/** How many tickets were erased at once, and how many will be once they have ended. */
export interface Erased {
  now: number;
  later: number;
}

async function wishErasure(tx: Tx, tickets: readonly PersonTicket[], now: Date): Promise<void> {
  const { jurisdictionCodes, ticketIds } = keysOfTickets(tickets);
  await tx.query(
    `INSERT INTO erasure_wish (jurisdiction_code, ticket_id, asked_at)
     SELECT j, id, $3 FROM unnest($1::bpchar[], $2::uuid[]) AS k (j, id) ON CONFLICT DO NOTHING`,
    [jurisdictionCodes, ticketIds, now],
  );
}

/** The last message, and the job that removes it with its address. */
async function tellLast(
  tx: Tx,
  {
    erasureId,
    contact,
    to,
    locale,
    now,
  }: { erasureId: string; contact: ContactIndex; to: string; locale: Locale; now: Date },
): Promise<void> {
  const messageId = await queueMessage(tx, {
    jurisdictionCode: EVERYWHERE,
    ticketId: erasureId,
    channel: contact.kind === 'phone' ? 'sms' : 'email',
    to,
    templateId: 'data-erased',
    locale,
    variables: {},
    now,
  });
  await enqueue(
    tx,
    'forget-message',
    { jurisdictionCode: EVERYWHERE, messageId },
    { runAt: new Date(now.getTime() + FORGET_AFTER_MS) },
  );
}

/**
 * Erases what is held about a proven contact, as its owner asks: tickets that have ended at once, the others in the night
 * after they have; follows, sessions, codes, drafts and past messages at once. One last message says so. What stays is
 * told before (docs/decisions/0077). Asking again does what is left to do.
 * @throws DomainError rate_limited, forbidden
 */
export async function erasePerson(
  actor: Actor,
  input: { contact: ContactIndex; locale: Locale },
  deps: { clock: Clock } = { clock: systemClock },
): Promise<Erased> {
  assertActor(actor, 'public', 'system');
  const { contact, locale } = input;
  if (actor.kind === 'public') await limit('person-erase', contact.index.toString('hex'));
  const now = deps.clock.now();
  const to = await addressOf(contact);
  // First, and apart: what names the contact without an index is looked through; a crash after it leaves the rest to do.
  if (to) await forgetFormsOf({ ...contact, to });
  const { files, erased } = await transaction(async (tx) => {
    await ticketsOfPerson(tx, contact, true);
    // Looked at again under the locks: a hold that was placed while we waited counts.
    const tickets = await ticketsOfPerson(tx, contact);
    const done = tickets.filter(({ erasable }) => erasable);
    const waiting = tickets.filter(({ erasable }) => !erasable);
    const gone = await eraseTickets(tx, keysOfTickets(done));
    await wishErasure(tx, waiting, now);
    const followed = await forgetFollowingsOf(tx, contact);
    const sessions = await forgetSignInsOf(tx, contact);
    await forgetMessagesTo(tx, contact.index, keysOfTickets(waiting).ticketIds);
    const erasureId = newId(now.getTime());
    if (to) await tellLast(tx, { erasureId, contact, to, locale, now });
    for (const { jurisdictionCode, ticketId, erasable } of tickets)
      await audit(tx, {
        jurisdictionCode,
        actor,
        action: erasable ? 'ticket.erase' : 'ticket.erase-later',
        subjectKind: 'ticket',
        subjectId: ticketId,
        data: { erasureId },
      });
    await audit(tx, {
      jurisdictionCode: EVERYWHERE,
      actor,
      action: 'person.erase',
      subjectKind: 'erasure',
      subjectId: erasureId,
      data: { kind: contact.kind, now: done.length, later: waiting.length, followed, sessions },
    });
    return { files: gone, erased: { now: done.length, later: waiting.length } };
  });
  for (const file of files) await storage().remove(file);
  return erased;
}
