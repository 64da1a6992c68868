import { DomainError } from '@/lib/platform/errors';
import { TrackProof } from '@/lib/tickets/track-proof';

/** The proof of a page's number and token, or null when the link is not ours. */
export function proofOfLink(number: string, token: unknown): TrackProof | null {
  try {
    return TrackProof.byLink(number, typeof token === 'string' ? token : '');
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}

/** A page below a ticket's, with the token that opens it. */
export function ticketPath(
  number: string,
  token: string,
  below = '',
  query: Record<string, string> = {},
): string {
  return `/track/${number}${below}?${new URLSearchParams({ t: token, ...query }).toString()}`;
}
