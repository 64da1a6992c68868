/** The pages that are the same for everyone. A shared cache may keep them, one copy for each display mode (docs/runbook). */
const PUBLIC_PAGES = ['help', 'contact', 'privacy', 'accessibility', 'site-map', 'cases', 'notices'].join(
  '|',
);
const CASE = ':id([0-9a-z]{14})';
const NOTICE = ':id([0-9a-f-]{36})';
const forEveryone = [{ key: 'Cache-Control', value: 'public, s-maxage=2' }];

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Compression is the reverse proxy's work: next's own gzip blocks the event loop (docs/runbook).
  compress: false,
  // `npm test` type-checks and lints everything in stages of their own.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: [
    'pg',
    'sharp',
    'pino',
    'twilio',
    'graphile-worker',
    '@prisma/client',
    '@prisma/adapter-pg',
    'nodemailer',
  ],
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
          {
            key: 'Permissions-Policy',
            value: 'geolocation=(self), camera=(self), microphone=(), payment=(), usb=()',
          },
          { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        ],
      },
      { source: '/', headers: forEveryone },
      { source: '/en', headers: forEveryone },
      { source: `/:page(${PUBLIC_PAGES})`, headers: forEveryone },
      { source: `/en/:page(${PUBLIC_PAGES})`, headers: forEveryone },
      { source: `/cases/${CASE}`, headers: forEveryone },
      { source: `/en/cases/${CASE}`, headers: forEveryone },
      ...['', '/en'].map((locale) => ({
        source: `${locale}/console/:path*`,
        headers: [
          { key: 'Cache-Control', value: 'no-store' },
          { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
          // The invitation's link is in its address.
          { key: 'Referrer-Policy', value: 'same-origin' },
        ],
      })),
      { source: `/notices/${NOTICE}`, headers: forEveryone },
      { source: `/en/notices/${NOTICE}`, headers: forEveryone },
      {
        // Asked for with every visit of the form, so that a new version or its withdrawal is seen at once.
        source: '/service-worker.js',
        headers: [
          { key: 'Cache-Control', value: 'no-cache' },
          { key: 'Service-Worker-Allowed', value: '/' },
        ],
      },
      {
        // These rules are fixed at build time, so the scheme is read from the request: behind a TLS proxy only.
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }],
      },
    ];
  },
};
