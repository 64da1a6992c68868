import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { trackByCode } from '@/lib/tickets/track-ticket';

/** A report's state for whoever holds its query code. */
export const GET = route('reports.track', async (request, { address, params }) => {
  await limit('read-address', address);
  const code = new URL(request.url).searchParams.get('code') ?? '';
  const view = await trackByCode({ number: params.number ?? '', code, address });
  return Response.json(view, { headers: { 'cache-control': 'private, no-store' } });
});
