import { db } from './db';

/** A worker that has not written for this long counts as gone. */
const HEARTBEAT_MS = 15_000;

/** Whether the product can do its work now, and how far behind it is. Ages in seconds. */
export interface Readiness {
  status: 'ok' | 'degraded';
  database: boolean;
  worker: { alive: boolean; seenSecondsAgo: number | null };
  queues: { kind: string; waiting: number; oldestSeconds: number }[];
}

/** Database, worker heartbeat and queue ages in one query; a database that does not answer is `degraded`. */
export async function readiness(): Promise<Readiness> {
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
    const alive = seen !== null && seen * 1000 < HEARTBEAT_MS;
    return {
      status: alive ? 'ok' : 'degraded',
      database: true,
      worker: { alive, seenSecondsAgo: seen === null ? null : Math.round(seen) },
      queues: rows[0]?.queues ?? [],
    };
  } catch {
    return {
      status: 'degraded',
      database: false,
      worker: { alive: false, seenSecondsAgo: null },
      queues: [],
    };
  }
}
