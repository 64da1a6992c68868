import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';
import { listCases, strictCaseQuery } from '@/lib/tickets/cases/list-cases';

const PAGE = 20;

/** Published cases by filter and words, newest first. */
export const GET = route('cases.list', async (request, { address }) => {
  await limit('read-address', address);
  const list = await listCases(strictCaseQuery(new URL(request.url).searchParams), PAGE);
  return Response.json(list, {
    headers: { 'cache-control': 'public, s-maxage=2', 'access-control-allow-origin': '*' },
  });
});
