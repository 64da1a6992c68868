import { createHmac, randomInt } from 'node:crypto';

/** First two digits of every division code of the province (GB/T 2260: 23 Heilongjiang). */
export const PROVINCE_PREFIX = '23';

/** Numbers a prefecture can give before its sequence is used up. */
export const SEQUENCE_SPACE = 1_000_000_000;

/**
 * Quasigroup of order 10 from H. Michael Damm, "Total anti-symmetrische Quasigruppen" (dissertation, Marburg 2004), p. 111,
 * as given in en.wikipedia.org/wiki/Damm_algorithm: catches every single-digit error and every adjacent swap.
 */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

/** Damm check digit of a string of ASCII digits (`572` -> 4). Over a string that already ends in its check digit: 0. */
export function dammDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) {
    const next = DAMM[interim]?.[Number(digit)];
    if (next === undefined) throw new RangeError('dammDigit takes ASCII digits only');
    interim = next;
  }
  return interim;
}

const ROUNDS = 10;
const HALF_BITS = 15;
const HALF_SIZE = 1 << HALF_BITS;
const HALF_MASK = HALF_SIZE - 1;
const VALUES_PER_MAC = 16;
const UNKNOWN = 0xffff;

/**
 * One round function, HMAC-SHA256 of (prefecture, round, half >> 4) cut into sixteen 15-bit values. The values are kept as they are
 * met, so a busy prefecture soon pays a table look-up for each round: 20,480 MACs (about 0.1 s) and 640 KB fill a prefecture for good.
 */
class RoundFunction {
  private readonly known = new Uint16Array(HALF_SIZE).fill(UNKNOWN);

  constructor(
    private readonly key: Buffer,
    private readonly label: string,
  ) {}

  at(half: number): number {
    const value = this.known[half] ?? UNKNOWN;
    return value === UNKNOWN ? this.fill(half) : value;
  }

  private fill(half: number): number {
    const block = half >> 4;
    const mac = createHmac('sha256', this.key).update(`${this.label}/${block}`).digest();
    for (let index = 0; index < VALUES_PER_MAC; index += 1) {
      this.known[block * VALUES_PER_MAC + index] = mac.readUInt16BE(index * 2) & HALF_MASK;
    }
    return this.known[half] ?? UNKNOWN;
  }
}

const roundsByKey = new WeakMap<Buffer, Map<string, readonly RoundFunction[]>>();

/** Tables live as long as the key object, which the caller keeps. */
function roundsOf(jurisdictionCode: string, key: Buffer): readonly RoundFunction[] {
  if (key.length < 16) throw new RangeError('the tracking number key needs at least 16 bytes');
  const byCode = roundsByKey.get(key) ?? new Map<string, readonly RoundFunction[]>();
  roundsByKey.set(key, byCode);
  let rounds = byCode.get(jurisdictionCode);
  if (!rounds) {
    rounds = Array.from(
      { length: ROUNDS },
      (_, round) => new RoundFunction(key, `tracking-number/${jurisdictionCode}/${round}`),
    );
    byCode.set(jurisdictionCode, rounds);
  }
  return rounds;
}

/** A balanced Feistel network over 30 bits; a permutation whatever the round functions are. */
function permute30(value: number, rounds: readonly RoundFunction[]): number {
  let left = value >>> HALF_BITS;
  let right = value & HALF_MASK;
  for (const round of rounds) {
    const mixed = left ^ round.at(right);
    left = right;
    right = mixed;
  }
  return left * HALF_SIZE + right;
}

/**
 * The 12-digit tracking number of a prefecture's n-th report: 2 digits of the prefecture, 9 digits of the permuted sequence,
 * 1 check digit. Cycle walking (2^30 / 10^9 = 1.07 rounds on average) keeps the permutation inside 0..999,999,999, so different
 * sequence numbers under one key never give the same number.
 * @param jurisdictionCode six digits, e.g. `230100`
 * @param sequence 0..999,999,999, never used twice in a prefecture
 * @param key secret of at least 16 bytes; it may never change while its numbers live
 * @throws RangeError for a malformed code, an exhausted sequence or a short key
 */
export function makeTrackingNumber(jurisdictionCode: string, sequence: number, key: Buffer): string {
  if (!/^\d{4}00$/.test(jurisdictionCode)) throw new RangeError('not a prefecture code');
  if (!Number.isInteger(sequence) || sequence < 0 || sequence >= SEQUENCE_SPACE) {
    throw new RangeError('the sequence of this prefecture is outside 0..999,999,999');
  }
  const rounds = roundsOf(jurisdictionCode, key);
  let value = permute30(sequence, rounds);
  while (value >= SEQUENCE_SPACE) value = permute30(value, rounds);
  const digits = jurisdictionCode.slice(2, 4) + String(value).padStart(9, '0');
  return digits + String(dammDigit(digits));
}

/** Shown and spoken in three groups of four: `0112 3456 7890`. */
export function formatTrackingNumber(trackingNumber: string): string {
  return trackingNumber.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1 $2 $3');
}

/**
 * What a person typed, as 12 plain digits: blanks, dashes and full-width digits are taken as meant.
 * @returns null when it is not 12 digits with the right check digit
 */
export function parseTrackingNumber(input: string): string | null {
  const digits = input.normalize('NFKC').replace(/[\s\p{Pd}.·]/gu, '');
  return /^\d{12}$/.test(digits) && dammDigit(digits) === 0 ? digits : null;
}

/** The prefecture that gave a number: `01…` -> `230100`. The number is taken to be parsed. */
export function jurisdictionOfNumber(trackingNumber: string, provincePrefix = PROVINCE_PREFIX): string {
  return `${provincePrefix}${trackingNumber.slice(0, 2)}00`;
}

/** Six random digits that, with the number, let the reporter see the ticket. */
export function newQueryCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** A typed query code as six plain digits, or null. */
export function parseQueryCode(input: string): string | null {
  const digits = input.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
