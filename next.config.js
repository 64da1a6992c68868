const CASE = ':id([0-9a-z]{14})';

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
      // Public cases: whoever shares a cache keeps them two seconds; a withdrawal is everywhere within three.
      ...['/cases', '/en/cases', `/cases/${CASE}`, `/en/cases/${CASE}`].map((source) => ({
        source,
        headers: [{ key: 'Cache-Control', value: 'public, s-maxage=2' }],
      })),
      {
        // These rules are fixed at build time, so the scheme is read from the request: behind a TLS proxy only.
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }],
      },
    ];
  },
};
