import { EventEmitter } from 'node:events';
import { Logger, parseCrontab, run, type Runner, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import { logger } from '@/lib/platform/log';

const CONCURRENCY = 8;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A runner that has got no answer to "which job?" for so long will get none. */
const FRUITLESS_MS = 5_000;
/** How long a runner that has shut down may take to say that it ended. */
const END_WITHIN_MS = 5_000;

/** graphile-worker's words may hold what a job was given: kinds and ids are logged, its messages are not. */
const bridge = new Logger(() => (level, _message, meta) => {
  if (level !== 'error' && level !== 'warning') return;
  const { error, job } = (meta ?? {}) as { error?: unknown; job?: { id: string; task_identifier: string } };
  logger('jobs').warn(
    { ...(error ? { err: error } : {}), ...(job ? { jobId: job.id, task: job.task_identifier } : {}) },
    'job runner',
  );
});

export interface JobRunnerOptions {
  pool: pg.Pool;
  tasks: TaskList;
  crontab: string;
  /** Told the id under which jobs are locked, before the first is. */
  onRunner: (id: string) => void;
}

/**
 * Two ways in which graphile-worker 0.17 stays dead after its connections were cut. It keeps the failed answer of its
 * first look-up of task ids and asks no more: such a runner is stopped. And one that shuts down with a job's end unwritten
 * may never settle its promise: `deadEnd` resolves in its place.
 */
function deadEnd(events: EventEmitter, stop: () => void): Promise<void> {
  let fruitlessSince: number | undefined;
  events.on('worker:getJob:error', () => {
    fruitlessSince ??= Date.now();
    if (Date.now() - fruitlessSince >= FRUITLESS_MS) stop();
  });
  for (const answered of ['worker:getJob:empty', 'job:start'])
    events.on(answered, () => (fruitlessSince = undefined));
  return new Promise((resolve) => {
    for (const shut of ['pool:gracefulShutdown:complete', 'pool:gracefulShutdown:error'])
      events.once(shut, () => setTimeout(resolve, END_WITHIN_MS).unref());
  });
}

/** Runs jobs until it is stopped. A runner that gives up, as it does when the database goes away, is started anew. */
export class JobRunner {
  #runner: Runner | undefined;
  #stopped = false;
  #wake: (() => void) | undefined;
  readonly #ended: Promise<void>;

  constructor(private readonly options: JobRunnerOptions) {
    this.#ended = this.#keepRunning();
  }

  async #keepRunning(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.#stopped) {
      const started = Date.now();
      try {
        await this.#runOnce();
      } catch (error) {
        logger('jobs').error({ err: error }, 'job runner ended');
      }
      this.#runner = undefined;
      if (this.#stopped) return;
      pause = Date.now() - started > 60_000 ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      await this.#pause(pause);
    }
  }

  async #runOnce(): Promise<void> {
    const { pool, tasks, crontab, onRunner } = this.options;
    const events = new EventEmitter();
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => onRunner(workerPool.id));
    const dead = deadEnd(events, () => void this.#runner?.stop().catch(() => undefined));
    const runner = await run({
      pgPool: pool,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      logger: bridge,
      taskList: tasks,
      parsedCronItems: parseCrontab(crontab),
      events,
      // In batches, because only then is a job whose end cannot be written tried again; else the rejection has no handler.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    this.#runner = runner;
    if (this.#stopped) await runner.stop().catch(() => undefined);
    await Promise.race([runner.promise, dead]);
    runner.promise.catch(() => undefined);
  }

  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Takes no more jobs and waits for those that run. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#runner?.stop().catch(() => undefined);
    await this.#ended;
  }
}
