import { forgetUploads } from '@/lib/media/retention';
import type { Tx } from '@/lib/platform/db';

/** About 100 metres, as public cases are rounded: enough to count where problems lie, too coarse for a house. */
const POSITION_DIGITS = 3;

/**
 * Empties what people wrote or that shows where somebody lives: description, address, exact position, answers, the number
 * that leads to them in another system, and the texts of the timeline. What happened when, category, district, street and
 * the public case with its released texts stay. The caller holds the tickets.
 */
export async function eraseWordsOf(
  tx: Tx,
  jurisdictionCodes: readonly string[],
  ticketIds: readonly string[],
): Promise<void> {
  const keys = [jurisdictionCodes, ticketIds];
  await tx.query(
    `UPDATE ticket t SET description = '', address = NULL, attributes = '{}', upstream_number = NULL,
       lng = round(t.lng::numeric, ${POSITION_DIGITS})::float8, lat = round(t.lat::numeric, ${POSITION_DIGITS})::float8,
       purged_at = now()
     FROM unnest($1::bpchar[], $2::uuid[]) AS k (j, id) WHERE t.jurisdiction_code = k.j AND t.id = k.id`,
    keys,
  );
  await tx.query(
    `UPDATE ticket_event e SET text = NULL, attachments = NULL FROM unnest($1::bpchar[], $2::uuid[]) AS k (j, id)
     WHERE e.jurisdiction_code = k.j AND e.ticket_id = k.id AND (e.text IS NOT NULL OR e.attachments IS NOT NULL)`,
    keys,
  );
}

/** Removes the photos of these tickets. @returns their files, to be removed after the commit */
export async function erasePhotosOf(
  tx: Tx,
  jurisdictionCodes: readonly string[],
  ticketIds: readonly string[],
): Promise<string[]> {
  const { rows } = await tx.query<{ upload_id: string }>(
    `DELETE FROM ticket_attachment a USING unnest($1::bpchar[], $2::uuid[]) AS k (j, id)
     WHERE a.jurisdiction_code = k.j AND a.ticket_id = k.id RETURNING a.upload_id`,
    [jurisdictionCodes, ticketIds],
  );
  return forgetUploads(
    tx,
    rows.map((row) => row.upload_id),
  );
}
