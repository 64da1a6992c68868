import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request on its way through the sandbox, body read. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  /** The URL as asked, against the address the client used. */
  url: URL;
  body: Buffer;
  lang: 'zh' | 'en';
}

/** What a handler wants to be answered; `log` goes to the peer's log, never the body. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  log?: Record<string, unknown>;
}

export const BODY_LIMIT = 1024 * 1024;

/** Reads a body; null when it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit = BODY_LIMIT): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export function json(status: number, value: unknown, log?: Record<string, unknown>): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
    ...(log && { log }),
  };
}

export function redirect(location: string): Reply {
  return { status: 303, headers: { location } };
}

export const notFound = (): Reply => json(404, { reason: 'no such resource' });

export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

export const mediaType = (request: IncomingMessage): string =>
  (header(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** True for a page's form: it is answered by a redirect instead of JSON. */
export const isForm = (exchange: Exchange): boolean =>
  mediaType(exchange.request) === 'application/x-www-form-urlencoded' &&
  (header(exchange.request, 'accept') ?? '').includes('text/html');

/** The fields of a JSON object or a form; null when it is neither. Empty form fields are left out. */
export function fields(exchange: Exchange): Record<string, unknown> | null {
  if (mediaType(exchange.request) === 'application/x-www-form-urlencoded') {
    const entries = [...new URLSearchParams(exchange.body.toString('utf8'))].filter(
      ([, value]) => value !== '',
    );
    return Object.fromEntries(entries);
  }
  if (exchange.body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(exchange.body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
};

/**
 * One request from the outside world to the portal. Redirects are not followed.
 * @throws Error when there is no answer within `timeoutMs`, or it is longer than 25 MiB.
 */
export function ask(
  target: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    timeoutMs?: number;
    dropAnswer?: boolean;
  } = {},
): Promise<Answer> {
  const url = new URL(target);
  const protocol = url.protocol === 'https:' ? 'https:' : 'http:';
  const body = Buffer.from(options.body ?? '', 'utf8');
  return new Promise((resolve, reject) => {
    const request = (protocol === 'https:' ? https : http).request(
      url,
      {
        method: options.method ?? 'GET',
        agent: agents[protocol],
        headers: {
          ...options.headers,
          ...(body.length > 0 && { 'content-length': String(body.length) }),
        },
        signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
      },
      (response) => {
        readBody(response, 25 * 1024 * 1024).then((content) => {
          if (content === null) reject(new Error('answer too long'));
          else if (options.dropAnswer) reject(new Error('answer dropped by fault'));
          else resolve({ status: response.statusCode ?? 0, headers: response.headers, body: content });
        }, reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
