import { keyedHash } from '@/lib/platform/crypto';
import { PROVINCE_PREFIX } from '../tracking-number';

/** Digits and letters that nobody mistakes for another; without vowels they spell no words. */
const ALPHABET = '23456789bcdfghjkmnpqrstvwxyz';
const LENGTH = 12;
const SHAPE = new RegExp(`^\\d{2}[${ALPHABET}]{${LENGTH}}$`);

/**
 * The public name of a ticket's case: two digits for the prefecture, as in its tracking number, and twelve characters of
 * a keyed hash. It is the same whenever the case is made anew, and tells nothing of number or order.
 */
export function caseIdOf(jurisdictionCode: string, ticketId: string): string {
  let rest = BigInt(`0x${keyedHash('case-id', ticketId).subarray(0, 16).toString('hex')}`);
  let id = jurisdictionCode.slice(2, 4);
  for (let position = 0; position < LENGTH; position++) {
    id += ALPHABET[Number(rest % BigInt(ALPHABET.length))];
    rest /= BigInt(ALPHABET.length);
  }
  return id;
}

/** The prefecture whose case this is; null for what is no case id. */
export function jurisdictionOfCase(caseId: string): string | null {
  return SHAPE.test(caseId) ? `${PROVINCE_PREFIX}${caseId.slice(0, 2)}00` : null;
}

/** The address of a case's page without the host; Chinese, the language without a prefix. */
export function casePath(caseId: string): string {
  return `/cases/${caseId}`;
}
