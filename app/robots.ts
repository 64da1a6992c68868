import type { MetadataRoute } from 'next';
import { connection } from 'next/server';

import { env } from '@/lib/platform/env';

/** Made for each request: the public address is a setting of the running site, not of the build. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return {
    rules: {
      userAgent: '*',
      disallow: [
        '/api/',
        '/console',
        '/en/console',
        '/report/',
        '/en/report/',
        '/track/',
        '/en/track/',
        '/track-photos/',
        '/search',
        '/en/search',
      ],
    },
    sitemap: `${env().publicBaseUrl}/sitemap.xml`,
  };
}
