import type { z } from 'zod';
import { SETTINGS, type SettingDescription } from './env-settings';
import { mapSetting } from './map-setting';

/** Values that ship with the sandbox; a production start refuses each of them. */
const DEMO_VALUES = ['sandbox-twilio-token', 'AC00000000000000000000000000000000'];

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
  if (source.OIDC_ISSUER && !source.OIDC_ISSUER.startsWith('https://'))
    throw new SettingsError('OIDC_ISSUER: 须为 https 地址 / must be an https address with SANDBOX=0');
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
  const oidc = {
    issuer: readSetting(source, 'OIDC_ISSUER'),
    clientId: readSetting(source, 'OIDC_CLIENT_ID'),
    clientSecret: readSetting(source, 'OIDC_CLIENT_SECRET'),
  };
  if (oidc.issuer && (!oidc.clientId || !oidc.clientSecret))
    throw new SettingsError(
      'OIDC_ISSUER: 还须设置 OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET / needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET',
    );
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
    oidc,
    revealsPerDay: readSetting(source, 'REVEALS_PER_DAY'),
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
  if (parsed) return parsed;
  parsed = parseEnv(process.env);
  // next-auth asks the environment for its address and believes nothing else; there is one public address.
  process.env.NEXTAUTH_URL = parsed.publicBaseUrl;
  return parsed;
}
