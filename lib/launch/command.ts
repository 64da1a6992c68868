import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { claim, runningProduct } from '@/lib/launch/claim';
import { ensureDatabase } from '@/lib/launch/database';
import { startCluster } from '@/lib/launch/embedded-postgres';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import { root } from '@/lib/launch/places';
import { loadSecrets, type Secrets } from '@/lib/launch/secrets';
import {
  DATABASE,
  embeddedUrls,
  launchSettings,
  productEnvironment,
  type DatabaseUrls,
  type LaunchSettings,
} from '@/lib/launch/settings';
import { closeDb } from '@/lib/platform/db';

/** A file under lib/launch/commands. */
export interface CommandModule {
  default: (args: string[]) => Promise<void>;
  /** false: the command needs no database and gets none. */
  database?: boolean;
}

/** Another command may hold the database for a while. */
const PATIENCE_MS = 60_000;

/**
 * Runs one command with the settings of the running product, or, when none runs, with embedded PostgreSQL started for the
 * command's duration.
 */
export async function runCommand(name: string, args: string[]): Promise<void> {
  const file = path.join(root, '.build', 'commands', `${name}.mjs`);
  if (!/^[a-z-]+$/.test(name) || !fs.existsSync(file)) throw unknown(name);
  const command = (await import(pathToFileURL(file).href)) as CommandModule;
  const settings = await launchSettings(process.env);
  const secrets = loadSecrets(settings.dataDir, settings.cluster ?? '');
  const work = async (urls: DatabaseUrls, running: Partial<LaunchSettings> = {}) => {
    Object.assign(process.env, productEnvironment(process.env, { ...settings, ...running }, secrets, urls));
    await command.default(args);
    await closeDb();
  };
  if (command.database === false) return work({ DATABASE_URL: '', DATABASE_OWNER_URL: '' });
  if (!settings.cluster) {
    const url = process.env.DATABASE_URL ?? '';
    return work({ DATABASE_URL: url, DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL || url });
  }
  const product = runningProduct(settings.dataDir);
  if (product?.pgPort) return work(embeddedUrls(product.pgPort, secrets), product);
  await withOwnCluster(settings, settings.cluster, secrets, work);
}

async function withOwnCluster(
  settings: LaunchSettings,
  folder: string,
  secrets: Secrets,
  work: (urls: DatabaseUrls) => Promise<void>,
): Promise<void> {
  const release = await claim(settings.dataDir, PATIENCE_MS);
  try {
    const port = settings.pgPort ? { port: settings.pgPort } : {};
    const cluster = await startCluster({ folder, password: secrets.postgres.superuser, ...port });
    try {
      await ensureDatabase(cluster.port, secrets.postgres, DATABASE);
      await work(embeddedUrls(cluster.port, secrets));
    } finally {
      await cluster.stop();
    }
  } finally {
    release();
  }
}

function unknown(name: string): LaunchFault {
  const known = fs
    .readdirSync(path.join(root, '.build', 'commands'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => path.basename(file, '.mjs'))
    .join(' ');
  return new LaunchFault(
    `没有命令 ${name}；可用：${known}`,
    `There is no command "${name}"; known: ${known}`,
  );
}
