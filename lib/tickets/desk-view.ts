import type { Clock } from '@/lib/platform/clock';
import { unseal } from '@/lib/platform/crypto';
import { db } from '@/lib/platform/db';
import { attachmentUrl } from '@/lib/media/attachment-url';
import { contactContext } from '@/lib/people/contact-store';

/** What a desk may know of a ticket it is to handle. The reporter is missing where they asked to be. */
export interface DeskTicket {
  ticketId: string;
  trackingNumber: string;
  upstreamNumber: string | null;
  categoryCode: string | null;
  divisionCode: string;
  streetCode: string | null;
  gridId: string | null;
  /** Never empty without coordinates. */
  address: string;
  lng: number | null;
  lat: number | null;
  assetCode: string | null;
  description: string;
  attributes: Record<string, string | number | boolean | string[]>;
  occurredAt: Date | null;
  acceptedAt: Date | null;
  dueAt: Date | null;
  urgency: string;
  requestType: string;
  keepSecret: boolean;
  reporter: { name?: string; phone?: string; email?: string } | null;
  /**
   * The report's own photos, and those answered with before this hand-over was made. An addition's photos travel with its
   * words, which every desk of the ticket is told.
   */
  attachments: DeskAttachment[];
}

/** A photo as a desk gets it. */
export interface DeskAttachment {
  url: string;
  sha256: string;
  mediaType: string;
}

interface Photo {
  uploadId: string;
  sha256: string;
  mediaType: string;
}

interface Row extends Omit<DeskTicket, 'address' | 'reporter' | 'attachments'> {
  anonymous: boolean;
  address: string | null;
  divisionName: string | null;
  contactCipher: Buffer | null;
  contactKeyId: string | null;
  photos: Photo[];
}

const LINK_SECONDS = 30 * 86_400;

function linked({ uploadId, sha256, mediaType }: Photo, clock: Clock): DeskAttachment {
  return { url: attachmentUrl(uploadId, LINK_SECONDS, clock), sha256, mediaType };
}

/** Name and phone, for the call back; an e-mail address only where there is no phone. */
function reporterOf(row: Row): DeskTicket['reporter'] {
  if (row.keepSecret || row.anonymous || !row.contactCipher || !row.contactKeyId) return null;
  const { name, phone, email } = JSON.parse(
    unseal({ keyId: row.contactKeyId, cipher: row.contactCipher }, contactContext(row.ticketId)),
  ) as { name?: string; phone?: string; email?: string };
  const known = { ...(name ? { name } : {}), ...(phone ? { phone } : email ? { email } : {}) };
  return Object.keys(known).length > 0 ? known : null;
}

/**
 * Tickets of one prefecture as a desk may see them, by ticket id; unknown ids are missing. Each is opened by itself,
 * and throws then if its contact cannot be read: one such ticket must not hold up the others.
 * @param sentAt per ticket the time its hand-over was made: photo links count their 30 days from it, so that every
 *   repetition of a hand-over has the same content, as the contract wants
 */
export async function deskTickets(
  jurisdictionCode: string,
  sentAt: ReadonlyMap<string, Date>,
): Promise<Map<string, () => DeskTicket>> {
  const { rows } = await db().query<Row>(
    `SELECT t.id AS "ticketId", t.tracking_number AS "trackingNumber", t.upstream_number AS "upstreamNumber",
       t.category_code AS "categoryCode", t.division_code AS "divisionCode", v.name_zh AS "divisionName",
       t.street_code AS "streetCode", t.grid_id AS "gridId", t.address, t.lng, t.lat, t.asset_code AS "assetCode",
       t.description, t.attributes, t.occurred_at AS "occurredAt", t.accepted_at AS "acceptedAt", t.due_at AS "dueAt",
       t.urgency, t.request_type AS "requestType", t.keep_secret AS "keepSecret", t.anonymous,
       r.contact_cipher AS "contactCipher", r.contact_key_id AS "contactKeyId",
       COALESCE((SELECT json_agg(json_build_object('uploadId', u.id, 'sha256', encode(u.sha256, 'hex'),
                                                   'mediaType', u.media_type) ORDER BY a.position)
         FROM ticket_attachment a JOIN upload u ON u.id = a.upload_id
         LEFT JOIN ticket_event e ON e.jurisdiction_code = a.jurisdiction_code AND e.ticket_id = a.ticket_id
           AND e.id = a.event_id
         WHERE a.jurisdiction_code = t.jurisdiction_code AND a.ticket_id = t.id
           AND (a.event_id IS NULL OR (e.type <> 'addition' AND e.recorded_at < s.at))), '[]') AS photos
     FROM unnest($2::uuid[], $3::timestamptz[]) AS s(id, at)
     JOIN ticket t ON t.jurisdiction_code = $1 AND t.id = s.id
     LEFT JOIN division v ON v.code = t.division_code
     LEFT JOIN reporter r ON r.jurisdiction_code = t.jurisdiction_code AND r.ticket_id = t.id`,
    [jurisdictionCode, [...sentAt.keys()], [...sentAt.values()]],
  );
  return new Map(
    rows.map((row) => {
      const { anonymous: _a, contactCipher: _c, contactKeyId: _k, photos, divisionName, ...facts } = row;
      const clock = { now: () => sentAt.get(row.ticketId) ?? new Date() };
      return [
        row.ticketId,
        () => ({
          ...facts,
          address: row.address ?? (row.lng === null ? (divisionName ?? row.divisionCode) : ''),
          reporter: reporterOf(row),
          attachments: photos.map((photo) => linked(photo, clock)),
        }),
      ];
    }),
  );
}

/** The photos that came with one row of a timeline, for the message that tells the desk of it. */
export async function eventPhotos(
  key: { jurisdictionCode: string; ticketId: string },
  eventId: string,
  sentAt: Date,
): Promise<DeskAttachment[]> {
  const { rows } = await db().query<Photo>(
    `SELECT u.id AS "uploadId", encode(u.sha256, 'hex') AS sha256, u.media_type AS "mediaType"
     FROM ticket_attachment a JOIN upload u ON u.id = a.upload_id
     WHERE a.jurisdiction_code = $1 AND a.ticket_id = $2 AND a.event_id = $3 ORDER BY a.position`,
    [key.jurisdictionCode, key.ticketId, eventId],
  );
  return rows.map((photo) => linked(photo, { now: () => sentAt }));
}
