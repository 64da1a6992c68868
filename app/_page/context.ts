import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';

import { isLocale, localePath, splitLocale, type Locale } from '@/lib/platform/i18n/locales';
import { translator, type Translate } from '@/lib/platform/i18n/translate';

/** How the site is shown. One value, so that a shared cache keeps three copies of a page and no more. */
export const displayModes = ['standard', 'elder', 'contrast'] as const;
export type DisplayMode = (typeof displayModes)[number];

/** What every page starts from: its language, its texts, and a maker of links in that language. */
export interface PageContext {
  locale: Locale;
  t: Translate;
  link: (path: string) => string;
}

function contextOf(locale: Locale): PageContext {
  return { locale, t: translator(locale), link: (path) => localePath(locale, path) };
}

/** The context of a page below `app/[locale]`; an unknown language is an unknown page. */
export async function pageContext(params: Promise<{ locale: string }>): Promise<PageContext> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return contextOf(locale);
}

/** The context where no params are given (not-found), from the address that proxy.ts noted. */
export async function pageContextFromHeaders(): Promise<PageContext> {
  return contextOf(splitLocale(await currentPage()).locale);
}

/** The public path and query of the page being rendered. */
export async function currentPage(): Promise<string> {
  return (await headers()).get('x-page') ?? '/';
}

/** The display mode of the reader's cookie; anything unknown is the standard. */
export async function displayMode(): Promise<DisplayMode> {
  const value = (await cookies()).get('mode')?.value;
  return displayModes.find((mode) => mode === value) ?? 'standard';
}
