import { attachmentUrl } from '@/lib/media/attachment-url';
import { openMessage, STORED_COLUMNS, type StoredMessage } from '@/lib/notify/claim-message';
import { providerTemplateId, renderSms } from '@/lib/notify/render';
import { readContact, type ContactIndex } from '@/lib/people/contact-store';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { hiddenCategories } from '@/lib/tickets/cases/hidden-categories';
import { casesFollowedBy } from '@/lib/tickets/cases/followed-cases';
import { findTrackedTicket } from '@/lib/tickets/queries';
import { reference } from '@/lib/tickets/reference';
import { publicTicketView } from '@/lib/tickets/views';
import type { PersonData } from './export-schema';
import { addressOf } from './person-address';
import { ticketsOfPerson, type PersonTicket } from './person-tickets';

const LINK_SECONDS = 86_400;

interface OwnWords {
  description: string;
  address: string | null;
  lng: number | null;
  lat: number | null;
  answers: Record<string, unknown>;
  keepSecret: boolean;
  erasedWhenClosed: boolean;
  photos: string[];
}

async function reportOf(key: PersonTicket, clock: Clock): Promise<PersonData['reports'][number] | undefined> {
  const ticket = await findTrackedTicket(key.trackingNumber);
  const { rows } = await db().query<OwnWords>(
    `SELECT t.description, t.address, t.lng, t.lat, t.attributes AS answers, t.keep_secret AS "keepSecret",
       EXISTS (SELECT FROM erasure_wish w WHERE w.jurisdiction_code = t.jurisdiction_code AND w.ticket_id = t.id)
         AS "erasedWhenClosed",
       array(SELECT a.upload_id FROM ticket_attachment a WHERE a.jurisdiction_code = t.jurisdiction_code
         AND a.ticket_id = t.id ORDER BY a.position) AS photos
     FROM ticket t WHERE t.jurisdiction_code = $1 AND t.id = $2`,
    [key.jurisdictionCode, key.ticketId],
  );
  const own = rows[0];
  // Erased while we read.
  if (!ticket || !own) return undefined;
  const { photos, ...words } = own;
  const contact = await readContact(db(), key);
  return {
    ...publicTicketView(ticket, await reference(), clock.now(), await hiddenCategories()),
    ...words,
    name: contact?.name ?? null,
    phone: contact?.phone ?? null,
    email: contact?.email ?? null,
    photoLinks: photos.map((id) => attachmentUrl(id, LINK_SECONDS, clock)),
  };
}

async function messagesTo({ index }: ContactIndex): Promise<PersonData['messages']> {
  const { rows } = await db().query<StoredMessage & { jurisdictionCode: string; at: Date }>(
    `SELECT ${STORED_COLUMNS}, jurisdiction_code AS "jurisdictionCode", created_at AS at FROM message
     WHERE address_index = $1 ORDER BY created_at, id`,
    [index],
  );
  return rows.flatMap((row) => {
    const message = openMessage({ jurisdictionCode: row.jurisdictionCode, messageId: row.id }, row);
    if (!message) return [];
    // What an e-mail says in more words is the same news.
    const text = renderSms(providerTemplateId(message.templateId, message.locale), message.variables);
    return [{ at: row.at.toISOString(), channel: row.channel, state: row.state, to: message.to, text }];
  });
}

async function signInsOf({
  kind,
  index,
}: ContactIndex): Promise<Pick<PersonData, 'sessions' | 'codes' | 'optedOut'>> {
  const read = async <R extends object>(text: string, values: unknown[]) =>
    (await db().query<R>(text, values)).rows;
  const sessions = await read<{ startedAt: Date; lastSeenAt: Date; ended: boolean }>(
    `SELECT created_at AS "startedAt", last_seen_at AS "lastSeenAt", revoked_at IS NOT NULL AS ended
     FROM citizen_session WHERE contact_kind = $1 AND contact_index = $2 ORDER BY created_at`,
    [kind, index],
  );
  const codes = await read<{ askedAt: Date; purpose: string; used: boolean }>(
    `SELECT created_at AS "askedAt", purpose, used_at IS NOT NULL AS used
     FROM one_time_code WHERE contact_kind = $1 AND contact_index = $2 ORDER BY created_at`,
    [kind, index],
  );
  const optedOut = await read<{ channel: string; since: Date }>(
    'SELECT channel, at AS since FROM opt_out WHERE address_index = $1 ORDER BY at',
    [index],
  );
  return {
    sessions: sessions.map((row) => ({
      ...row,
      startedAt: row.startedAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
    })),
    codes: codes.map((row) => ({ ...row, askedAt: row.askedAt.toISOString() })),
    optedOut: optedOut.map((row) => ({ ...row, since: row.since.toISOString() })),
  };
}

/** Everything that is held about a proven contact, in every prefecture: for its owner's eyes only. */
export async function collectPerson(
  contact: ContactIndex,
  deps: { clock: Clock } = { clock: systemClock },
): Promise<PersonData> {
  const reports = [];
  for (const key of await ticketsOfPerson(db(), contact)) {
    const report = await reportOf(key, deps.clock);
    if (report) reports.push(report);
  }
  return {
    madeAt: deps.clock.now().toISOString(),
    contact: { kind: contact.kind, address: (await addressOf(contact)) ?? null },
    reports,
    following: (await casesFollowedBy(contact)).map(({ caseId, category, division, followedAt }) => ({
      caseId,
      category,
      division,
      since: followedAt.toISOString(),
    })),
    messages: await messagesTo(contact),
    ...(await signInsOf(contact)),
  };
}
