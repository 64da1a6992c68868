import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { LoadPlan, LoadResult } from './load-plan';

/** A program of this folder in a process of its own, run from its source. It ends with us. */
function launch(name: string): ChildProcess {
  const child = fork(path.join(import.meta.dirname, name), { execArgv: ['--import', 'tsx'] });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

function firstMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the process ended early (${signal ?? code})`)));
  });
}

/** Runs a load plan in a process of its own. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const child = launch('load-child.ts');
  child.send(plan);
  try {
    return await firstMessage<LoadResult>(child);
  } finally {
    child.kill('SIGKILL');
  }
}

export interface BareServer {
  origin: string;
  pid: number;
  stop(): void;
}

/** Starts the baseline of every HTTP measurement. */
export async function startBareServer(): Promise<BareServer> {
  const child = launch('bare-child.ts');
  const port = await firstMessage<number>(child);
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => void child.kill('SIGKILL'),
  };
}
