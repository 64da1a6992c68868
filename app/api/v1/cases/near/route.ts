import { nearReport } from '@/lib/intake/near-report';
import { limit } from '@/lib/platform/rate-limit';
import { readJson, route } from '@/lib/platform/route';
import { nearCases } from '@/lib/tickets/cases/near-cases';

/** The answer tells where somebody is, so nobody keeps it. */
const headers = { 'cache-control': 'private, no-store', 'access-control-allow-origin': '*' };

/** Open cases of a category near a place, or about one asset. */
export const GET = route('cases.near', async (request, { address }) => {
  await limit('read-address', address);
  return Response.json(await nearCases(new URL(request.url).searchParams), { headers });
});

/** The same for a report being written, whose words must not stand in an address. */
export const POST = route('cases.near-report', async (request, { address }) => {
  await limit('read-address', address);
  return Response.json(await nearReport(await readJson(request, 131_072)), { headers });
});
