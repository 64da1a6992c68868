import { DomainError } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';
import { reference } from '@/lib/tickets/reference';
import { categoryWithQuestions } from '@/lib/tickets/reference-views';

/** One category with the questions the form asks about it. */
export const GET = route('categories.get', async (_request, { params }) => {
  const category = categoryWithQuestions(await reference(), params.code ?? '');
  if (!category) throw new DomainError('no_such_page');
  return Response.json(category, {
    headers: { 'cache-control': 'public, s-maxage=2', 'access-control-allow-origin': '*' },
  });
});
