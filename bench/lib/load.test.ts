import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { runPlan } from './load';
import type { LoadPlan } from './load-plan';

let server: http.Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((closed) => (server ? server.close(closed) : closed(undefined)));
  server = undefined;
});

async function serve(listener: http.RequestListener): Promise<string> {
  server = http.createServer(listener);
  await new Promise<void>((ready) => server!.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const plan = (origin: string, changes: Partial<LoadPlan> = {}): LoadPlan => ({
  origin,
  method: 'GET',
  requests: [{ path: '/' }],
  expect: 200,
  mode: { kind: 'closed', connections: 4, count: 40 },
  limitMs: 10_000,
  ...changes,
});

describe('load', () => {
  test('asks exactly as often as planned, over as many connections as planned', async () => {
    const sockets = new Set<unknown>();
    let asked = 0;
    const origin = await serve((request, response) => {
      sockets.add(request.socket);
      asked += 1;
      response.end('{}');
    });
    const result = await runPlan(plan(origin));
    expect(asked).toBe(40);
    expect(sockets.size).toBe(4);
    expect(result.spread.count).toBe(40);
    expect(result.statuses).toEqual({ 200: 40 });
  });

  test('an open loop charges a stall to every request that was due meanwhile', async () => {
    let held: http.ServerResponse[] | null = [];
    const origin = await serve((_request, response) => {
      if (!held) return void response.end('{}');
      held.push(response);
      if (held.length < 20) return;
      for (const waiting of held) waiting.end('{}');
      held = null;
    });
    const { spread } = await runPlan(plan(origin, { mode: { kind: 'open', rate: 100, seconds: 0.5 } }));
    expect(spread.count).toBe(50);
    expect(spread.max).toBeGreaterThan(150);
  });

  test('counts other answers and silence as failures, and keeps what was asked for', async () => {
    let turn = 0;
    const origin = await serve((request, response) => {
      turn += 1;
      if (turn % 3 === 0) return void request.socket.destroy();
      response.statusCode = turn % 3 === 1 ? 201 : 503;
      response.end(JSON.stringify({ number: turn, other: 1 }));
    });
    const result = await runPlan(
      plan(origin, { expect: 201, mode: { kind: 'closed', connections: 1, count: 9 }, keep: ['number'] }),
    );
    expect(result.statuses).toEqual({ 0: 3, 201: 3, 503: 3 });
    expect(result.failed).toBe(6);
    expect(result.kept.map(({ fields }) => fields)).toEqual([
      { number: '1' },
      { number: '4' },
      { number: '7' },
    ]);
  });

  test('ends in time when nobody answers', async () => {
    const origin = await serve(() => undefined);
    const result = await runPlan(plan(origin, { limitMs: 100 }));
    expect(result.spread.count).toBe(0);
    expect(result.failed).toBe(4);
  });

  test('never leaves the machine', async () => {
    await expect(runPlan(plan('http://example.org'))).rejects.toThrow(/this machine/);
  });
});
