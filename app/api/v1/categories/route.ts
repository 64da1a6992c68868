import { route } from '@/lib/platform/route';
import { reference } from '@/lib/tickets/reference';
import { categoryList } from '@/lib/tickets/reference-views';

/** Everything that can be reported. */
export const GET = route('categories', async () =>
  Response.json(
    { items: categoryList(await reference()) },
    { headers: { 'cache-control': 'public, s-maxage=2', 'access-control-allow-origin': '*' } },
  ),
);
