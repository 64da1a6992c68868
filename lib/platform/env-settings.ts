import { z } from 'zod';
import { flag, key32, keyRing, optionalUrl, originList, port } from './setting-shapes';

export interface SettingDescription {
  name: string;
  schema: z.ZodType;
  fallback: string;
  meaning: string;
  secret?: boolean;
}

/** Every environment variable the product reads; `npm run settings` prints this table. */
export const SETTINGS = [
  {
    name: 'PORT',
    schema: port,
    fallback: '3000',
    meaning: 'Port of the web server',
  },
  {
    name: 'HOST',
    schema: z.string(),
    fallback: '127.0.0.1',
    meaning: 'Address to listen on; 0.0.0.0 when SANDBOX=0',
  },
  {
    name: 'PUBLIC_BASE_URL',
    schema: z.url().transform((url) => url.replace(/\/+$/, '')),
    fallback: 'http://localhost:3000',
    meaning:
      'The address people and providers reach us at; links and webhook signatures use it; https when SANDBOX=0',
  },
  {
    name: 'DATA_DIR',
    schema: z.string().min(1),
    fallback: '.data',
    meaning: 'Embedded database, uploads, generated secrets',
  },
  {
    name: 'DATABASE_URL',
    schema: z.string().min(1),
    fallback: '',
    meaning: 'PostgreSQL >= 15, application role; embedded when unset',
    secret: true,
  },
  {
    name: 'DATABASE_OWNER_URL',
    schema: z.string(),
    fallback: '',
    meaning: 'Role that owns the tables (migrations); DATABASE_URL when unset',
    secret: true,
  },
  {
    name: 'DATABASE_POOL',
    schema: z.coerce.number().int().min(2).max(200),
    fallback: '16',
    meaning: 'Database connections of one process',
  },
  {
    name: 'SANDBOX',
    schema: flag,
    fallback: '1',
    meaning: '1: run with the outside world in miniature; 0: production',
  },
  {
    name: 'SANDBOX_PORT',
    schema: port,
    fallback: '3090',
    meaning: 'Port of the sandbox',
  },
  {
    name: 'SMTP_URL',
    schema: z.string(),
    fallback: 'smtp://127.0.0.1:3091',
    meaning: 'Mail server that sends our e-mail; must be set when SANDBOX=0',
    secret: true,
  },
  {
    name: 'MAIL_FROM',
    schema: z.string().min(3),
    fallback: '12319 <no-reply@12319.invalid>',
    meaning: 'Sender of our e-mail; must be set when SANDBOX=0',
  },
  {
    name: 'TWILIO_ACCOUNT_SID',
    schema: z.string(),
    fallback: '',
    meaning: 'Twilio account; SMS is off when unset',
  },
  {
    name: 'TWILIO_AUTH_TOKEN',
    schema: z.string(),
    fallback: '',
    meaning: 'Twilio token; webhooks are refused when unset',
    secret: true,
  },
  {
    name: 'TWILIO_FROM',
    schema: z.string(),
    fallback: '',
    meaning: 'Number our SMS come from',
  },
  {
    name: 'TWILIO_API_BASE_URL',
    schema: z.url(),
    fallback: 'https://api.twilio.com',
    meaning: "Twilio's REST address; the sandbox's in the sandbox",
  },
  {
    name: 'ENCRYPTION_KEYS',
    schema: keyRing,
    fallback: '',
    meaning: 'Keys that seal personal data, newest first: id:base64,id:base64',
    secret: true,
  },
  {
    name: 'LOOKUP_KEY',
    schema: key32,
    fallback: '',
    meaning: 'Key of blind indexes, query codes, links and the number permutation; never change it',
    secret: true,
  },
  {
    name: 'METRICS_TOKEN',
    schema: z.string(),
    fallback: '',
    meaning:
      'Bearer token of /api/metrics and the queues of /api/health/ready, 16 characters or more when SANDBOX=0; nobody may read when unset',
    secret: true,
  },
  {
    name: 'TRUSTED_PROXY_HOPS',
    schema: z.coerce.number().int().min(0).max(10),
    fallback: '0',
    meaning: 'How many proxies in front append to X-Forwarded-For',
  },
  {
    name: 'RATE_LIMITS',
    schema: flag,
    fallback: '1',
    meaning: '0 lifts the public limits for a load test; refused when SANDBOX=0',
  },
  {
    name: 'REVEALS_PER_DAY',
    schema: z.coerce.number().int().min(1).max(1_000),
    fallback: '30',
    meaning: 'How many times in 24 hours one account may see the contact of a reporter',
  },
  {
    name: 'DELIVERY_RETRY_BASE_MS',
    schema: z.coerce.number().int().min(1),
    fallback: '5000',
    meaning: 'First pause after a failed delivery; doubles each time, with jitter, up to an hour',
  },
  {
    name: 'MAP_STYLE_URL',
    schema: optionalUrl,
    fallback: '',
    meaning: "MapLibre style of the map to pick a place on, the sandbox's in the sandbox; no map when unset",
  },
  {
    name: 'MAP_COORDINATES',
    schema: z.enum(['wgs84', 'gcj02']),
    fallback: 'wgs84',
    meaning: 'What that style counts in: gcj02 for the maps of Chinese vendors; we keep WGS-84',
  },
  {
    name: 'MAP_ORIGINS',
    schema: originList,
    fallback: '',
    meaning:
      "Further origins the style loads tiles, fonts or images from, with commas; the style's own is known",
  },
  {
    name: 'OIDC_ISSUER',
    schema: optionalUrl.transform((url) => url.replace(/\/+$/, '')),
    fallback: '',
    meaning:
      'OpenID Connect provider that staff may sign in with; not offered when unset; https when SANDBOX=0',
  },
  {
    name: 'OIDC_CLIENT_ID',
    schema: z.string(),
    fallback: '',
    meaning: 'Our client at OIDC_ISSUER; its redirect address is PUBLIC_BASE_URL/api/auth/callback/oidc',
  },
  {
    name: 'OIDC_CLIENT_SECRET',
    schema: z.string(),
    fallback: '',
    meaning: "That client's secret",
    secret: true,
  },
  {
    name: 'LOG_LEVEL',
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    fallback: 'info',
    meaning: 'Least severe line that is logged',
  },
] as const satisfies readonly SettingDescription[];
