import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { printBanner } from '@/lib/launch/banner';
import { keepRunning, type Child, type ChildPlan } from '@/lib/launch/child';
import { announce, claim, type RunningProduct } from '@/lib/launch/claim';
import { APP, ensureDatabase } from '@/lib/launch/database';
import { LaunchFault, report } from '@/lib/launch/fault.mjs';
import { keepDatabase, type KeptDatabase } from '@/lib/launch/keep-database';
import { migrate } from '@/lib/launch/migrate';
import { assertSpace } from '@/lib/launch/places';
import { assertFree } from '@/lib/launch/ports';
import { untilReady } from '@/lib/launch/ready';
import { loadSecrets, type Secrets } from '@/lib/launch/secrets';
import {
  DATABASE,
  embeddedUrls,
  launchSettings,
  productEnvironment,
  type DatabaseUrls,
  type LaunchSettings,
} from '@/lib/launch/settings';
import { buildWeb, isBuilt } from '@/lib/launch/web-build';
import { env, SettingsError } from '@/lib/platform/env';
import { seed } from '@/prisma/seed';

const GRACE_MS = 10_000;

interface Running {
  settings: LaunchSettings;
  product: RunningProduct;
  children: Partial<Record<ChildPlan['name'], Child>>;
  database?: KeptDatabase;
  ready: boolean;
}

/**
 * Starts everything, keeps it running and stops it in reverse order on Ctrl-C or SIGTERM. Returns when all is ready; the
 * process lives on until it is told to stop.
 * @throws LaunchFault naming the remedy, with nothing left running
 */
export async function supervise(): Promise<void> {
  const settings = await launchSettings(process.env);
  const release = await claim(settings.dataDir);
  const running = begin(settings);
  const stop = onceStopped(running, release);
  try {
    await assertPorts(settings);
    assertSpace(settings.dataDir);
    const secrets = loadSecrets(settings.dataDir, settings.cluster ?? '');
    checkSettings(settings, secrets);
    if (!isBuilt())
      say('正在构建网站，首次约需一分钟……', 'Building the web pages, about a minute the first time…');
    const urls = await prepareParts(running, secrets);
    await startProcesses(running, productEnvironment(process.env, settings, secrets, urls));
    running.ready = true;
    announce(settings.dataDir, running.product);
    printBanner(settings);
  } catch (error) {
    await stop();
    throw error;
  }
}

function begin(settings: LaunchSettings): Running {
  const { port, publicBaseUrl, sandbox, sandboxPort, smtpPort, imapPort } = settings;
  const product = {
    port,
    publicBaseUrl,
    sandbox,
    sandboxPort,
    smtpPort,
    imapPort,
    pids: { supervisor: process.pid },
  };
  return { settings, product, children: {}, ready: false };
}

/** Whatever the processes would refuse to start with is said now, before anything runs. */
function checkSettings(settings: LaunchSettings, secrets: Secrets): void {
  const urls = settings.cluster ? embeddedUrls(settings.pgPort ?? 5432, secrets) : outsideUrls();
  Object.assign(process.env, productEnvironment(process.env, settings, secrets, urls));
  try {
    env();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new LaunchFault(error.message, 'npm run settings lists every setting / 列出全部设置');
  }
}

/**
 * The embedded database and the build keep the processors busy side by side; an outside database may not answer, which is
 * worth knowing before a build. Both must have settled before a failure is handled: what one still starts could not be stopped.
 */
async function prepareParts(running: Running, secrets: Secrets): Promise<DatabaseUrls> {
  if (!running.settings.cluster) {
    const urls = await prepareDatabase(running, secrets);
    await buildWeb();
    return urls;
  }
  const parts = [prepareDatabase(running, secrets), buildWeb()] as const;
  await Promise.allSettled(parts);
  return (await Promise.all(parts))[0];
}

