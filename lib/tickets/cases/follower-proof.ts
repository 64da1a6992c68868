import { signToken, verifyToken } from '@/lib/platform/crypto';
import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';
import { localePath, type Locale } from '@/lib/platform/i18n/locales';

/** One follower's row. */
export interface FollowerKey {
  jurisdictionCode: string;
  followerId: string;
}

const PURPOSE = 'case-follower';
const REFERENCE = /^(\d{6})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The query of a follower's own page: the row and the token that proves we gave it out. It holds no personal data. */
export function followerQuery({ jurisdictionCode, followerId }: FollowerKey): { f: string; t: string } {
  const reference = `${jurisdictionCode}.${followerId}`;
  return { f: reference, t: signToken(PURPOSE, reference) };
}

/** A follower's own page, where a contact is left and following is ended. */
export function followingUrl(caseId: string, key: FollowerKey, locale: Locale): string {
  const path = localePath(locale, `/cases/${caseId}/following`);
  return `${env().publicBaseUrl}${path}?${new URLSearchParams(followerQuery(key)).toString()}`;
}

/** That whoever acts holds the signed link of a follower. Only `byLink` makes one. */
export class FollowerProof {
  readonly #key: FollowerKey;

  private constructor(key: FollowerKey) {
    this.#key = key;
  }

  /**
   * The proven row.
   * @throws TypeError for an object that only looks like a proof
   */
  static keyOf(proof: FollowerProof): FollowerKey {
    return proof.#key;
  }

  /**
   * Proves the query of a follower's page.
   * @throws DomainError no_such_page when the token is not ours
   */
  static byLink(f: unknown, t: unknown): FollowerProof {
    const [, jurisdictionCode, followerId] = REFERENCE.exec(typeof f === 'string' ? f : '') ?? [];
    if (!jurisdictionCode || !followerId || typeof t !== 'string' || !verifyToken(PURPOSE, String(f), t))
      throw new DomainError('no_such_page');
    return new FollowerProof({ jurisdictionCode, followerId });
  }
}
