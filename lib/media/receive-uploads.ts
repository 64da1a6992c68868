import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { DomainError } from '@/lib/platform/errors';
import { storage } from '@/lib/platform/storage';
import { pumpBody, type BodyLimits } from './pump-body';
import { withUploadPlace } from './upload-places';

/** One photo may have 20 MB (experience.md). */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;
const MAX_FIELDS = 40;
const MAX_FIELD_BYTES = 32 * 1024;
const MAX_PARTS = 200;
/** RFC 2046, section 5.1.1. */
const MAX_BOUNDARY = 70;
const ROOM_FOR_FIELDS = 512 * 1024;

/** A file that arrived. Whoever takes it owns the temporary file; `storeUpload` uses it up. */
export interface ReceivedFile {
  /** The sender's name for it, made harmless; for messages to that sender only, never stored. */
  name: string;
  file: string;
  bytes: number;
}

/** A form that arrived. */
export interface ReceivedForm {
  /** Each file, or why it was refused. An input where nothing was chosen is left out. */
  files: (ReceivedFile | { name: string; error: DomainError })[];
  /** The first value of each field. */
  fields: ReadonlyMap<string, string>;
  /** More files than asked for were sent; those beyond were dropped. */
  tooMany: boolean;
}

export interface ReceiveOptions {
  maxFiles: number;
  /** One bad file refuses the whole request. */
  strict?: boolean;
  limits?: Partial<Omit<BodyLimits, 'maxBytes'>>;
}

interface Part {
  name: string;
  file: string;
  stream: Readable & { truncated?: boolean };
  bytes: number;
  saved: Promise<void>;
}

/** At 4 KB/s nothing useful arrives; a 20 MB photo on a 1 Mbit/s line takes under three minutes. */
const PACE: Omit<BodyLimits, 'maxBytes'> = {
  idleMs: 20_000,
  totalMs: 300_000,
  minBytesPerSecond: 4_096,
  graceMs: 30_000,
};

/** A file name as a message may show it: no folders, no control or direction characters, short. */
function harmlessName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).pop() ?? '';
  return Array.from(last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ''))
    .slice(0, 80)
    .join('')
    .trim();
}

function fault(error: unknown): Error {
  if (error instanceof DomainError) return error;
  if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'))
    return new DomainError('unavailable', { retryAfterSeconds: 60, cause: error });
  return error instanceof Error ? error : new Error('upload failed', { cause: error });
}

function openParser(request: Request, maxFiles: number): busboy.Busboy {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*(;|$)/i.test(contentType) || request.headers.has('content-encoding'))
    throw new DomainError('unsupported_content_type', { params: { expected: 'multipart/form-data' } });
  const boundary = /;\s*boundary=(?:"([^"]*)"|([^;\s]*))/i.exec(contentType);
  const length = (boundary?.[1] ?? boundary?.[2] ?? '').length;
  if (length === 0 || length > MAX_BOUNDARY) throw new DomainError('invalid_multipart');
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: {
        // One more than allowed, so that reaching the limit means being over it.
        fileSize: MAX_UPLOAD_BYTES + 1,
        files: maxFiles,
        fields: MAX_FIELDS,
        fieldSize: MAX_FIELD_BYTES,
        parts: MAX_PARTS,
      },
    });
  } catch (cause) {
    throw new DomainError('invalid_multipart', { cause });
  }
}

