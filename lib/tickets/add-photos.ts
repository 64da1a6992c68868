import type { Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import type { TicketKey } from './change-status-types';

/** A ticket's photos in all. The desk contract carries no more with one work order. */
export const MAX_TICKET_PHOTOS = 20;

/**
 * Binds uploads to a ticket beside a row of its timeline. The caller holds the ticket's lock.
 * @throws DomainError upload_unavailable (expired, unknown or bound elsewhere), too_many_photos
 */
export async function addPhotos(
  tx: Tx,
  key: TicketKey,
  eventId: string,
  uploadIds: readonly string[],
): Promise<void> {
  if (uploadIds.length === 0) return;
  const { rows } = await tx.query<{ photos: number; last: number; free: number }>(
    `SELECT count(a.*)::int AS photos, COALESCE(max(a.position), 0)::int AS last,
       (SELECT count(*)::int FROM upload u WHERE u.id = ANY($3)
          AND NOT EXISTS (SELECT 1 FROM ticket_attachment b WHERE b.upload_id = u.id)) AS free
     FROM ticket_attachment a WHERE a.jurisdiction_code = $1 AND a.ticket_id = $2`,
    [key.jurisdictionCode, key.ticketId, [...uploadIds]],
  );
  const held = rows[0] ?? { photos: 0, last: 0, free: 0 };
  if (held.free < uploadIds.length) throw new DomainError('upload_unavailable');
  if (held.photos + uploadIds.length > MAX_TICKET_PHOTOS)
    throw new DomainError('too_many_photos', { params: { max: MAX_TICKET_PHOTOS } });
  await tx.query(
    `INSERT INTO ticket_attachment (jurisdiction_code, ticket_id, position, upload_id, event_id)
     SELECT $1, $2, $3 + u.n, u.id, $4 FROM unnest($5::text[]) WITH ORDINALITY AS u(id, n)`,
    [key.jurisdictionCode, key.ticketId, held.last, eventId, [...uploadIds]],
  );
}
