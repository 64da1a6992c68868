import { env } from '@/lib/platform/env';

const secure = () => env().publicBaseUrl.startsWith('https:');

/**
 * The name of a cookie of ours: behind TLS with the prefix that binds it to this very host (RFC 6265bis, 4.1.3.2), so that no
 * other host of the domain can plant one. `staff` is the session's, and docs/nginx knows it: pages of somebody who carries it
 * are never kept.
 */
export function cookieName(name: string): string {
  return secure() ? `__Host-${name}` : name;
}

/** A cookie of a request's header. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const wanted = cookieName(name);
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === wanted) return decoded(part.slice(at + 1).trim());
  }
  return undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** A Set-Cookie line; without a value it clears the cookie, without an age it ends with the browser. */
export function cookieLine(name: string, value: string | null, maxAgeSeconds?: number): string {
  const age =
    value === null ? '; Max-Age=0' : maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure() ? '; Secure' : ''}`;
  return `${cookieName(name)}=${encodeURIComponent(value ?? '')}${age}${attributes}`;
}
