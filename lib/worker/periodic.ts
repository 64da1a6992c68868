import { logger } from '@/lib/platform/log';

/** Something done again and again until it is stopped. */
export interface Periodic {
  /** Resolves when the turn that was under way has ended. */
  stop(): Promise<void>;
}

const LONGEST_PAUSE_MS = 10_000;

/**
 * Does `work` every `pauseMs`, the first time at once, never twice at a time. A failed turn is logged once until one
 * succeeds, and pauses grow to ten seconds meanwhile.
 */
export function every(pauseMs: number, name: string, work: () => Promise<unknown>): Periodic {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failures = 0;
  const turn = async (): Promise<void> => {
    try {
      await work();
      if (failures > 0) logger('worker').info({ task: name, failures }, 'periodic task works again');
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === 1) logger('worker').error({ err: error, task: name }, 'periodic task failed');
    }
    const pause = Math.min(pauseMs * 2 ** Math.min(failures, 10), Math.max(pauseMs, LONGEST_PAUSE_MS));
    if (!stopped) timer = setTimeout(next, pause);
  };
  let current: Promise<void>;
  const next = () => {
    current = turn();
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
