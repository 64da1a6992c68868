import { DomainError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';
import { reference } from '@/lib/tickets/reference';
import { divisionList } from '@/lib/tickets/reference-views';

/** Province, prefectures and counties; with `?parent=` the divisions or streets right below one code. */
export const GET = route('divisions', async (request) => {
  const parent = new URL(request.url).searchParams.get('parent');
  const facts = await reference();
  if (parent !== null && !facts.divisions.has(parent)) throw new DomainError('no_such_page');
  return Response.json(
    { items: divisionList(facts, parent) },
    { headers: { 'cache-control': 'public, s-maxage=2', 'access-control-allow-origin': '*' } },
  );
});
