import { formRoute, seeOther } from '@/app/_forms/form-route';
import { DomainError } from '@/lib/platform/errors';
import { trackPath } from '@/lib/tickets/track-link';
import { TrackProof } from '@/lib/tickets/track-proof';
import { parseQueryCode, parseTrackingNumber } from '@/lib/tickets/tracking-number';

/** Number and query code in, the signed link out: the code itself never stands in an address or a log. */
export const POST = formRoute('track.find', '/track', async (form, { address, locale }) => {
  const number = form.get('number') ?? '';
  const code = form.get('code') ?? '';
  const back = (error: string) => seeOther(locale, `/track?error=${error}#error-summary`);
  if (!parseTrackingNumber(number)) return back('number');
  if (!parseQueryCode(code)) return back('code');
  try {
    const proof = await TrackProof.byCode({ number, code, address });
    return new Response(null, {
      status: 303,
      headers: { location: trackPath(TrackProof.numberOf(proof), locale), 'cache-control': 'no-store' },
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return back('pair');
    if (error instanceof DomainError && error.code === 'rate_limited') {
      const minutes = Math.ceil((error.options.retryAfterSeconds ?? 60) / 60);
      return back(`limit&minutes=${minutes}`);
    }
    throw error;
  }
});
