import { closeNotify } from '@/lib/notify/deps';
import { newId } from '@/lib/platform/ids';
import { logger } from '@/lib/platform/log';
import { startAuditSealer } from './audit-sealer';
import { DeskLoops } from './desk-loops';
import { openJobPool } from './job-pool';
import { JobRunner } from './job-runner';
import { CRONTAB, jobHandlers, taskList } from './jobs';
import { startPresence } from './presence';

/** A worker that runs. */
export interface Worker {
  id: string;
  /** Takes nothing new, finishes what is under way, then resolves. The caller closes the database. */
  stop(): Promise<void>;
}

/**
 * Starts everything a worker does: jobs, delivery loops, audit sealer, sign of life. Several may run at once.
 * @throws Error when the database cannot be reached
 */
export async function startWorker(options: { crontab?: string } = {}): Promise<Worker> {
  const id = newId();
  const pool = openJobPool();
  const presence = await startPresence(id, pool).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const loops = new DeskLoops();
  loops.start();
  const sealer = startAuditSealer();
  const runner = new JobRunner({
    pool,
    tasks: taskList(jobHandlers(loops)),
    crontab: options.crontab ?? CRONTAB,
    onRunner: (runnerId) => presence.runnerIs(runnerId),
  });
  logger('worker').info({ workerId: id }, 'worker started');
  return {
    id,
    async stop() {
      await Promise.all([runner.stop(), loops.stop(), sealer.stop()]);
      await presence.stop();
      closeNotify();
      await pool.end();
      logger('worker').info({ workerId: id }, 'worker stopped');
    },
  };
}
