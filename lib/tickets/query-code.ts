import { keyedHash } from '@/lib/platform/crypto';

/** Hash under which a query code is compared, bound to its number. */
export function queryCodeHash(trackingNumber: string, queryCode: string): Buffer {
  return keyedHash('query-code', `${trackingNumber}:${queryCode}`);
}
