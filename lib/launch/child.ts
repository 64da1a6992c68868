import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '@/lib/launch/places';

export interface ChildPlan {
  name: 'web' | 'worker' | 'sandbox';
  /** Arguments of node. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** File that takes the output; null passes it through to our own. */
  log: string | null;
  /** Told with every new process. */
  onStart: (pid: number) => void;
  /** Told when a process ended that should not have. */
  onDeath: (how: string, pauseMs: number) => void;
}

export interface Child {
  /** Stops for good: asks first, insists after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** A process that ran this long was healthy: its next death starts with the first pause again. */
const HEALTHY_MS = 30_000;

/** Runs a process and starts it again whenever it dies, pausing longer each time it dies soon. */
export function keepRunning(plan: ChildPlan): Child {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let pause = FIRST_PAUSE_MS;
  let ended: Promise<void> = Promise.resolve();

  const start = () => {
    const born = Date.now();
    const current = (child = launch(plan));
    if (current.pid) plan.onStart(current.pid);
    ended = new Promise((resolve) => {
      const end = (how: string) => {
        resolve();
        if (stopping || child !== current) return;
        child = undefined;
        if (Date.now() - born > HEALTHY_MS) pause = FIRST_PAUSE_MS;
        plan.onDeath(how, pause);
        timer = setTimeout(start, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      };
      current.once('exit', (code, signal) => end(signal ?? `exit ${code}`));
      current.once('error', (error) => end(error.message));
    });
  };
  start();

  return {
    async stop(graceMs) {
      stopping = true;
      clearTimeout(timer);
      child?.kill('SIGTERM');
      const insist = setTimeout(() => child?.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(insist);
    },
  };
}

function launch({ args, env, log }: ChildPlan): ChildProcess {
  const guard = pathToFileURL(path.join(root, 'lib', 'launch', 'guard.mjs')).href;
  const output = log ? fs.openSync(log, 'a', 0o600) : ('inherit' as const);
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', guard, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', output, output, 'ipc'],
    // A process group of its own: Ctrl-C reaches the supervisor alone, which then stops its children in order.
    detached: true,
  });
  if (typeof output === 'number') fs.closeSync(output);
  return child;
}
