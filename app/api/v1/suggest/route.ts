import { answerSuggest } from '@/lib/intake/suggest/suggest';
import { limit } from '@/lib/platform/rate-limit';
import { readJson, route } from '@/lib/platform/route';
import { reference } from '@/lib/tickets/reference';

/** The categories a description suggests, with the words that led to them; keeps nothing. */
export const POST = route('suggest', async (request, { address }) => {
  await limit('suggest-address', address);
  const body = await readJson(request);
  return Response.json(answerSuggest(body, await reference()), { headers: { 'cache-control': 'no-store' } });
});
