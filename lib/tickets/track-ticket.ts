import { equalBytes } from '@/lib/platform/crypto';
import { systemClock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { holdPasses, type LimitName } from '@/lib/platform/rate-limit';
import { findTrackedTicket, queryCodeHashOf } from './queries';
import { queryCodeHash } from './query-code';
import { reference } from './reference';
import { verifyTrackToken } from './track-link';
import { parseQueryCode, parseTrackingNumber } from './tracking-number';
import type { PublicTicketView } from './view-schemas';
import { publicTicketView } from './views';

const NO_NUMBER = '000000000000';

/**
 * Proves that a person holds the query code of a number. Every attempt is counted before it is compared, per number, per
 * address and in all, and a right one is given back, so that only failures stay counted; a wrong code, an unknown number and a mistyped one get the same answer after the same work.
 * @returns the number, 12 digits
 * @throws DomainError not_found, rate_limited
 */
export async function proveQueryCode(input: {
  number: string;
  code: string;
  address: string;
}): Promise<string> {
  const trackingNumber = parseTrackingNumber(input.number);
  const code = parseQueryCode(input.code);
  const doors: [LimitName, string][] = [
    ['track-number', trackingNumber ?? NO_NUMBER],
    ['track-address', input.address],
    ['track-all', 'all'],
  ];
  // A mistyped number is nobody's, so its failures count per address only.
  const counted = trackingNumber ? doors : doors.slice(1);
  const giveBack = await holdPasses(counted);

  const expected = await queryCodeHashOf(trackingNumber ?? NO_NUMBER);
  const given = queryCodeHash(trackingNumber ?? NO_NUMBER, code ?? '');
  const matches = equalBytes(expected ?? Buffer.alloc(given.length), given);
  if (trackingNumber && expected && matches) {
    await giveBack();
    return trackingNumber;
  }
  throw new DomainError('not_found');
}

/** The view of a ticket whose number + code or signed link was proven. */
async function viewOf(trackingNumber: string): Promise<PublicTicketView> {
  const [ticket, facts] = await Promise.all([findTrackedTicket(trackingNumber), reference()]);
  if (!ticket) throw new DomainError('not_found');
  return publicTicketView(ticket, facts, systemClock.now());
}

/**
 * A ticket by number and query code.
 * @throws DomainError not_found, rate_limited
 */
export async function trackByCode(input: {
  number: string;
  code: string;
  address: string;
}): Promise<PublicTicketView> {
  return viewOf(await proveQueryCode(input));
}

/**
 * A ticket by its signed link.
 * @throws DomainError not_found when the token is not ours
 */
export async function trackByLink(number: string, token: string): Promise<PublicTicketView> {
  const trackingNumber = parseTrackingNumber(number);
  if (!trackingNumber || !verifyTrackToken(trackingNumber, token)) throw new DomainError('not_found');
  return viewOf(trackingNumber);
}
