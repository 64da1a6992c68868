import type { NextRequest } from 'next/server';

/**
 * Path and query as Twilio signed them. `request.url` holds the inner host and a re-encoded query;
 * a plain Request has no nextUrl.
 */
export function signedPath(request: Request | NextRequest): string {
  const { pathname, search } = 'nextUrl' in request ? request.nextUrl : new URL(request.url);
  return pathname + search;
}
