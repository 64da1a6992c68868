import { holdsMetricsToken } from '@/lib/platform/metrics-token';
import { readiness } from '@/lib/platform/readiness';
import { route } from '@/lib/platform/route';

/**
 * Database and worker: 200 when work gets done, 503 when not; heartbeat age and queues for whoever holds METRICS_TOKEN.
 * `?since=` (milliseconds) counts only a worker seen after that moment.
 */
export const GET = route('health.ready', async (request) => {
  const since = Number(new URL(request.url).searchParams.get('since') ?? 0) || 0;
  const state = await readiness(since);
  const { status, database, worker } = state;
  const shown = holdsMetricsToken(request.headers)
    ? state
    : { status, database, worker: { alive: worker.alive } };
  return Response.json(shown, {
    status: status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
});
