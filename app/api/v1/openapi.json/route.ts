import { env } from '@/lib/platform/env';
import { route } from '@/lib/platform/route';
import { apiDescription } from '@/lib/intake/api-description';

/** The machine-readable description of the public API. */
export const GET = route('openapi', async () =>
  Response.json(apiDescription(env().publicBaseUrl), {
    headers: { 'cache-control': 'public, s-maxage=2', 'access-control-allow-origin': '*' },
  }),
);
