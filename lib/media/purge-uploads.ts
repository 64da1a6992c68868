import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db, transaction } from '@/lib/platform/db';
import { logger } from '@/lib/platform/log';
import { storage } from '@/lib/platform/storage';
import { isUploadId, NO_JURISDICTION } from './upload-key';

/** How many things were removed. */
export interface PurgeResult {
  expired: number;
  orphans: number;
  temporary: number;
}

export interface PurgeDeps {
  clock?: Clock;
  /** First folders of storage (00 to ff) to look through for files without a row; a rotating share when left out. */
  folders?: readonly string[];
}

const BATCH = 500;
const ORPHAN_AGE_MS = 3_600_000;
/** Of 256 folders in a run: an hourly job looks at each of them within sixteen hours. */
const FOLDERS_PER_RUN = 16;

function foldersOfHour(now: Date): string[] {
  const first = (Math.floor(now.getTime() / 3_600_000) * FOLDERS_PER_RUN) % 256;
  return Array.from({ length: FOLDERS_PER_RUN }, (_, offset) =>
    (first + offset).toString(16).padStart(2, '0'),
  );
}

function boundMeanwhile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}

/**
 * Removes rows, then files: a crash between the two leaves files without a row, which the search for orphans finds.
 * A report that names a photo holds a key-share lock on its row until it commits, and SKIP LOCKED passes it by; one that
 * committed after our snapshot makes the foreign key refuse the whole batch, and the next run sees its attachment.
 */
async function removeExpired(actor: Actor, now: Date): Promise<number> {
  let removed = 0;
  for (;;) {
    const keys = await transaction(async (tx) => {
      const { rows } = await tx.query<{ storage_key: string }>(
        `DELETE FROM upload WHERE id IN (
           SELECT u.id FROM upload u
           WHERE u.expires_at <= $1 AND NOT EXISTS (SELECT 1 FROM ticket_attachment a WHERE a.upload_id = u.id)
           ORDER BY u.expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING storage_key`,
        [now, BATCH],
      );
      if (rows.length > 0)
        await audit(tx, {
          jurisdictionCode: NO_JURISDICTION,
          actor,
          action: 'upload.purge',
          subjectKind: 'upload',
          subjectId: 'expired',
          data: { count: rows.length },
        });
      return rows.map((row) => row.storage_key);
    }).catch((error: unknown) => {
      if (boundMeanwhile(error)) return [];
      throw error;
    });
    for (const key of keys) await storage().remove(key);
    removed += keys.length;
    if (keys.length < BATCH) return removed;
  }
}

async function removeUnknown(keys: readonly string[]): Promise<number> {
  const ids = keys.map((key) => key.split('/').pop() ?? '');
  const { rows } = await db().query<{ id: string }>('SELECT id FROM upload WHERE id = ANY($1)', [
    ids.filter(isUploadId),
  ]);
  const known = new Set(rows.map((row) => row.id));
  const orphans = keys.filter((_, index) => !known.has(ids[index] ?? ''));
  for (const key of orphans) await storage().remove(key);
  return orphans.length;
}

async function removeOrphans(folders: readonly string[], now: Date): Promise<number> {
  // A file younger than this may belong to a row that is about to be written.
  const before = new Date(now.getTime() - ORPHAN_AGE_MS);
  let removed = 0;
  const batch: string[] = [];
  for (const folder of folders)
    for await (const { key, modifiedAt } of storage().list(folder)) {
      if (modifiedAt < before) batch.push(key);
      if (batch.length === BATCH) removed += await removeUnknown(batch.splice(0));
    }
  if (batch.length > 0) removed += await removeUnknown(batch);
  return removed;
}

/**
 * Removes photos that no report has named within 24 hours, files without a row, and temporary files of dead processes.
 * Safe beside reports that are naming photos at this moment.
 * @throws DomainError forbidden
 */
export async function purgeUploads(actor: Actor, deps: PurgeDeps = {}): Promise<PurgeResult> {
  assertActor(actor, 'system');
  const now = (deps.clock ?? systemClock).now();
  const result = {
    expired: await removeExpired(actor, now),
    orphans: await removeOrphans(deps.folders ?? foldersOfHour(now), now),
    temporary: await storage().sweepTemporary(new Date(now.getTime() - ORPHAN_AGE_MS)),
  };
  if (result.orphans > 0) logger('media').warn(result, 'files without a row removed');
  return result;
}
