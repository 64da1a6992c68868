import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runningProduct, type RunningProduct } from '@/lib/launch/claim';
import { root } from '@/lib/launch/places';
import { freePort } from '@/lib/launch/ports';

/** The first start may have to build the web pages. */
const START_WITHIN_MS = 600_000;

/** The whole product as `npm start` runs it, on free ports and with data of its own. */
export interface Product {
  origin: string;
  sandboxOrigin: string;
  dataDir: string;
  /** run.json as it is now: process ids change when a process is started again. */
  running(): RunningProduct;
  /** Environment in which `npm run x` speaks to this product. */
  env: NodeJS.ProcessEnv;
  /** Stops everything and removes the data. */
  stop(): Promise<void>;
}

/** Only what any program needs: settings of another product must not reach this one. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'] as const;
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as NodeJS.ProcessEnv;
}

/**
 * Starts the product through its own supervisor, public limits on, and waits until it says it is ready.
 * @throws Error with the last words of the product when it does not start
 */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-bench-'));
  // PostgreSQL's own account must be able to enter when we are root.
  fs.chmodSync(dataDir, 0o711);
  const [port, sandboxPort, smtpPort, imapPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const env = {
    ...bareEnvironment(),
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SMTP_PORT: String(smtpPort),
    IMAP_PORT: String(imapPort),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...settings,
  };
  const child = spawn(process.execPath, [path.join(root, 'lib', 'launch', 'start.mjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C reaches us alone; we then stop the product in order.
    detached: true,
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (words = (words + String(chunk)).slice(-4000)));
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      ended = true;
      resolve();
    });
  });

  const stop = async () => {
    if (!ended) child.kill('SIGTERM');
    await exited;
    process.off('exit', abandon);
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  const abandon = () => child.kill('SIGTERM');
  process.once('exit', abandon);

  const deadline = Date.now() + START_WITHIN_MS;
  while (!runningProduct(dataDir)) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`the product did not start:\n${words}`);
    }
    await wait(100);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    sandboxOrigin: `http://127.0.0.1:${sandboxPort}`,
    dataDir,
    env,
    running() {
      const product = runningProduct(dataDir);
      if (!product) throw new Error(`the product has ended:\n${words}`);
      return product;
    },
    stop,
  };
}

/** Runs `work` on a product of its own and stops it afterwards, also on Ctrl-C. */
export async function withProduct<T>(
  settings: Record<string, string>,
  work: (product: Product) => Promise<T>,
): Promise<T> {
  const product = await startProduct(settings);
  const interrupted = () => void product.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work(product);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await product.stop();
  }
}
