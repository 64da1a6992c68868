import { reportFormVersion } from '@/lib/intake/report-form-version';
import { route } from '@/lib/platform/route';
import { reference } from '@/lib/tickets/reference';

/** What the report form asks and accepts, by a name that changes with it. */
export const GET = route('report-form', async () =>
  Response.json(
    { version: reportFormVersion(await reference()) },
    { headers: { 'cache-control': 'public, s-maxage=2', 'access-control-allow-origin': '*' } },
  ),
);