async function receive(request: Request, options: ReceiveOptions): Promise<ReceivedForm> {
  const { maxFiles, strict = false } = options;
  const parser = openParser(request, maxFiles);
  const maxBytes = maxFiles * (MAX_UPLOAD_BYTES + 1) + ROOM_FOR_FIELDS;
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
    throw new DomainError('upload_too_large');
  if (!request.body) throw new DomainError('upload_missing');

  const places = await Promise.all(Array.from({ length: maxFiles }, () => storage().temporaryPath()));
  const stop = new AbortController();
  const fail = (error: unknown) => stop.abort(fault(error));
  const parts: Part[] = [];
  const fields = new Map<string, string>();
  let tooMany = false;

  parser.on('file', (_field, stream, { filename }) => {
    // A parser that stops midway destroys this stream with an error, which nobody else may be listening for.
    stream.on('error', () => undefined);
    const file = places[parts.length];
    if (file === undefined) return void stream.resume();
    const part: Part = { name: harmlessName(filename), file, stream, bytes: 0, saved: Promise.resolve() };
    stream.on('data', (chunk: Buffer) => (part.bytes += chunk.length));
    if (strict) stream.on('limit', () => fail(new DomainError('upload_too_large')));
    part.saved = pipeline(stream, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    part.saved.catch(fail);
    parts.push(part);
  });
  parser.on('field', (name, value, { valueTruncated }) => {
    if (valueTruncated)
      fail(new DomainError('body_too_large', { params: { max: `${MAX_FIELD_BYTES / 1024} KB` } }));
    if (name !== undefined && !fields.has(name)) fields.set(name, value);
  });
  parser.on('filesLimit', () => {
    tooMany = true;
    if (strict) fail(new DomainError('too_many_files', { params: { max: maxFiles } }));
  });
  parser.on('fieldsLimit', () => fail(new DomainError('invalid_multipart')));
  parser.on('partsLimit', () => fail(new DomainError('invalid_multipart')));
  parser.on('error', (cause) => fail(new DomainError('invalid_multipart', { cause })));

  try {
    await pumpBody(request.body, { ...PACE, ...options.limits, maxBytes }, stop.signal, (chunk) =>
      parser.write(chunk) ? undefined : new Promise((resolve) => parser.once('drain', () => resolve())),
    );
    await new Promise<void>((resolve, reject) => {
      const aborted = () => reject(fault(stop.signal.reason));
      stop.signal.addEventListener('abort', aborted);
      if (stop.signal.aborted) aborted();
      parser.once('close', resolve);
      parser.end();
    });
    await Promise.all(parts.map((part) => part.saved));
    stop.signal.throwIfAborted();
  } catch (error) {
    parser.destroy();
    await Promise.allSettled(parts.map((part) => part.saved));
    await Promise.all(parts.map((part) => rm(part.file, { force: true })));
    throw fault(error);
  }

  const files: ReceivedForm['files'] = [];
  for (const { name, file, bytes, stream } of parts) {
    const refusal = stream.truncated ? 'upload_too_large' : bytes === 0 ? 'unreadable_image' : null;
    if (refusal) await rm(file, { force: true });
    if (refusal && (bytes > 0 || name !== '')) files.push({ name, error: new DomainError(refusal) });
    else if (!refusal) files.push({ name, file, bytes });
  }
  return { files, fields, tooMany };
}

/**
 * Streams a multipart form with up to `maxFiles` photos to temporary files. A file that is empty or too large is refused
 * by itself, the others stand.
 * @throws DomainError unsupported_content_type, invalid_multipart, upload_too_large (the whole), upload_too_slow,
 *   body_too_large (a field), upload_missing (no body at all), rate_limited, unavailable
 */
export async function receiveUploads(
  actor: Actor,
  request: Request,
  options: ReceiveOptions,
): Promise<ReceivedForm> {
  assertActor(actor, 'public');
  return withUploadPlace(actor.address, () => receive(request, options));
}

/**
 * Streams a multipart body with exactly one photo to a temporary file.
 * @throws DomainError as receiveUploads; besides upload_missing, too_many_files, unreadable_image (empty)
 */
export async function receiveUpload(
  actor: Actor,
  request: Request,
  options: Pick<ReceiveOptions, 'limits'> = {},
): Promise<ReceivedFile> {
  const { files } = await receiveUploads(actor, request, { ...options, maxFiles: 1, strict: true });
  const [only] = files;
  if (!only) throw new DomainError('upload_missing');
  if ('error' in only) throw only.error;
  return only;
}
