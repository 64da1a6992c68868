import { defaultLocale, splitLocale } from './locales';

/** Where a public path is served: rewritten to the folder of its language, or sent to its one public address. */
export function pageAddress(pathname: string): { kind: 'rewrite' | 'redirect'; to: string } {
  const internal = `/${defaultLocale}`;
  if (pathname === internal || pathname.startsWith(`${internal}/`)) {
    // "//host" after cutting the locale would be another site's address
    return { kind: 'redirect', to: `/${pathname.slice(internal.length).replace(/^\/+/u, '')}` };
  }
  const { locale, path } = splitLocale(pathname);
  return { kind: 'rewrite', to: path === '/' ? `/${locale}` : `/${locale}${path}` };
}

/** The caller's request id when it is harmless to log, else a new one. */
export function requestIdOf(given: string | null): string {
  return given !== null && /^[\w.-]{8,64}$/u.test(given) ? given : crypto.randomUUID();
}

/** Whether a public path is the page that has the map. */
export function hasMap(pathname: string): boolean {
  return splitLocale(pathname).path === '/report';
}

/**
 * The policy of every page: own files, and scripts that carry this response's nonce.
 * @param mapOrigins where the map of this page loads from; none on a page without one
 */
export function contentSecurityPolicy(nonce: string, mapOrigins: readonly string[] = []): string {
  const map = mapOrigins.map((origin) => ` ${origin}`).join('');
  const rules: Record<string, string> = {
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'`,
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': `'self' blob: data:${map}`,
    'connect-src': `'self'${map}`,
    // Browsers differ in what a worker falls back to; the map's is a file of our own.
    'worker-src': "'self'",
    'font-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** The path to come back to after a form was handled: a path of this site or `/`, never another site's address. */
export function returnPath(given: unknown): string {
  if (typeof given !== 'string' || !/^\/(?![/\\])[^\\\s]*$/u.test(given)) return '/';
  return given;
}
