import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { DomainError } from '@/lib/platform/errors';
import { logger } from '@/lib/platform/log';
import {
  CleanerProcess,
  cleanerProgram,
  type CleanerLimits,
  type CleanFailure,
  type CleanOutcome,
} from './cleaner-process';
import { imageTypeOf, type ImageType } from './image-type';

/** A photo as it may be kept: re-encoded, upright, at most 2048 pixels wide or high, without metadata. */
export interface CleanImage {
  width: number;
  height: number;
  bytes: number;
  sha256: Buffer;
  mediaType: 'image/jpeg';
}

export interface CleanerOptions extends CleanerLimits {
  /** Arguments for node that start the cleaning program. */
  program: readonly string[];
  /** Processes at work at the same time. */
  processes: number;
  /** Photos that may wait for a process; more are refused. */
  maxWaiting: number;
  /** Photos after which a process is replaced, so that what a decoder leaks stays small. */
  jobsPerProcess: number;
}

export interface Cleaner {
  /**
   * Re-encodes `input` into the new file `output`, in another process.
   * @throws DomainError unsupported_image, unreadable_image, image_too_costly, unavailable; `output` is then absent
   */
  clean(input: string, output: string, type: ImageType): Promise<CleanImage>;
  /** Ends the processes; photos still waiting are refused. */
  close(): Promise<void>;
}

/** 60 million pixels of 16-bit interlaced PNG, the worst honest file, stay below 650 MB and 3 s on a small server. */
const DEFAULTS: Omit<CleanerOptions, 'program'> = {
  timeoutMs: 15_000,
  maxResidentMb: 800,
  maxDataMb: 1_024,
  processes: Math.max(2, Math.min(4, availableParallelism())),
  maxWaiting: 64,
  jobsPerProcess: 200,
};

function refusal(failure: CleanFailure): DomainError {
  switch (failure) {
    case 'unsupported':
      return new DomainError('unsupported_image');
    case 'unreadable':
    case 'crashed':
      return new DomainError('unreadable_image');
    case 'too_many_pixels':
    case 'costly':
      return new DomainError('image_too_costly');
    case 'not_started':
      return new DomainError('unavailable', { retryAfterSeconds: 10 });
  }
}

/** A pool of cleaning processes, started when first needed and kept warm. A process that misbehaves is killed and replaced. */
export function createCleaner(options: Partial<CleanerOptions> = {}): Cleaner {
  const settings: CleanerOptions = { ...DEFAULTS, ...options, program: options.program ?? cleanerProgram() };
  const idle: CleanerProcess[] = [];
  const busy = new Set<CleanerProcess>();
  const waiting: { start: () => void; refuse: (error: Error) => void }[] = [];
  let working = 0;
  let closed = false;

  async function enter(): Promise<void> {
    if (closed || waiting.length >= settings.maxWaiting)
      throw new DomainError('unavailable', { retryAfterSeconds: 5 });
    if (working < settings.processes) working += 1;
    else await new Promise<void>((start, refuse) => waiting.push({ start, refuse }));
  }

  /** The place goes straight to the one who waits longest, so `working` never exceeds the number of processes. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next.start();
    else working -= 1;
  }

  async function attempt(input: string, output: string, type: ImageType): Promise<CleanOutcome> {
    const found = idle.pop();
    const worker = found?.usable ? found : new CleanerProcess(settings.program, settings);
    busy.add(worker);
    const outcome = await worker.run({ input, output, type });
    busy.delete(worker);
    if (closed || worker.jobsDone >= settings.jobsPerProcess) await worker.close();
    else if (worker.usable) idle.push(worker);
    return outcome;
  }

  return {
    async clean(input, output, type) {
      await enter();
      try {
        let outcome = await attempt(input, output, type);
        // Something outside may have killed the process; a file that kills it twice is at fault.
        if ('failure' in outcome && outcome.failure === 'crashed' && !closed)
          outcome = await attempt(input, output, type);
        if (closed) throw new DomainError('unavailable', { retryAfterSeconds: 5 });
        if ('failure' in outcome) {
          logger('media').warn({ failure: outcome.failure, type }, 'photo not cleaned');
          throw refusal(outcome.failure);
        }
        const made = await readFile(output);
        if (imageTypeOf(made) !== 'jpeg') throw new Error('the cleaning process made no JPEG');
        return {
          ...outcome,
          bytes: made.length,
          sha256: createHash('sha256').update(made).digest(),
          mediaType: 'image/jpeg',
        };
      } catch (error) {
        await rm(output, { force: true });
        throw error;
      } finally {
        leave();
      }
    },

    async close() {
      closed = true;
      for (const { refuse } of waiting.splice(0))
        refuse(new DomainError('unavailable', { retryAfterSeconds: 5 }));
      await Promise.all([...idle.splice(0), ...busy].map((worker) => worker.close()));
    },
  };
}

// One pool for the process, though a development server evaluates this module once for each route and change.
const held = globalThis as typeof globalThis & { portalCleaner?: Cleaner };

/** The process's own cleaner. */
export function cleaner(): Cleaner {
  return (held.portalCleaner ??= createCleaner());
}

/** Ends the cleaning processes, for a clean stop. */
export async function closeCleaner(): Promise<void> {
  const open = held.portalCleaner;
  held.portalCleaner = undefined;
  await open?.close();
}
