import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { z } from 'zod';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { keyedHash } from '@/lib/platform/crypto';
import { db, transaction, type Tx } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';
import { storage } from '@/lib/platform/storage';
import { cleaner, type Cleaner } from './cleaner';
import { imageTypeOf, MAGIC_BYTES, type ImageType } from './image-type';
import type { ReceivedFile } from './receive-uploads';
import { NO_JURISDICTION, storageKeyOf } from './upload-key';
import type { uploadReply } from './upload-reply';

/** A stored photo as its sender gets to know it. */
export type StoredUpload = z.infer<typeof uploadReply>;

export interface StoreDeps {
  clock?: Clock;
  cleaner?: Pick<Cleaner, 'clean'>;
}

const LIFE_MS = 24 * 3_600_000;
const CAP_WINDOW_MS = 3_600_000;
/** Unbound photos of one address within an hour. Those that a report has named count no more. */
const MAX_UNBOUND = 40;
const MAX_UNBOUND_BYTES = 64 * 1024 * 1024;
/** In the sandbox one machine plays every resident of a province. */
const SANDBOX_FACTOR = 50;
/** First key of our advisory locks, apart from other users of such locks. */
const LOCK_SPACE = 0x75706c64;

/** @throws DomainError too_many_uploads when the address may not add another photo now */
async function assertBelowCap(tx: Tx, addressHash: Buffer, now: Date): Promise<void> {
  if (!env().rateLimits) return;
  const { rows } = await tx.query<{ photos: number; bytes: string }>(
    `SELECT count(*)::int AS photos, coalesce(sum(u.bytes), 0) AS bytes FROM upload u
     WHERE u.address_hash = $1 AND u.created_at > $2
       AND NOT EXISTS (SELECT 1 FROM ticket_attachment a WHERE a.upload_id = u.id)`,
    [addressHash, new Date(now.getTime() - CAP_WINDOW_MS)],
  );
  const factor = env().sandbox ? SANDBOX_FACTOR : 1;
  const found = rows[0];
  if (found && (found.photos >= MAX_UNBOUND * factor || Number(found.bytes) >= MAX_UNBOUND_BYTES * factor))
    throw new DomainError('too_many_uploads', { retryAfterSeconds: CAP_WINDOW_MS / 1000 });
}

async function typeOfFile(file: string): Promise<ImageType> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
    const type = imageTypeOf(buffer.subarray(0, bytesRead));
    if (type) return type;
  } finally {
    await handle.close();
  }
  throw new DomainError('unsupported_image');
}

/**
 * Cleans a received photo and keeps it for 24 hours, or for good once a report names it. Uses up `received.file`.
 * @throws DomainError too_many_uploads, unsupported_image, unreadable_image, image_too_costly, unavailable
 */
export async function storeUpload(
  actor: Actor,
  received: ReceivedFile,
  deps: StoreDeps = {},
): Promise<StoredUpload> {
  assertActor(actor, 'public');
  const now = (deps.clock ?? systemClock).now();
  const uploadId = randomBytes(16).toString('hex');
  const key = storageKeyOf(uploadId);
  const addressHash = keyedHash('upload-address', actor.address);
  const cleaned = await storage().temporaryPath();
  try {
    await assertBelowCap(db(), addressHash, now);
    const type = await typeOfFile(received.file);
    const image = await (deps.cleaner ?? cleaner()).clean(received.file, cleaned, type);
    await storage().put(key, { file: cleaned });
    await transaction(async (tx) => {
      // Senders of one address queue here, or many at once would all find room below the cap.
      await tx.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCK_SPACE, addressHash.readInt32BE(0)]);
      await assertBelowCap(tx, addressHash, now);
      await tx.query(
        `INSERT INTO upload (id, storage_key, media_type, bytes, width, height, sha256, address_hash, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          uploadId,
          key,
          image.mediaType,
          image.bytes,
          image.width,
          image.height,
          image.sha256,
          addressHash,
          now,
          new Date(now.getTime() + LIFE_MS),
        ],
      );
      await audit(tx, {
        jurisdictionCode: NO_JURISDICTION,
        actor,
        action: 'upload.store',
        subjectKind: 'upload',
        subjectId: uploadId,
        data: { bytes: image.bytes },
      });
    }).catch(async (error: unknown) => {
      await storage().remove(key);
      throw error;
    });
    return { uploadId, width: image.width, height: image.height, bytes: image.bytes };
  } finally {
    await Promise.all([rm(received.file, { force: true }), rm(cleaned, { force: true })]);
  }
}
