import { readiness } from '@/lib/platform/readiness';
import { route } from '@/lib/platform/route';

/** Database, worker heartbeat and queue ages: 200 when work gets done, 503 when not. */
export const GET = route('health.ready', async () => {
  const state = await readiness();
  return Response.json(state, {
    status: state.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
});
