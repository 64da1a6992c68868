import { DomainError } from '@/lib/platform/errors';
import { metrics } from '@/lib/platform/metrics';
import { holdsMetricsToken } from '@/lib/platform/metrics-token';
import { readiness } from '@/lib/platform/readiness';
import { route } from '@/lib/platform/route';

/** Prometheus text for whoever holds METRICS_TOKEN. */
export const GET = route('metrics', async (request) => {
  if (!holdsMetricsToken(request.headers)) throw new DomainError('forbidden');
  const { registry, backlog, backlogAge } = metrics();
  for (const queue of (await readiness()).queues) {
    backlog.set({ kind: queue.kind }, queue.waiting);
    backlogAge.set({ kind: queue.kind }, queue.oldestSeconds);
  }
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
  });
});
