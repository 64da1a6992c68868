import type { Tx } from '@/lib/platform/db';
import { readLeft, type RetentionRule } from '@/lib/platform/retention';

/**
 * Photos that no report has named. A report that names one holds a key-share lock on its row until it commits, and SKIP
 * LOCKED passes it by; one that committed after our snapshot makes the foreign key refuse the batch.
 */
export const UNBOUND_UPLOADS: RetentionRule = {
  code: 'upload',
  async purge(tx, before, most) {
    const { rows } = await tx.query<{ storage_key: string }>(
      `DELETE FROM upload WHERE id IN (
         SELECT u.id FROM upload u
         WHERE u.expires_at <= $1 AND NOT EXISTS (SELECT 1 FROM ticket_attachment a WHERE a.upload_id = u.id)
         ORDER BY u.expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING storage_key`,
      [before, most],
    );
    return { rows: rows.length, files: rows.map((row) => row.storage_key) };
  },
  left: (before) =>
    readLeft(
      `SELECT min(expires_at) AS oldest, count(*) FILTER (WHERE expires_at <= $1)::int AS overdue, 0 AS held
       FROM upload u WHERE NOT EXISTS (SELECT 1 FROM ticket_attachment a WHERE a.upload_id = u.id)`,
      [before],
    ),
};

/** Removes photos that no report names any more. @returns their files, to be removed after the commit */
export async function forgetUploads(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ storage_key: string }>(
    'DELETE FROM upload WHERE id = ANY($1) RETURNING storage_key',
    [ids],
  );
  return rows.map((row) => row.storage_key);
}
