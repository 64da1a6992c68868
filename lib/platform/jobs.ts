import { JOB_CATALOGUE, type JobName, type JobPayload } from '@/lib/worker/catalogue';
import type { Tx } from './db';

export interface JobOptions {
  runAt?: Date;
  /** A second job with the same key replaces one that has not started. */
  jobKey?: string;
  maxAttempts?: number;
}

/**
 * Adds a job in the caller's transaction: it exists exactly when the change does.
 * @throws ZodError when the payload is not of the job's shape
 */
export async function enqueue<N extends JobName>(
  tx: Tx,
  name: N,
  payload: JobPayload<N>,
  options: JobOptions = {},
): Promise<void> {
  await tx.query(
    'SELECT graphile_worker.add_job($1, $2::json, run_at := $3, max_attempts := $4, job_key := $5)',
    [
      name,
      JSON.stringify(JOB_CATALOGUE[name].parse(payload)),
      options.runAt ?? null,
      options.maxAttempts ?? null,
      options.jobKey ?? null,
    ],
  );
}
