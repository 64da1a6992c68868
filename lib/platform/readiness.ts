import { db } from './db';

/** A worker that has not written for this long counts as gone. */
const HEARTBEAT_MS = 15_000;

/** Anybody may ask, so the database is asked no more often than this. */
const KEPT_MS = 2_000;

interface State {
  database: boolean;
  /** Our clock's milliseconds of the last heartbeat. */
  seenAt: number | null;
  queues: Readiness['queues'];
}

/** Whether the product can do its work now, and how far behind it is. Ages in seconds. */
export interface Readiness {
  status: 'ok' | 'degraded';
  database: boolean;
  worker: { alive: boolean; seenSecondsAgo: number | null };
  queues: { kind: string; waiting: number; oldestSeconds: number }[];
}

let kept: { state: Promise<State>; at: number } | undefined;

/**
 * Database, worker heartbeat and queue ages, read at most every two seconds; a database that does not answer is `degraded`.
 * @param since a worker that was not seen after this (milliseconds) counts as gone, for a launcher that started a new one
 */
export async function readiness(since = 0): Promise<Readiness> {
  if (!kept || Date.now() - kept.at > KEPT_MS) kept = { state: readState(), at: Date.now() };
  const { database, seenAt, queues } = await kept.state;
  const alive = seenAt !== null && Date.now() - seenAt < HEARTBEAT_MS && seenAt >= since;
  return {
    status: alive ? 'ok' : 'degraded',
    database,
    worker: {
      alive,
      seenSecondsAgo: seenAt === null ? null : Math.max(0, Math.round((Date.now() - seenAt) / 1000)),
    },
    queues,
  };
}

async function readState(): Promise<State> {
  try {
    const { rows } = await db().query<{ seen: number | null; queues: Readiness['queues'] }>(
      `SELECT (SELECT extract(epoch FROM now() - max(seen_at))::float8 FROM worker_heartbeat) AS seen,
         (SELECT json_agg(q) FROM (
            SELECT 'delivery' AS kind, count(*)::int AS waiting,
                   coalesce(extract(epoch FROM now() - min(created_at)), 0)::int AS "oldestSeconds"
            FROM delivery WHERE state IN ('pending', 'sending')
            UNION ALL
            SELECT 'delivery-dead', count(*)::int, coalesce(extract(epoch FROM now() - min(created_at)), 0)::int
            FROM delivery WHERE state = 'dead'
            UNION ALL
            SELECT 'message', count(*)::int, coalesce(extract(epoch FROM now() - min(created_at)), 0)::int
            FROM message WHERE state IN ('queued', 'sending', 'unknown')
            UNION ALL
            SELECT 'job', count(*)::int, coalesce(greatest(extract(epoch FROM now() - min(run_at)), 0), 0)::int
            FROM graphile_worker.jobs
         ) q) AS queues`,
    );
    const seen = rows[0]?.seen ?? null;
    return {
      database: true,
      seenAt: seen === null ? null : Date.now() - seen * 1000,
      queues: rows[0]?.queues ?? [],
    };
  } catch {
    return { database: false, seenAt: null, queues: [] };
  }
}
