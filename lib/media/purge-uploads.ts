import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { logger } from '@/lib/platform/log';
import { purgeDue } from '@/lib/platform/retention';
import { storage } from '@/lib/platform/storage';
import { UNBOUND_UPLOADS } from './retention';
import { isUploadId } from './upload-key';

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
    // Rows first, then files: a crash between the two leaves files without a row, which the search for orphans finds.
    expired: await purgeDue(actor, UNBOUND_UPLOADS, { clock: { now: () => now } }),
    orphans: await removeOrphans(deps.folders ?? foldersOfHour(now), now),
    temporary: await storage().sweepTemporary(new Date(now.getTime() - ORPHAN_AGE_MS)),
  };
  if (result.orphans > 0) logger('media').warn(result, 'files without a row removed');
  return result;
}
