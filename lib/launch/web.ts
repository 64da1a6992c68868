import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import next from 'next';
import { SOCKET_ADDRESS_HEADER } from '@/lib/platform/client-address';
import { closeDb } from '@/lib/platform/db';
import { env, SettingsError } from '@/lib/platform/env';
import { httpRequest } from '@/lib/platform/http';
import { liveHub } from '@/lib/staff/live/live-hub';
import { cutStalled } from './cut-stalled';

// The web process: Next behind a plain HTTP server, so that the address a limit counts comes from the socket and
// cannot be forged by a header, and so that a stop lets answers under way finish.

const STOP_WITHIN_MS = 10_000;

/** Asked once before the process calls itself ready, so that no resident waits while code and facts are first read. */
const WARM_UP = ['/', '/report', '/track', '/api/v1/reports', '/api/v1/divisions'];

async function warmUp(host: string, port: number): Promise<void> {
  const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const ask = (path: string) =>
    httpRequest({ method: 'GET', url: `http://${near}:${port}${path}`, timeoutMs: 10_000 });
  await Promise.allSettled(WARM_UP.map(ask));
}

/**
 * What Next's own script adds to a request to be given something else than the page. No page of ours navigates by script,
 * and Next answers some of these without saying in Vary that it did: a cache in front would give that to every reader.
 */
const NEXT_HEADERS = /^(?:rsc|next-.*|x-nextjs-.*|x-middleware-.*|purpose)$/;

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function serve(): Promise<void> {
  const { host, port } = env();
  // Next calls every loopback address localhost; told another name it takes proxy.ts's rewrites for a foreign server's.
  const app = next({ dev: false, hostname: 'localhost', port });
  await app.prepare();
  const handle = app.getRequestHandler();

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    for (const name of Object.keys(request.headers))
      if (NEXT_HEADERS.test(name)) delete request.headers[name];
    request.headers[SOCKET_ADDRESS_HEADER] = request.socket.remoteAddress ?? 'unknown';
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // Above the longest time lib/media gives an upload, so that a slow sender is told why and not just cut off.
  server.requestTimeout = 330_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  server.on('error', (error: NodeJS.ErrnoException) => {
    fail(
      error.code === 'EADDRINUSE'
        ? `端口 ${port} 已被占用，请设置 PORT / port ${port} is taken, set PORT to another one`
        : `web: ${error.message}`,
    );
  });
  server.listen(port, host, () => {
    void warmUp(host, port).then(() => process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`));
  });

  const live = liveHub();
  const stopCutting = cutStalled(server);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close(() => {
      void Promise.allSettled([app.close(), closeDb()]).then(() => process.exit(0));
    });
    stopCutting();
    // Streams would go on for ever.
    void live.stop();
    // A connection may have its last answer under way, and wait for another question after it.
    setInterval(() => server.closeIdleConnections(), 100).unref();
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

serve().catch((error: unknown) => {
  fail(error instanceof SettingsError ? error.message : `web: ${(error as Error).stack}`);
});
