import { createHmac } from 'node:crypto';
import { equalBytes } from '@/lib/platform/crypto';
import { DomainError } from '@/lib/platform/errors';

/** A signing secret by its id; two with one id are valid while one is being replaced. */
export interface DeskKey {
  keyId: string;
  secret: string;
}

const SKEW_SECONDS = 300;
/** Stands in for the secret of a key nobody has, so that an unknown key costs the same work as a known one. */
const NO_SECRET = 'no such key';

function mac(secret: string, timestamp: string, body: Uint8Array | string): Buffer {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
}

/** The three headers of the desk contract over `body` as it will be sent (docs/contracts/desk.openapi.yaml). */
export function signedHeaders(key: DeskKey, body: Uint8Array | string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    'x-desk-key': key.keyId,
    'x-desk-timestamp': timestamp,
    'x-desk-signature': `v1=${mac(key.secret, timestamp, body).toString('hex')}`,
  };
}

/**
 * Checks the three headers over the raw body, in constant time. A replay inside the skew is harmless and answered as a
 * repeat: events are known by their id; outside the skew it is refused here.
 * @returns the key that signed
 * @throws DomainError signature_missing, signature_expired, signature_invalid
 */
export function verifySignature<K extends DeskKey>(
  keys: readonly K[],
  headers: Headers,
  body: Uint8Array,
  now: Date,
): K {
  const keyId = headers.get('x-desk-key');
  const timestamp = headers.get('x-desk-timestamp');
  const signature = headers.get('x-desk-signature');
  if (!keyId || !timestamp || !signature) throw new DomainError('signature_missing');
  const hex = /^v1=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (!/^\d{10}$/.test(timestamp) || !hex) throw new DomainError('signature_invalid');
  const given = Buffer.from(hex, 'hex');
  const candidates = keys.filter((key) => key.keyId === keyId);
  let signer: K | undefined;
  for (const key of candidates) if (equalBytes(mac(key.secret, timestamp, body), given)) signer = key;
  if (candidates.length === 0) mac(NO_SECRET, timestamp, body);
  if (!signer) throw new DomainError('signature_invalid');
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > SKEW_SECONDS)
    throw new DomainError('signature_expired');
  return signer;
}
