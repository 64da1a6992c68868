/**
 * Holds a process still while `work` runs, so that only what `work` does is measured. Nothing may be under way in it:
 * a stopped process keeps its locks.
 */
export async function whilePaused<T>(pid: number, work: () => Promise<T>): Promise<T> {
  process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}
