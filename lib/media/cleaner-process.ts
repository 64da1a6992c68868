import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { CleanJob } from './clean-image';

/** What one cleaning process may use. */
export interface CleanerLimits {
  /** Longest work on one photo. */
  timeoutMs: number;
  /** Resident memory above which the process is killed while it works (Linux). */
  maxResidentMb: number;
  /** Hard limit on its data segment, set before it starts; an allocation beyond it fails. */
  maxDataMb: number;
}

/** Why a photo was not cleaned. `crashed`: the process died by itself; `costly`: it was killed for time or memory. */
export type CleanFailure =
  'unsupported' | 'unreadable' | 'too_many_pixels' | 'costly' | 'crashed' | 'not_started';

export type CleanOutcome = { width: number; height: number } | { failure: CleanFailure };

const START_TIMEOUT_MS = 20_000;
const WATCH_INTERVAL_MS = 40;
const MAX_OUTPUT_KB = 65_536;

const size = z.number().int().min(1).max(2048);
// The process handled hostile bytes, so what it says is input.
const replySchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.number(), width: size, height: size }),
  z.object({ id: z.number(), refused: z.enum(['unsupported', 'unreadable', 'too_many_pixels']) }),
]);

/** Arguments for node that start the cleaning program: its bundle, or its source where nothing was bundled. */
export function cleanerProgram(): string[] {
  const bundle = path.join(process.cwd(), '.build', 'clean-image.mjs');
  return existsSync(/* turbopackIgnore: true */ bundle) ? [bundle] : cleanerSource();
}

/** The program from its source, through tsx. */
export function cleanerSource(): string[] {
  return ['--import', 'tsx', path.join(process.cwd(), 'lib', 'media', 'clean-image.ts')];
}

function residentMb(pid: number): number {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) / 1024 : 0;
  } catch {
    return 0;
  }
}

/** One living cleaning process; does one job at a time. */
export class CleanerProcess {
  jobsDone = 0;
  private readonly child: ChildProcess;
  private readonly started: Promise<boolean>;
  private settle: ((outcome: CleanOutcome) => void) | undefined;
  private current = 0;
  private dead = false;

  constructor(
    program: readonly string[],
    private readonly limits: CleanerLimits,
  ) {
    // No core file may hold a person's photo; a shell without one of these limits goes on with the others.
    const shell = [
      'ulimit -c 0 2>/dev/null',
      `ulimit -f ${MAX_OUTPUT_KB} 2>/dev/null`,
      `ulimit -d ${limits.maxDataMb * 1024} 2>/dev/null`,
      'exec "$@"',
    ].join('; ');
    this.child = spawn(
      '/bin/sh',
      ['-c', shell, 'sh', process.execPath, '--max-old-space-size=64', ...program],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        // Nothing of our environment: the secrets in it are not for a process that reads strangers' files.
        env: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2', VIPS_BLOCK_UNTRUSTED: '1' },
      },
    );
    this.started = new Promise((resolve) => {
      const timer = setTimeout(() => this.kill(), START_TIMEOUT_MS);
      timer.unref();
      const settle = (ready: boolean) => {
        clearTimeout(timer);
        resolve(ready);
      };
      this.child.on('message', (message: unknown) => {
        const reply = replySchema.safeParse(message);
        if (!reply.success) return this.kill();
        if ('ready' in reply.data) return settle(true);
        if (reply.data.id !== this.current) return;
        if ('refused' in reply.data) this.finish({ failure: reply.data.refused });
        else this.finish({ width: reply.data.width, height: reply.data.height });
      });
      const end = () => {
        this.dead = true;
        settle(false);
        this.finish({ failure: 'crashed' });
      };
      this.child.on('error', end);
      this.child.on('exit', end);
    });
    this.lowerPriority();
    this.hold(false);
  }

  get usable(): boolean {
    return !this.dead;
  }

  /** Cleans one photo; never throws. A process that failed by time, memory or crash is dead afterwards. */
  async run(job: Omit<CleanJob, 'id'>): Promise<CleanOutcome> {
    this.hold(true);
    if (!(await this.started)) return { failure: 'not_started' };
    const { pid } = this.child;
    const outcome = new Promise<CleanOutcome>((resolve) => (this.settle = resolve));
    const stop = () => {
      this.finish({ failure: 'costly' });
      this.kill();
    };
    const timer = setTimeout(stop, this.limits.timeoutMs);
    const watch = setInterval(() => {
      if (pid !== undefined && residentMb(pid) > this.limits.maxResidentMb) stop();
    }, WATCH_INTERVAL_MS);
    this.current += 1;
    this.child.send({ ...job, id: this.current }, (error) => {
      if (error) this.finish({ failure: 'crashed' });
    });
    try {
      return await outcome;
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      this.jobsDone += 1;
      this.hold(false);
    }
  }

  /** Ends the process; resolves when it is gone. */
  async close(): Promise<void> {
    if (this.dead) return;
    const gone = new Promise<void>((resolve) => this.child.once('close', () => resolve()));
    this.hold(true);
    this.kill();
    await gone;
  }

  private kill(): void {
    this.dead = true;
    this.child.kill('SIGKILL');
  }

  private finish(outcome: CleanOutcome): void {
    const settle = this.settle;
    this.settle = undefined;
    settle?.(outcome);
  }

  /** An idle process must not keep ours alive; it ends by itself when our end of the channel closes. */
  private hold(working: boolean): void {
    if (working) {
      this.child.ref();
      this.child.channel?.ref();
    } else {
      this.child.unref();
      this.child.channel?.unref();
    }
  }

  private lowerPriority(): void {
    if (this.child.pid === undefined) return;
    try {
      setPriority(this.child.pid, 5);
    } catch {
      // Already gone, or not allowed here: only politeness to the web process is lost.
    }
  }
}
