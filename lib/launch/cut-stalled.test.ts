import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cutStalled } from './cut-stalled';

const LOOK_MS = 30_000;
let server: Server;
let closed = false;

beforeEach(() => {
  closed = false;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** A server that writes as long as somebody reads, and a reader that has stopped. Returns when nothing moves any more. */
async function stall(contentType: string): Promise<void> {
  let length = -1;
  let lengthNow = () => 0;
  server = createServer((_request, response) => {
    response.once('close', () => (closed = true));
    response.setHeader('content-type', contentType);
    lengthNow = () => (response.writableNeedDrain ? response.writableLength : 0);
    const more = () => {
      while (response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more);
    more();
  });
  cutStalled(server, LOOK_MS);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  get({ port, agent: false }, (answer) => answer.on('error', () => undefined).pause()).on(
    'error',
    () => undefined,
  );
  await expect
    .poll(() => {
      const same = lengthNow() > 0 && lengthNow() === length;
      length = lengthNow();
      return same;
    })
    .toBe(true);
}

test('an event stream whose reader stands still is cut at the second look', async () => {
  await stall('text/event-stream; charset=utf-8');
  vi.advanceTimersByTime(LOOK_MS);
  await new Promise((resolve) => setImmediate(resolve));
  expect(closed).toBe(false);
  vi.advanceTimersByTime(LOOK_MS);
  await expect.poll(() => closed).toBe(true);
});

test('a download may stand still', async () => {
  await stall('application/octet-stream');
  vi.advanceTimersByTime(LOOK_MS * 5);
  await new Promise((resolve) => setImmediate(resolve));
  expect(closed).toBe(false);
});
