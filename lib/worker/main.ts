import { closeDb, transaction } from '@/lib/platform/db';
import { enqueue } from '@/lib/platform/jobs';
import { logger } from '@/lib/platform/log';
import { startWorker, type Worker } from './worker';

/** A send takes ten seconds at most; what has not ended after this is repeated by the next worker under the same id. */
const GRACE_MS = 14_000;
const LONGEST_PAUSE_MS = 5_000;

let stopping = false;
let wake: (() => void) | undefined;

/** The database may start later than we do, or be starting anew. */
async function startPatiently(): Promise<Worker | undefined> {
  for (let pause = 250; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await startWorker();
    } catch (error) {
      logger('worker').warn({ err: error }, 'worker cannot start yet');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
  return undefined;
}

/** The start may have imported a calendar: what hangs on it need not wait for its hour. */
async function followCalendar(): Promise<void> {
  try {
    await transaction(async (tx) => {
      for (const name of ['recompute-deadlines', 'check-calendar'] as const)
        await enqueue(tx, name, {}, { jobKey: `${name}:start` });
    });
  } catch (error) {
    logger('worker').warn({ err: error }, 'the calendar is looked at in its hour');
  }
}

/** The worker process: runs until SIGTERM or SIGINT, then finishes what is under way. */
async function main(): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    const stop = () => {
      stopping = true;
      wake?.();
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
  const worker = await startPatiently();
  if (worker) await followCalendar();
  await asked;
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  await worker?.stop();
  await closeDb();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    logger('worker').error({ err: error }, 'worker failed');
    process.exit(1);
  },
);
