import { signToken, verifyToken } from '@/lib/platform/crypto';
import { env } from '@/lib/platform/env';

const PURPOSE = 'track';

/** The signed link that opens a ticket's page without the query code. */
export function trackUrl(trackingNumber: string, locale: string): string {
  return `${env().publicBaseUrl}${trackPath(trackingNumber, locale)}`;
}

/** The same link without the host. */
export function trackPath(trackingNumber: string, locale: string): string {
  const prefix = locale === 'en' ? '/en' : '';
  return `${prefix}/track/${trackingNumber}?t=${signToken(PURPOSE, trackingNumber)}`;
}

/** True when the token was issued for this number. */
export function verifyTrackToken(trackingNumber: string, token: string): boolean {
  return verifyToken(PURPOSE, trackingNumber, token);
}
