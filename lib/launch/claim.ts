import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LaunchFault } from '@/lib/launch/fault.mjs';

/** DATA_DIR/run.json: what runs there now. Written by the supervisor, read by commands, drills and tests. */
export interface RunningProduct {
  port: number;
  publicBaseUrl: string;
  sandbox: boolean;
  sandboxPort: number;
  smtpPort: number;
  imapPort: number;
  /** The embedded database's; absent with an outside one. */
  pgPort?: number;
  databaseUrl?: string;
  databaseOwnerUrl?: string;
  pids: { supervisor: number; web?: number; worker?: number; sandbox?: number; postgres?: number };
}

const runFile = (dataDir: string) => path.join(dataDir, 'run.json');
const lockFile = (dataDir: string) => path.join(dataDir, 'lock');

/** The product that runs on this DATA_DIR, if one does and is ready. */
export function runningProduct(dataDir: string): RunningProduct | null {
  if (!fs.existsSync(runFile(dataDir))) return null;
  try {
    const product = JSON.parse(fs.readFileSync(runFile(dataDir), 'utf8')) as RunningProduct;
    return isOurs(product.pids.supervisor) ? product : null;
  } catch {
    return null;
  }
}

/** Writes run.json whole, readable by us only. */
export function announce(dataDir: string, product: RunningProduct): void {
  fs.writeFileSync(`${runFile(dataDir)}.new`, `${JSON.stringify(product, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${runFile(dataDir)}.new`, runFile(dataDir));
}

/**
 * Takes DATA_DIR for this process; returns the release. A holder that died is replaced.
 * @param patienceMs how long to wait for another holder before giving up
 * @throws LaunchFault naming the holder
 */
export async function claim(dataDir: string, patienceMs = 0): Promise<() => void> {
  const lock = lockFile(dataDir);
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      fs.rmSync(runFile(dataDir), { force: true });
      return () => {
        fs.rmSync(runFile(dataDir), { force: true });
        fs.rmSync(lock, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(fs.readFileSync(lock, { encoding: 'utf8', flag: 'a+' }));
    if (!isOurs(holder)) fs.rmSync(lock, { force: true });
    else if (Date.now() >= deadline) throw occupied(dataDir, holder);
    else await wait(200);
  }
}

function occupied(dataDir: string, holder: number): LaunchFault {
  const at = runningProduct(dataDir)?.publicBaseUrl ?? `pid ${holder}`;
  return new LaunchFault(
    `${dataDir} 已在使用中（${at}）：请先停止它，或另设 DATA_DIR 与 PORT。`,
    `${dataDir} is in use (${at}): stop that first, or choose another DATA_DIR and PORT.`,
  );
}

/** Alive, and a Node process: a process id may have been given to something else since. */
function isOurs(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return process.platform !== 'linux';
  }
}
