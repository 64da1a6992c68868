import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import { startSandbox, type RunningSandbox } from '@/sandbox/server';

/** A request that came out of the sandbox. */
export interface Heard {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

type Answerer = (heard: Heard) => { status?: number; type?: string; body?: string };

/** Listens where the portal would, writes down what it hears and answers what the test wants. */
export class Listener {
  heard: Heard[] = [];
  answer: Answerer = () => ({});
  url = '';
  readonly #server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const heard = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      this.heard.push(heard);
      const { status = 200, type = 'application/json', body = '' } = this.answer(heard);
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Resolves when at least `count` requests to a path have come. */
  async waitFor(count: number, path = ''): Promise<Heard[]> {
    const matching = () => this.heard.filter((entry) => entry.path.startsWith(path));
    await vi.waitFor(() => expect(matching().length).toBeGreaterThanOrEqual(count), {
      timeout: 10_000,
      interval: 10,
    });
    return matching();
  }
}

/** One sandbox and one listener per test file, both emptied before each test. */
export function useSandbox() {
  const listener = new Listener();
  const running: { sandbox?: RunningSandbox } = {};
  const sandbox = (): RunningSandbox => {
    if (!running.sandbox) throw new Error('the sandbox is not running');
    return running.sandbox;
  };
  beforeAll(async () => {
    await listener.start();
    running.sandbox = await startSandbox({ publicBaseUrl: listener.url });
  });
  afterAll(async () => {
    await running.sandbox?.stop();
    await listener.stop();
  });
  beforeEach(async () => {
    await fetch(`${sandbox().url}/_reset`, { method: 'DELETE' });
    listener.heard = [];
    listener.answer = () => ({});
  });
  return { listener, sandbox, url: (path: string) => `${sandbox().url}${path}` };
}

export const DESK = 'city-230100';
export const SECRET = 'sandbox-desk-secret';

/** The desk contract's headers, made here again from its text. */
export function deskHeaders(
  body: string,
  options: { key?: string; secret?: string; skewSeconds?: number } = {},
) {
  const { key = DESK, secret = SECRET, skewSeconds = 0 } = options;
  const timestamp = String(Math.floor(Date.now() / 1000) + skewSeconds);
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'X-Desk-Key': key, 'X-Desk-Timestamp': timestamp, 'X-Desk-Signature': `v1=${digest}` };
}

/** A work order that fits the contract. */
export function buildWorkOrder(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    deliveryId: randomUUID(),
    ticketNumber: '015720000013',
    categoryCode: '01002',
    matterCode: '23010201002',
    divisionCode: '230102',
    address: '道里区中央大街 73 号',
    lng: 126.6174,
    lat: 45.7746,
    coordinateSystem: 'WGS-84',
    description: '污水井盖破损',
    attributes: {},
    acceptedAt: '2026-11-22T08:02:11.120+08:00',
    dueAt: '2026-11-23T08:02:11.120+08:00',
    urgency: 'normal',
    requestType: 'complaint',
    keepSecret: false,
    attachments: [],
    ...overrides,
  };
}

export interface JsonAnswer {
  status: number;
  body: Record<string, unknown>;
}

export async function call(target: string, init: RequestInit = {}): Promise<JsonAnswer> {
  const response = await fetch(target, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

export const put = (target: string, value: unknown): Promise<JsonAnswer> =>
  call(target, {
    method: 'PUT',
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json' },
  });

export const post = (target: string, value: unknown): Promise<JsonAnswer> =>
  call(target, {
    method: 'POST',
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json' },
  });

/** A signed POST of the desk contract. */
export function send(
  target: string,
  value: unknown,
  options: Parameters<typeof deskHeaders>[1] & { headers?: Record<string, string> } = {},
): Promise<JsonAnswer> {
  const body = JSON.stringify(value);
  const headers = { 'content-type': 'application/json', ...deskHeaders(body, options), ...options.headers };
  return call(target, { method: 'POST', body, headers });
}
