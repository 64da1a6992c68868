import type { MetadataRoute } from 'next';
import { connection } from 'next/server';

import { env } from '@/lib/platform/env';
import { localePath, locales } from '@/lib/platform/i18n/locales';

import { sitePages } from './_page/site-pages';

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const { publicBaseUrl } = env();
  return sitePages.flatMap(({ path }) =>
    locales.map((locale) => ({
      url: publicBaseUrl + localePath(locale, path),
      alternates: {
        languages: Object.fromEntries(
          locales.map((other) => [other, publicBaseUrl + localePath(other, path)]),
        ),
      },
    })),
  );
}
