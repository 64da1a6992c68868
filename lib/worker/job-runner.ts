import { EventEmitter } from 'node:events';
import { Logger, parseCrontab, run, type Runner, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import { logger } from '@/lib/platform/log';

const CONCURRENCY = 8;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

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
    await runner.promise;
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
