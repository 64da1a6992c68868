import type { Server, ServerResponse } from 'node:http';

const STALLED_MS = 30_000;

/**
 * Cuts the connections of event streams whose reader has taken nothing for a while. What a stream holds back for a slow reader
 * has its own limit; this gives back the socket, which else stays until the network notices. Other answers have an end, and
 * a slow telephone may take its time over them.
 * @returns stops looking
 */
export function cutStalled(server: Server, stalledMs = STALLED_MS): () => void {
  const waiting = new Map<ServerResponse, number>();
  server.on('request', (_request, response) => {
    waiting.set(response, 0);
    response.once('close', () => waiting.delete(response));
  });
  const timer = setInterval(() => {
    for (const [response, before] of waiting) {
      if (!String(response.getHeader('content-type')).startsWith('text/event-stream')) continue;
      const left = response.writableNeedDrain ? response.writableLength : 0;
      if (left > 0 && left === before) response.destroy();
      else waiting.set(response, left);
    }
  }, stalledMs).unref();
  return () => clearInterval(timer);
}
