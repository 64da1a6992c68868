import { NextResponse, type NextRequest } from 'next/server';

import { env } from '@/lib/platform/env';
import { contentSecurityPolicy, hasMap, pageAddress, requestIdOf } from '@/lib/platform/i18n/page-request';

/**
 * Chooses the language by the path, gives each page its request id and its Content-Security-Policy nonce.
 * It never authorises anything: every page and handler does that itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const address = pageAddress(pathname);
  if (address.kind === 'redirect') {
    // Absolute, as next insists; it is sent on as a path, since the origin is its own.
    return NextResponse.redirect(new URL(address.to + search, request.url), 308);
  }

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce, hasMap(pathname) ? env().map?.origins : []);
  const requestId = requestIdOf(request.headers.get('x-request-id'));

  const headers = new Headers(request.headers);
  headers.set('x-request-id', requestId);
  headers.set('x-nonce', nonce);
  headers.set('x-page', pathname + search);
  headers.set('content-security-policy', policy);

  const target = request.nextUrl.clone();
  target.pathname = address.to;
  const response = NextResponse.rewrite(target, { request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-request-id', requestId);
  return response;
}

/*
 * Left out: the API, built assets, files (a dot in the last segment), and the upload paths of pages, report-photos and
 * track-photos: a body that passes a proxy is cut at 10 MB.
 */
export const config = {
  matcher: ['/((?!api(?:/|$)|_next/|report-photos(?:/|$)|track-photos(?:/|$)|.*\\.[a-zA-Z0-9]+$).*)'],
};
