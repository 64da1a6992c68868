import { keyedHash } from '@/lib/platform/crypto';

/** What a ticket's query code is sealed under. */
export const queryCodeContext = (ticketId: string): string => `query-code:${ticketId}`;

/** Hash under which a query code is compared, bound to its number. */
export function queryCodeHash(trackingNumber: string, queryCode: string): Buffer {
  return keyedHash('query-code', `${trackingNumber}:${queryCode}`);
}
