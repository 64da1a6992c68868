import { randomUUID } from 'node:crypto';
import { clientAddress, limitKeyOfAddress } from './client-address';
import { isDatabaseAway } from './database-away';
import { DomainError } from './errors';
import { logger } from './log';
import { metrics } from './metrics';
import { languageOf, problemResponse } from './problem';
import { withRequestId } from './request-context';

/** What a handler gets beside the request. */
export interface RouteContext {
  requestId: string;
  /** The client's address as limits count it; personal data, so never logged. */
  address: string;
  params: Record<string, string>;
}

type Handler = (request: Request, context: RouteContext) => Promise<Response>;
type NextContext = {
  /** Resolves to undefined for a path without parameters, in a production build only. */
  params: Promise<Record<string, string | string[] | undefined> | undefined>;
};

const INCOMING_ID = /^[A-Za-z0-9-]{8,64}$/;

function asDomainError(error: unknown, requestId: string, name: string): DomainError {
  if (error instanceof DomainError) return error;
  const away = isDatabaseAway(error);
  logger('route').error({ err: error, route: name }, away ? 'database unavailable' : 'unexpected fault');
  return away
    ? new DomainError('unavailable', { retryAfterSeconds: 5, cause: error })
    : new DomainError('internal', { params: { id: requestId }, cause: error });
}

/**
 * Wraps a route handler: request id, metrics, and every refusal or fault as problem+json (or the form that
 * `onError` gives it, such as TwiML or a redirect).
 * @param name stable route name, the metric label
 */
export function route(
  name: string,
  handler: Handler,
  onError: (error: DomainError, request: Request, requestId: string) => Response = (
    error,
    request,
    requestId,
  ) => problemResponse(error, languageOf(request.headers), requestId),
): (request: Request, context: NextContext) => Promise<Response> {
  return async (request, next) => {
    const incoming = request.headers.get('x-request-id') ?? '';
    const requestId = INCOMING_ID.test(incoming) ? incoming : randomUUID();
    const stopTimer = metrics().requests.startTimer({ route: name });
    const response = await withRequestId(requestId, async () => {
      try {
        const params = Object.fromEntries(
          Object.entries((await next.params) ?? {}).map(([key, value]) => [key, String(value)]),
        );
        const address = limitKeyOfAddress(clientAddress(request.headers));
        return await handler(request, { requestId, address, params });
      } catch (error) {
        const refusal = asDomainError(error, requestId, name);
        metrics().refusals.inc({ code: refusal.code });
        return onError(refusal, request, requestId);
      }
    });
    stopTimer({ status: `${Math.floor(response.status / 100)}xx` });
    response.headers.set('x-request-id', requestId);
    return response;
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The raw body, up to `maxBytes`, whatever Content-Length claims.
 * @throws DomainError body_too_large
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body)
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes)
        throw new DomainError('body_too_large', {
          params: { max: `${Math.floor(maxBytes / 1024)} KB` },
        });
      chunks.push(chunk);
    }
  return Buffer.concat(chunks);
}

function assertJson(headers: Headers): void {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? ''))
    throw new DomainError('unsupported_content_type', {
      params: { expected: 'application/json' },
    });
}

/**
 * The JSON value of a body that was read raw, for doors that verify a signature first.
 * @throws DomainError unsupported_content_type, invalid_body
 */
export function parseJson(headers: Headers, body: Uint8Array): unknown {
  assertJson(headers);
  try {
    return JSON.parse(decoder.decode(body));
  } catch (cause) {
    throw new DomainError('invalid_body', { cause });
  }
}

/**
 * A JSON body.
 * @throws DomainError unsupported_content_type, body_too_large, invalid_body
 */
export async function readJson(request: Request, maxBytes = 65_536): Promise<unknown> {
  assertJson(request.headers);
  return parseJson(request.headers, await readBody(request, maxBytes));
}
