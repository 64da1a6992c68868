import { rm } from 'node:fs/promises';
import type { Actor } from '@/lib/platform/actor';
import { DomainError } from '@/lib/platform/errors';
import { receiveUploads, type ReceivedForm } from './receive-uploads';
import { storeUpload, type StoreDeps, type StoredUpload } from './store-upload';

/** What became of each photo of a form, in the order it was sent. */
export type TakenUpload = { name: string; upload: StoredUpload } | { name: string; error: DomainError };

export interface TakenForm {
  photos: TakenUpload[];
  fields: ReadonlyMap<string, string>;
  tooMany: boolean;
}

async function storeOne(
  actor: Actor,
  received: ReceivedForm['files'][number],
  deps: StoreDeps,
): Promise<TakenUpload> {
  if ('error' in received) return received;
  try {
    return { name: received.name, upload: await storeUpload(actor, received, deps) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { name: received.name, error };
  }
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
  try {
    for (const file of files) photos.push(await storeOne(actor, file, deps));
  } finally {
    // A fault at one photo ends the form; those not reached yet are still on disk.
    for (const file of files) if ('file' in file) await rm(file.file, { force: true });
  }
  return { photos, fields, tooMany };
}
