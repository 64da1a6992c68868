import { equalBytes } from '@/lib/platform/crypto';
import { DomainError } from '@/lib/platform/errors';
import { holdPasses, type LimitName } from '@/lib/platform/rate-limit';
import { queryCodeHashOf } from './queries';
import { queryCodeHash } from './query-code';
import { verifyTrackToken } from './track-link';
import { parseQueryCode, parseTrackingNumber } from './tracking-number';

const NO_NUMBER = '000000000000';

/**
 * That whoever acts holds the signed link or the query code of a ticket. Only the two ways below make one, so a command
 * that asks for it cannot be reached without.
 */
export class TrackProof {
  readonly #trackingNumber: string;

  private constructor(trackingNumber: string) {
    this.#trackingNumber = trackingNumber;
  }

  /**
   * The proven number, 12 digits.
   * @throws TypeError for an object that only looks like a proof
   */
  static numberOf(proof: TrackProof): string {
    return proof.#trackingNumber;
  }

  /**
   * Proves the signed link of a ticket.
   * @throws DomainError not_found when the token is not ours
   */
  static byLink(number: string, token: string): TrackProof {
    const trackingNumber = parseTrackingNumber(number);
    if (!trackingNumber || !verifyTrackToken(trackingNumber, token)) throw new DomainError('not_found');
    return new TrackProof(trackingNumber);
  }

  /**
   * Proves the query code of a number. Every attempt is counted before it is compared, per number, per address and in all,
   * and a right one is given back; a wrong code, an unknown number and a mistyped one get the same answer after the same
   * work.
   * @throws DomainError not_found, rate_limited
   */
  static async byCode(input: { number: string; code: string; address: string }): Promise<TrackProof> {
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
      return new TrackProof(trackingNumber);
    }
    throw new DomainError('not_found');
  }
}