async function assertPorts({ port, host, sandbox, sandboxPort, smtpPort, imapPort, pgPort }: LaunchSettings) {
  await assertFree('PORT', port, host);
  if (pgPort) await assertFree('PG_PORT', pgPort, '127.0.0.1');
  if (!sandbox) return;
  await assertFree('SANDBOX_PORT', sandboxPort, host);
  await assertFree('SMTP_PORT', smtpPort, host);
  await assertFree('IMAP_PORT', imapPort, host);
}

async function prepareDatabase(running: Running, secrets: Secrets): Promise<DatabaseUrls> {
  const { settings } = running;
  const urls = settings.cluster ? await startEmbedded(running, settings.cluster, secrets) : outsideUrls();
  await migrate({ ownerUrl: urls.DATABASE_OWNER_URL, appRole: new URL(urls.DATABASE_URL).username || APP });
  const client = new pg.Client({ connectionString: urls.DATABASE_OWNER_URL });
  await client.connect();
  try {
    await seed(client, { demo: settings.sandbox, cases: settings.sandbox });
  } finally {
    await client.end();
  }
  return urls;
}

async function startEmbedded(running: Running, folder: string, secrets: Secrets): Promise<DatabaseUrls> {
  const { settings, product } = running;
  running.database = await keepDatabase(
    { folder, password: secrets.postgres.superuser, ...(settings.pgPort && { port: settings.pgPort }) },
    {
      onStart: (pid) => note(running, 'postgres', pid),
      onDeath: (pause) =>
        say(`PostgreSQL 意外停止，${pause} 毫秒后重启`, `PostgreSQL ended, starting it again in ${pause} ms`),
    },
  );
  const { port } = running.database;
  await ensureDatabase(port, secrets.postgres, DATABASE);
  const urls = embeddedUrls(port, secrets);
  Object.assign(product, {
    pgPort: port,
    databaseUrl: urls.DATABASE_URL,
    databaseOwnerUrl: urls.DATABASE_OWNER_URL,
  });
  return urls;
}

function outsideUrls(): DatabaseUrls {
  const url = process.env.DATABASE_URL ?? '';
  return { DATABASE_URL: url, DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL || url };
}

async function startProcesses(running: Running, environment: NodeJS.ProcessEnv): Promise<void> {
  const { settings } = running;
  const plans: [ChildPlan['name'], string[]][] = [
    ['worker', [path.join('.build', 'worker.mjs')]],
    ['web', [path.join('.build', 'web.mjs')]],
  ];
  if (settings.sandbox) plans.unshift(['sandbox', [path.join('.build', 'sandbox.mjs')]]);
  for (const [name, args] of plans) {
    running.children[name] = keepRunning({
      name,
      args,
      env: environment,
      log: logOf(settings, name),
      onStart: (pid) => note(running, name, pid),
      onDeath: (how, pause) =>
        say(
          `${name} 意外停止（${how}），${pause} 毫秒后重启`,
          `${name} ended (${how}), starting it again in ${pause} ms`,
        ),
    });
  }
  await untilReady(settings, (name) => logOf(settings, name));
}

/** In the sandbox the output of the processes goes to files, so that the terminal keeps the addresses in sight. */
function logOf(settings: LaunchSettings, name: string): string | null {
  if (!settings.sandbox) return null;
  const folder = path.join(settings.dataDir, 'logs');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return path.join(folder, `${name}.log`);
}

function note(running: Running, name: keyof RunningProduct['pids'], pid: number): void {
  running.product.pids[name] = pid;
  if (running.ready) announce(running.settings.dataDir, running.product);
}

/** Stops in reverse order, once, however often it is asked; a second Ctrl-C does not wait any longer. */
function onceStopped(running: Running, release: () => void): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopAll(running).finally(release));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopped) process.exit(130);
      say(`收到 ${signal}，正在停止……`, `${signal}: stopping…`);
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          report(error);
          process.exit(1);
        },
      );
    });
  }
  return stop;
}

async function stopAll({ children, database }: Running): Promise<void> {
  for (const name of ['web', 'worker', 'sandbox'] as const) await children[name]?.stop(GRACE_MS);
  await database?.stop();
}

function say(zh: string, en: string): void {
  console.error(`${zh} / ${en}`);
}
