/**
 * A process of its own that re-encodes photos: whatever a hostile file does to the decoder, it does it here, without our
 * secrets in its environment and under the limits that cleaner.ts sets. Talks over IPC: CleanJob in, CleanReply out.
 */
import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import type { ImageType } from './image-type';

/** Decoded pixels we are willing to hold; phones of today make up to 50 million. */
export const MAX_PIXELS = 60_000_000;
const MAX_EDGE = 2048;
const QUALITY = 80;

export interface CleanJob {
  id: number;
  input: string;
  output: string;
  type: ImageType;
}

export type CleanReply =
  | { ready: true }
  | { id: number; width: number; height: number; bytes: number }
  | { id: number; refused: 'unsupported' | 'unreadable' | 'too_many_pixels' };

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile'],
});
sharp.cache(false);
sharp.concurrency(1);

async function clean(job: CleanJob): Promise<CleanReply> {
  // `error` refuses truncated and damaged data yet bears the warnings that many phones' files give.
  const image = sharp(job.input, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 });
  const { format } = await image.metadata();
  if (format !== job.type) return { id: job.id, refused: 'unsupported' };
  // Nothing that sharp's keepX/withX calls would carry over is asked for, so no metadata of the input survives.
  const made = await image
    .autoOrient()
    .resize({ width: MAX_EDGE, height: MAX_EDGE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY })
    .toFile(job.output);
  return { id: job.id, width: made.width, height: made.height, bytes: (await stat(job.output)).size };
}

function refusal(error: unknown): 'unsupported' | 'unreadable' | 'too_many_pixels' {
  const text = error instanceof Error ? error.message : '';
  if (text.includes('pixel limit')) return 'too_many_pixels';
  return text.includes('unsupported image format') ? 'unsupported' : 'unreadable';
}

function reply(message: CleanReply): void {
  process.send?.(message);
}

process.on('message', (job: CleanJob) => {
  clean(job).then(reply, (error: unknown) => reply({ id: job.id, refused: refusal(error) }));
});
process.on('disconnect', () => process.exit(0));
reply({ ready: true });
