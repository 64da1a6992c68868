import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}

/**
 * Refuses a form that another site's page sent (cross-site request forgery). Browsers name the sending page in
 * Origin; where one leaves it out, Sec-Fetch-Site or Referer must speak for this site.
 * @throws DomainError cross_site
 */
export function assertSameOrigin(headers: Headers): void {
  const own = [headers.get('host'), hostOf(env().publicBaseUrl)];
  const origin = headers.get('origin');
  if (origin !== null) {
    if (!own.includes(hostOf(origin))) throw new DomainError('cross_site');
    return;
  }
  if (headers.get('sec-fetch-site') === 'same-origin') return;
  const referrer = hostOf(headers.get('referer'));
  if (referrer === null || !own.includes(referrer)) throw new DomainError('cross_site');
}
