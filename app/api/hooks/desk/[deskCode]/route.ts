import { parseJson, readBody, route } from '@/lib/platform/route';
import { authenticateDesk } from '@/lib/routing/authenticate-desk';
import { receiveUpdate } from '@/lib/routing/receive-update';

const MAX_BYTES = 65_536;

/** A desk's event (docs/contracts/desk.openapi.yaml, deskEvent): verified over the raw body before it is read. */
export const POST = route('hooks.desk', async (request, { params }) => {
  const body = await readBody(request, MAX_BYTES);
  const actor = await authenticateDesk(params.deskCode ?? '', request.headers, body);
  const { repeated, applied } = await receiveUpdate(actor, parseJson(request.headers, body));
  return Response.json({ repeated, applied }, { headers: { 'cache-control': 'no-store' } });
});
