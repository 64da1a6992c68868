import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { findCase } from '@/lib/tickets/cases/find-case';

/** One published case. */
export const GET = route('cases.get', async (_request, { address, params }) => {
  await limit('read-address', address);
  return Response.json(await findCase(params.id ?? ''), {
    headers: { 'cache-control': 'public, s-maxage=2', 'access-control-allow-origin': '*' },
  });
});
