import type { Actor } from '@/lib/platform/actor';
import { DomainError } from '@/lib/platform/errors';
import { receiveUploads } from './receive-uploads';
import { storeUpload, type StoreDeps, type StoredUpload } from './store-upload';

/** What became of each photo of a form, in the order it was sent. */
export type TakenUpload = { name: string; upload: StoredUpload } | { name: string; error: DomainError };

export interface TakenForm {
  photos: TakenUpload[];
  fields: ReadonlyMap<string, string>;
  tooMany: boolean;
}

/**
 * Receives, cleans and stores the photos of a multipart form sent without script: one bad photo spoils no other.
 * @throws DomainError when the form as a whole cannot be taken: see receiveUploads
 */
export async function takeUploads(
  actor: Actor,
  request: Request,
  options: { maxFiles: number },
  deps: StoreDeps = {},
): Promise<TakenForm> {
  const { files, fields, tooMany } = await receiveUploads(actor, request, options);
  const photos: TakenUpload[] = [];
  for (const file of files) {
    if ('error' in file) {
      photos.push(file);
      continue;
    }
    try {
      photos.push({ name: file.name, upload: await storeUpload(actor, file, deps) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      photos.push({ name: file.name, error });
    }
  }
  return { photos, fields, tooMany };
}
