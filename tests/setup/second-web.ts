import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inject } from 'vitest';
import { freePort } from '@/lib/launch/ports';
import { loadSecrets } from '@/lib/launch/secrets';
import { embeddedUrls, launchSettings, productEnvironment } from '@/lib/launch/settings';

/** Another web process beside the product's own. */
export interface SecondWeb {
  url: string;
  stop(): Promise<void>;
}

/** Starts a web process on the product's database and build, with other settings; a blank one counts as not set. */
export async function startSecondWeb(change: Record<string, string>): Promise<SecondWeb> {
  const { dataDir, pgPort, sandboxPort, smtpPort, imapPort } = inject('product');
  const port = await freePort();
  const own = {
    ...process.env,
    NODE_ENV: 'production' as const,
    PORT: String(port),
    PUBLIC_BASE_URL: `http://localhost:${port}`,
    SANDBOX_PORT: String(sandboxPort),
    SMTP_PORT: String(smtpPort),
    IMAP_PORT: String(imapPort),
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    DATABASE_OWNER_URL: '',
    SMTP_URL: '',
  };
  const settings = await launchSettings(own);
  const secrets = loadSecrets(dataDir, settings.cluster ?? '');
  const given = productEnvironment(own, settings, secrets, embeddedUrls(pgPort ?? 0, secrets));
  const keys = { ENCRYPTION_KEYS: secrets.ENCRYPTION_KEYS, LOOKUP_KEY: secrets.LOOKUP_KEY };
  const env = Object.fromEntries(
    Object.entries({ ...given, ...keys, ...change }).filter(([, value]) => value !== ''),
  );
  const child = spawn(process.execPath, ['.build/web.mjs'], {
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += String(chunk);
      if (output.includes('"ready":true')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the second web process ended (${code}):\n${output}`)));
  });
  await ready;
  return {
    url: `http://localhost:${port}`,
    async stop() {
      child.removeAllListeners('exit');
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
