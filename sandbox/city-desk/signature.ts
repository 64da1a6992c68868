import { createHmac, timingSafeEqual } from 'node:crypto';
import { header, type Exchange } from '../http';

const SKEW_SECONDS = 300;

/** Desk codes whose key this peer holds: every prefecture's city desk, 12345 and market supervision. */
const DESK_CODE = /^(city|12345|market)-23(0[1-9]|1[0-2]|27)00$/;

export const isDesk = (code: string): boolean => DESK_CODE.test(code);

const hmac = (secret: string, timestamp: string, body: Buffer | string): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();

/** The three headers of the desk contract over `body` as sent. */
export function signedHeaders(
  deskCode: string,
  secret: string,
  body: string,
  now = Date.now(),
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  return {
    'x-desk-key': deskCode,
    'x-desk-timestamp': timestamp,
    'x-desk-signature': `v1=${hmac(secret, timestamp, body).toString('hex')}`,
  };
}

/** Who signed a request, or why it is refused. */
export function verifySignature(
  exchange: Exchange,
  secrets: readonly string[],
  now = Date.now(),
): { deskCode: string } | { reason: string } {
  const key = header(exchange.request, 'x-desk-key');
  const timestamp = header(exchange.request, 'x-desk-timestamp');
  const signature = header(exchange.request, 'x-desk-signature');
  if (key === undefined || timestamp === undefined || signature === undefined) {
    return { reason: 'X-Desk-Key, X-Desk-Timestamp and X-Desk-Signature are needed' };
  }
  if (!isDesk(key)) return { reason: 'unknown key' };
  if (!/^\d{10}$/.test(timestamp)) return { reason: 'timestamp is not unix seconds' };
  if (Math.abs(now / 1000 - Number(timestamp)) > SKEW_SECONDS)
    return { reason: 'timestamp too far from our clock' };
  const given = /^v1=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (given === undefined) return { reason: 'signature is not v1=<64 hex digits>' };
  const bytes = Buffer.from(given, 'hex');
  const valid = secrets.some((secret) => timingSafeEqual(hmac(secret, timestamp, exchange.body), bytes));
  return valid ? { deskCode: key } : { reason: 'wrong signature' };
}
