import path from 'node:path';
import { APP, OWNER, embeddedUrl } from '@/lib/launch/database';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { clusterFolder, dataFolder, root } from '@/lib/launch/places';
import { systemUser } from '@/lib/launch/postgres-user';
import type { Secrets } from '@/lib/launch/secrets';

export const DATABASE = 'portal';

/** What the launcher itself must know before the product's settings can be parsed. */
export interface LaunchSettings {
  sandbox: boolean;
  host: string;
  port: number;
  sandboxPort: number;
  smtpPort: number;
  imapPort: number;
  /** Only when PG_PORT names one. */
  pgPort?: number;
  publicBaseUrl: string;
  dataDir: string;
  /** Folder of the embedded cluster; null when DATABASE_URL names an outside database. */
  cluster: string | null;
  /** DATA_DIR is not where one would look for it, because PostgreSQL's account cannot enter the checkout. */
  moved: boolean;
}

/** Reads the launcher's settings from the environment, with the defaults of docs/settings. */
export async function launchSettings(env: NodeJS.ProcessEnv): Promise<LaunchSettings> {
  const sandbox = (env.SANDBOX || '1') !== '0';
  const port = portOf(env, 'PORT', 3000);
  const user = env.DATABASE_URL ? null : await systemUser();
  const dataDir = dataFolder(env.DATA_DIR || undefined, user);
  const cluster = env.DATABASE_URL ? null : clusterFolder(dataDir, user);
  return {
    sandbox,
    port,
    host: env.HOST || (sandbox ? '127.0.0.1' : '0.0.0.0'),
    sandboxPort: portOf(env, 'SANDBOX_PORT', 3090),
    smtpPort: portOf(env, 'SMTP_PORT', 3091),
    imapPort: portOf(env, 'IMAP_PORT', 3092),
    ...(env.PG_PORT && { pgPort: portOf(env, 'PG_PORT', 0) }),
    publicBaseUrl: (env.PUBLIC_BASE_URL || `http://localhost:${port}`).replace(/\/+$/, ''),
    dataDir,
    cluster,
    moved: path.dirname(dataDir) !== root && !env.DATA_DIR,
  };
}

function portOf(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const port = Number(env[name] || fallback);
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
  throw new LaunchFault(`${name} 不是端口号：${env[name]}`, `${name} is not a port number: ${env[name]}`);
}

/** The host of an address; one that is none is refused by name when the settings are parsed. */
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : 'localhost');

/** Where the database is, for whoever connects to it. */
export interface DatabaseUrls {
  DATABASE_URL: string;
  DATABASE_OWNER_URL: string;
}

/** The URLs of the embedded database. */
export function embeddedUrls(pgPort: number, secrets: Secrets): DatabaseUrls {
  return {
    DATABASE_URL: embeddedUrl(pgPort, APP, secrets.postgres.app, DATABASE),
    DATABASE_OWNER_URL: embeddedUrl(pgPort, OWNER, secrets.postgres.owner, DATABASE),
  };
}

/** The environment of every process of the product: what was set wins over what the sandbox supplies. */
export function productEnvironment(
  env: NodeJS.ProcessEnv,
  settings: LaunchSettings,
  secrets: Secrets,
  urls: DatabaseUrls,
): NodeJS.ProcessEnv {
  const supplied: Record<string, string> = settings.sandbox
    ? {
        SMTP_URL: `smtp://127.0.0.1:${settings.smtpPort}`,
        TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
        TWILIO_AUTH_TOKEN: 'sandbox-twilio-token',
        TWILIO_FROM: '+15005550006',
        TWILIO_API_BASE_URL: `http://127.0.0.1:${settings.sandboxPort}/twilio`,
        // By the host name the browser knows us under: the browser loads the map, not we.
        MAP_STYLE_URL: `http://${hostOf(settings.publicBaseUrl)}:${settings.sandboxPort}/map/style.json`,
        ENCRYPTION_KEYS: secrets.ENCRYPTION_KEYS,
        LOOKUP_KEY: secrets.LOOKUP_KEY,
        METRICS_TOKEN: secrets.METRICS_TOKEN,
      }
    : {};
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  return {
    ...supplied,
    ...set,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    SANDBOX: settings.sandbox ? '1' : '0',
    HOST: settings.host,
    PORT: String(settings.port),
    SANDBOX_PORT: String(settings.sandboxPort),
    SMTP_PORT: String(settings.smtpPort),
    IMAP_PORT: String(settings.imapPort),
    PUBLIC_BASE_URL: settings.publicBaseUrl,
    DATA_DIR: settings.dataDir,
    ...urls,
  };
}
