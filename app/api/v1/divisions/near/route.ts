import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { findNearPlaces } from '@/lib/tickets/near-places';

/** The districts a position may lie in. The answer tells where somebody is, so nobody keeps it. */
export const GET = route('divisions.near', async (request, { address }) => {
  await limit('read-address', address);
  return Response.json(await findNearPlaces(new URL(request.url).searchParams), {
    headers: { 'cache-control': 'private, no-store', 'access-control-allow-origin': '*' },
  });
});
