import { DomainError } from '@/lib/platform/errors';
import { FollowerProof, followerQuery, type FollowerKey } from '@/lib/tickets/cases/follower-proof';

/** The report somebody left to follow a case: `form`, kept in the browser, or the id of a draft on the server. */
export function reportOf(value: unknown): string | null {
  return typeof value === 'string' && /^(?:form|[0-9a-f]{32})$/.test(value) ? value : null;
}

/** Where that report is gone on with. */
export function reportPath(report: string): string {
  return report === 'form' ? '/report' : `/report/${report}/review`;
}

/** The page of one follower, with what it has to say beside. */
export function followingPath(
  caseId: string,
  key: FollowerKey,
  more: Record<string, string | null | undefined> = {},
): string {
  const given = Object.entries(more).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams({ ...followerQuery(key), ...Object.fromEntries(given) });
  return `/cases/${caseId}/following?${query.toString()}`;
}

/** The proof in a page's address or a form, or null when the link is not ours. */
export function followerOf(f: unknown, t: unknown): FollowerProof | null {
  try {
    return FollowerProof.byLink(f, t);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no_such_page') return null;
    throw error;
  }
}
