/** The languages of the site. Chinese lives at `/`, English at `/en`; no header or cookie chooses, so that a shared cache stays right. */
export const locales = ['zh-CN', 'en'] as const;

export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = 'zh-CN';

export function isLocale(value: string): value is Locale {
  return (locales as readonly string[]).includes(value);
}

/** The public address of `path` (which starts with `/` and carries no locale) in a language. */
export function localePath(locale: Locale, path: string): string {
  if (locale === defaultLocale) return path;
  return `/${locale}${path.replace(/^\/(?=$|[?#])/u, '')}`;
}

/** Splits a public path into its language and the path without it. */
export function splitLocale(pathname: string): { locale: Locale; path: string } {
  for (const locale of locales) {
    if (locale === defaultLocale) continue;
    if (pathname === `/${locale}`) return { locale, path: '/' };
    if (pathname.startsWith(`/${locale}/`)) return { locale, path: pathname.slice(locale.length + 1) };
  }
  return { locale: defaultLocale, path: pathname };
}
