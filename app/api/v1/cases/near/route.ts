import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { nearCases } from '@/lib/tickets/cases/near-cases';

/** Open cases of a category near a place, or about one asset. The answer tells where somebody is, so nobody keeps it. */
export const GET = route('cases.near', async (request, { address }) => {
  await limit('read-address', address);
  return Response.json(await nearCases(new URL(request.url).searchParams), {
    headers: { 'cache-control': 'private, no-store', 'access-control-allow-origin': '*' },
  });
});
