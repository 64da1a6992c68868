import type { Readable } from 'node:stream';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { logger } from '@/lib/platform/log';
import { storage } from '@/lib/platform/storage';
import { isAttachmentUrlValid } from './attachment-url';

/** A photo ready to be sent. */
export interface OpenAttachment {
  mediaType: string;
  bytes: number;
  stream: Readable;
}

/**
 * Opens the photo that a signed address names.
 * @throws DomainError no_such_page, the same for a wrong or expired signature and for a photo that is gone
 */
export async function openAttachment(
  uploadId: string,
  query: URLSearchParams,
  clock: Clock = systemClock,
): Promise<OpenAttachment> {
  if (!isAttachmentUrlValid(uploadId, query, clock)) throw new DomainError('no_such_page');
  const { rows } = await db().query<{ storage_key: string; media_type: string }>(
    'SELECT storage_key, media_type FROM upload WHERE id = $1',
    [uploadId],
  );
  const [row] = rows;
  if (!row) throw new DomainError('no_such_page');
  const found = await storage().read(row.storage_key);
  if (!found) {
    logger('media').error({ uploadId }, 'stored photo is missing');
    throw new DomainError('no_such_page');
  }
  return { mediaType: row.media_type, ...found };
}
