import { assertSameOrigin } from '@/app/_forms/same-origin';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { listenerOf, openLive } from '@/lib/staff/live/open-live';

/** What changes while somebody looks, as server-sent events. */
export const GET = route('staff.live', async (request, { address }) => {
  assertSameOrigin(request.headers);
  await limit('read-address', address);
  return new Response(await openLive(request), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});

/** Whether a stream would open: a browser does not say why one did not. */
export const HEAD = route('staff.live-head', async (request, { address }) => {
  await limit('read-address', address);
  await listenerOf(request.headers);
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
});
