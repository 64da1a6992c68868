import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';

/** The product behind a line that brings each page in pieces. */
export interface SlowLine {
  url: string;
  stop(): void;
}

/** Bytes of a page that come at once, and the milliseconds to the next: longer than one frame, so the browser could paint each. */
const PIECE = 300;
const GAP = 20;
const PAGE_END = '<span id="page-end"';

/** Starts the line. `change` rewrites the HTML of a page on its way. */
export async function startSlowLine(change: (html: string) => string): Promise<SlowLine> {
  const { host, hostname, port } = new URL(inject('product').publicBaseUrl);
  const server = http.createServer((request, response) => {
    const { url, method, headers } = request;
    const asked = http.request(
      { hostname, port, path: url, method, headers: { ...headers, host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        if (!answer.headers['content-type']?.startsWith('text/html')) return void answer.pipe(response);
        void answer.toArray().then((chunks) => inPieces(change(Buffer.concat(chunks).toString()), response));
      },
    );
    asked.once('error', () => response.destroy());
    request.pipe(asked);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function inPieces(html: string, response: http.ServerResponse): Promise<void> {
  const bytes = Buffer.from(html);
  // What follows is for the script and shows nothing.
  const seen = Math.max(0, bytes.indexOf(PAGE_END));
  for (let at = 0; at < seen; at += PIECE) {
    response.write(bytes.subarray(at, Math.min(at + PIECE, seen)));
    await pause(GAP);
  }
  response.end(bytes.subarray(seen));
}
