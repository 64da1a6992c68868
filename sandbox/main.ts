import path from 'node:path';
import { startSandbox } from './server';

const { env } = process;

function portOf(name: string, fallback: number): number {
  const port = Number(env[name] ?? fallback);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} must be a port number`);
  return port;
}

/** Beside the portal's own data, so that both remember the same; `SANDBOX_DATA=none` keeps nothing. */
function dataFile(): string | null {
  const { SANDBOX_DATA: file, DATA_DIR: folder } = env;
  if (file === 'none') return null;
  if (file) return path.resolve(file);
  return folder ? path.join(folder, 'sandbox.ndjson') : null;
}

async function main(): Promise<void> {
  const twilio = {
    ...(env['TWILIO_ACCOUNT_SID'] && { accountSid: env['TWILIO_ACCOUNT_SID'] }),
    ...(env['TWILIO_AUTH_TOKEN'] && { authToken: env['TWILIO_AUTH_TOKEN'] }),
    ...(env['TWILIO_FROM'] && { from: env['TWILIO_FROM'] }),
  };
  const sandbox = await startSandbox({
    host: env['HOST'] || '127.0.0.1',
    port: portOf('SANDBOX_PORT', 3090),
    smtpPort: portOf('SMTP_PORT', 3091),
    ...(env['PUBLIC_BASE_URL'] && { publicBaseUrl: env['PUBLIC_BASE_URL'] }),
    dataFile: dataFile(),
    twilio,
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(
    `${JSON.stringify({ ready: true, port: sandbox.port, smtpPort: sandbox.smtpPort, url: sandbox.url })}\n`,
  );
}

main().catch((error: unknown) => {
  const problem = error as NodeJS.ErrnoException & { port?: number };
  const text =
    problem.code === 'EADDRINUSE'
      ? `port ${problem.port ?? ''} is taken: stop what listens there, or set SANDBOX_PORT or SMTP_PORT`
      : String(problem.message);
  process.stderr.write(`sandbox: ${text}\n`);
  process.exit(1);
});
