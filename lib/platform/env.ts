import { z } from 'zod';
import { mapSetting } from './map-setting';
import { flag, key32, keyRing, optionalUrl, originList, port } from './setting-shapes';

/** Values that ship with the sandbox; a production start refuses each of them. */
const DEMO_VALUES = ['sandbox-twilio-token', 'AC00000000000000000000000000000000'];

interface SettingDescription {
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
    name: 'LOG_LEVEL',
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    fallback: 'info',
    meaning: 'Least severe line that is logged',
  },
] as const satisfies readonly SettingDescription[];

type SettingName = (typeof SETTINGS)[number]['name'];
type SettingValue<N extends SettingName> = z.output<
  Extract<(typeof SETTINGS)[number], { name: N }>['schema']
>;

/** A setting is missing, ill-formed, weak or a demo value in production; the message names the variable and the remedy. */
export class SettingsError extends Error {}

function readSetting<N extends SettingName>(source: NodeJS.ProcessEnv, name: N): SettingValue<N> {
  const description: SettingDescription = SETTINGS.find((setting) => setting.name === name)!;
  const given = source[name];
  const text = given === undefined || given === '' ? description.fallback : given;
  const parsed = description.schema.safeParse(text);
  if (!parsed.success)
    throw new SettingsError(
      `${name}: ${text === '' ? '未设置 / is not set' : '无效 / is not valid'} (${parsed.error.issues[0]?.message}). ${description.meaning}`,
    );
  return parsed.data as SettingValue<N>;
}

/** What has a default for the sandbox only. */
const REQUIRED_IN_PRODUCTION: readonly string[] = [
  'PUBLIC_BASE_URL',
  'SMTP_URL',
  'MAIL_FROM',
  'ENCRYPTION_KEYS',
  'LOOKUP_KEY',
];
const LOCAL_HOST = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$|\.(?:localhost|invalid)$/i;

function isConstant(key: Buffer): boolean {
  return key.every((byte) => byte === key[0]);
}

function refuseWeakProduction(source: NodeJS.ProcessEnv): void {
  for (const { name, ...setting } of SETTINGS as readonly SettingDescription[]) {
    const value = source[name] ?? '';
    if (DEMO_VALUES.some((demo) => value.includes(demo)))
      throw new SettingsError(`${name}: 演示值不能用于生产 / a demo value cannot be used with SANDBOX=0`);
    if (REQUIRED_IN_PRODUCTION.includes(name) && value === '')
      throw new SettingsError(`${name}: 未设置 / must be set with SANDBOX=0. ${setting.meaning}`);
  }
  const { hostname, protocol } = new URL(readSetting(source, 'PUBLIC_BASE_URL'));
  if (protocol !== 'https:' || LOCAL_HOST.test(hostname))
    throw new SettingsError(
      'PUBLIC_BASE_URL: 须为公开的 https 地址 / must be the public https address with SANDBOX=0',
    );
  if (!/^smtps?:\/\/./.test(source.SMTP_URL ?? ''))
    throw new SettingsError('SMTP_URL: 须以 smtp:// 或 smtps:// 开头 / must be smtp://… or smtps://…');
  if (/\.invalid\b/i.test(source.MAIL_FROM ?? ''))
    throw new SettingsError('MAIL_FROM: 须为真实地址 / must be a real address with SANDBOX=0');
  if (isConstant(readSetting(source, 'LOOKUP_KEY')))
    throw new SettingsError('LOOKUP_KEY: 过于简单，请随机生成 / is one byte repeated; make a random key');
  if (readSetting(source, 'ENCRYPTION_KEYS').some(({ key }) => isConstant(key)))
    throw new SettingsError(
      'ENCRYPTION_KEYS: 过于简单，请随机生成 / has a key of one byte repeated; make a random key',
    );
  if (source.METRICS_TOKEN && source.METRICS_TOKEN.length < 16)
    throw new SettingsError('METRICS_TOKEN: 过短，至少 16 个字符 / is too short; use 16 characters or more');
  if (source.TWILIO_ACCOUNT_SID && (source.TWILIO_AUTH_TOKEN ?? '').length < 16)
    throw new SettingsError('TWILIO_AUTH_TOKEN: 过短 / is missing or too short for a real account');
  if (source.MAP_STYLE_URL?.startsWith('http:'))
    throw new SettingsError('MAP_STYLE_URL: 须为 https 地址 / must be https with SANDBOX=0');
  if (source.RATE_LIMITS === '0')
    throw new SettingsError('RATE_LIMITS: 生产环境不得关闭 / must be 1 with SANDBOX=0');
}

/**
 * The settings that `source` holds.
 * @throws SettingsError naming the variable and what it means
 */
export function parseEnv(source: NodeJS.ProcessEnv) {
  const sandbox = readSetting(source, 'SANDBOX');
  if (!sandbox) refuseWeakProduction(source);
  const databaseUrl = readSetting(source, 'DATABASE_URL');
  return {
    port: readSetting(source, 'PORT'),
    host: readSetting(source, 'HOST'),
    publicBaseUrl: readSetting(source, 'PUBLIC_BASE_URL'),
    dataDir: readSetting(source, 'DATA_DIR'),
    databaseUrl,
    databaseOwnerUrl: readSetting(source, 'DATABASE_OWNER_URL') || databaseUrl,
    databasePool: readSetting(source, 'DATABASE_POOL'),
    sandbox,
    sandboxPort: readSetting(source, 'SANDBOX_PORT'),
    smtpUrl: readSetting(source, 'SMTP_URL'),
    mailFrom: readSetting(source, 'MAIL_FROM'),
    twilio: {
      accountSid: readSetting(source, 'TWILIO_ACCOUNT_SID'),
      authToken: readSetting(source, 'TWILIO_AUTH_TOKEN'),
      from: readSetting(source, 'TWILIO_FROM'),
      apiBaseUrl: readSetting(source, 'TWILIO_API_BASE_URL').replace(/\/+$/, ''),
    },
    encryptionKeys: readSetting(source, 'ENCRYPTION_KEYS'),
    lookupKey: readSetting(source, 'LOOKUP_KEY'),
    metricsToken: readSetting(source, 'METRICS_TOKEN'),
    trustedProxyHops: readSetting(source, 'TRUSTED_PROXY_HOPS'),
    rateLimits: readSetting(source, 'RATE_LIMITS'),
    deliveryRetryBaseMs: readSetting(source, 'DELIVERY_RETRY_BASE_MS'),
    map: mapSetting(
      readSetting(source, 'MAP_STYLE_URL'),
      readSetting(source, 'MAP_COORDINATES'),
      readSetting(source, 'MAP_ORIGINS'),
    ),
    logLevel: readSetting(source, 'LOG_LEVEL'),
  };
}

/** All settings of this process, parsed. */
export type Env = ReturnType<typeof parseEnv>;

let parsed: Env | undefined;

/**
 * The settings of this process, parsed on first use and then fixed.
 * @throws SettingsError naming the variable and what it means
 */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}
