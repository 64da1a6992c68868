import type pg from 'pg';
import { db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/log';
import { releaseAllClaims } from '@/lib/routing/deliver-due';
import { every, type Periodic } from './periodic';

const BEAT_MS = 5_000;
/** A worker that has not been seen for this long is dead. */
const DEAD_AFTER_SECONDS = 30;
/** Any number that nothing else locks; held by every living worker, shared. */
const ALIVE_LOCK = 1_231_900_003;

async function beat(ids: readonly string[], startedAt: Date): Promise<void> {
  const now = new Date();
  await db().query(
    `INSERT INTO worker_heartbeat (worker_id, kind, started_at, seen_at, key_ids)
     SELECT id, 'worker', $2, $3, $4 FROM unnest($1::text[]) AS id
     ON CONFLICT (worker_id) DO UPDATE SET seen_at = excluded.seen_at`,
    [ids, startedAt, now, env().encryptionKeys.map(({ id }) => id)],
  );
  await db().query(`DELETE FROM worker_heartbeat WHERE seen_at < $1`, [new Date(now.getTime() - 86_400_000)]);
}

/** Gives jobs back that are locked by runners nobody has seen for a while; graphile-worker itself would wait four hours. */
export async function releaseJobsOfDeadRunners(now = new Date()): Promise<void> {
  const { rows } = await db().query<{ dead: string[] | null }>(
    `SELECT array_agg(DISTINCT j.locked_by) AS dead FROM graphile_worker.jobs j
     LEFT JOIN worker_heartbeat h ON h.worker_id = j.locked_by AND h.seen_at > $1
     WHERE j.locked_by IS NOT NULL AND h.worker_id IS NULL AND j.locked_at < $1`,
    [new Date(now.getTime() - DEAD_AFTER_SECONDS * 1000)],
  );
  const dead = rows[0]?.dead;
  if (dead) {
    await db().query('SELECT graphile_worker.force_unlock_workers($1)', [dead]);
    logger('worker').warn({ runners: dead.length }, 'jobs of dead runners released');
  }
  await dropReplacedJobs();
}

/**
 * Ends jobs that a newer one of the same key replaced while they ran and whose own end was never written: graphile-worker
 * takes their key and tries from them, so they would lie there for good. A job that failed for good has an error.
 */
async function dropReplacedJobs(): Promise<void> {
  await db().query(
    `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs
     WHERE locked_at IS NULL AND key IS NULL AND last_error IS NULL AND attempts >= max_attempts`,
  );
}

/**
 * Takes the lock of the living on a connection of its own, which ends with the process however it ends. A worker that
 * finds itself alone puts every delivery claim and job lock back at once: whoever held them is dead.
 */
async function joinTheLiving(client: pg.PoolClient, takeOver: boolean): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
    ALIVE_LOCK,
  ]);
  const alone = rows[0]?.alone === true;
  if (alone && takeOver) {
    const claims = await releaseAllClaims();
    const { rows: locked } = await db().query<{ ids: string[] | null }>(
      'SELECT array_agg(DISTINCT locked_by) AS ids FROM graphile_worker.jobs WHERE locked_by IS NOT NULL',
    );
    const ids = locked[0]?.ids;
    if (ids) await db().query('SELECT graphile_worker.force_unlock_workers($1)', [ids]);
    if (claims > 0 || ids)
      logger('worker').warn({ claims, runners: ids?.length ?? 0 }, 'took over from a dead worker');
  }
  await client.query('SELECT pg_advisory_lock_shared($1)', [ALIVE_LOCK]);
  if (alone) await client.query('SELECT pg_advisory_unlock($1)', [ALIVE_LOCK]);
}

/** A worker's sign of life. */
export interface Presence {
  /** The id under which the job runner locks jobs; changes when it is started anew. */
  runnerIs(id: string): void;
  stop(): Promise<void>;
}

/**
 * Joins the living workers, then shows a sign of life every five seconds.
 * @param workerId of this process
 */
export async function startPresence(workerId: string, pool: pg.Pool): Promise<Presence> {
  const startedAt = new Date();
  let client: pg.PoolClient | undefined;
  const join = async (takeOver: boolean) => {
    const joining = await pool.connect();
    try {
      await joinTheLiving(joining, takeOver);
    } catch (error) {
      joining.release(true);
      throw error;
    }
    joining.once('end', () => {
      if (client !== joining) return;
      client = undefined;
      joining.release(true);
    });
    client = joining;
  };
  await join(true);
  let runner: string | undefined;
  const beats: Periodic = every(BEAT_MS, 'heartbeat', async () => {
    await beat([workerId, ...(runner ? [runner] : [])], startedAt);
    // The database was started anew, and the lock went with the connection; our own claims are alive.
    if (!client) await join(false);
    await releaseJobsOfDeadRunners();
  });
  return {
    runnerIs(id) {
      runner = id;
      // Jobs locked before the next beat are younger than what the others take for dead.
      void beat([id], startedAt).catch(() => undefined);
    },
    async stop() {
      await beats.stop();
      const leaving = client;
      client = undefined;
      leaving?.release(true);
      await db()
        .query('DELETE FROM worker_heartbeat WHERE worker_id = ANY($1)', [[workerId, runner ?? workerId]])
        .catch(() => undefined);
    },
  };
}
