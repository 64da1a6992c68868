import { DomainError } from '@/lib/platform/errors';
import { languageOf } from '@/lib/platform/problem';
import { limit } from '@/lib/platform/rate-limit';
import { readJson, route } from '@/lib/platform/route';
import { idempotencyOf } from '@/lib/intake/channels/web';
import { submitReport } from '@/lib/intake/submit-report';

/** Room for the longest answers the schema accepts (some 25,000 characters), in UTF-8 or each as a \uXXXX escape. */
const MAX_BYTES = 262_144;

/** Takes a report in: 201 with number and query code, the same again for the same Idempotency-Key. */
export const POST = route('reports.submit', async (request, { address }) => {
  await limit('submit-address', address);
  const body = await readJson(request, MAX_BYTES);
  if (!body || typeof body !== 'object' || Array.isArray(body)) throw new DomainError('invalid_body');
  const report = await submitReport({ kind: 'public', address }, body, {
    channel: 'web',
    locale: languageOf(request.headers) === 'en' ? 'en' : 'zh-CN',
    idempotency: idempotencyOf(request.headers),
  });
  return Response.json(report, {
    status: 201,
    headers: { 'cache-control': 'no-store', location: `/api/v1/reports/${report.trackingNumber}` },
  });
});
