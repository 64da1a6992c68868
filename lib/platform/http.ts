/** What a peer answered; the body is cut off at `maxBytes`. */
export interface HttpReply {
  status: number;
  headers: Headers;
  body: Buffer;
}

const MAX_REPLY_BYTES = 1_048_576;

/** No answer arrived in time, or the connection failed. */
export class NoReplyError extends Error {
  constructor(
    readonly reason: 'timeout' | 'connection',
    options: { cause: unknown },
  ) {
    super(`no reply: ${reason}`, options);
    this.name = 'NoReplyError';
  }
}

/**
 * One HTTP request to a peer: no redirect is followed, the whole exchange ends within `timeoutMs`, and a reply is
 * read to at most 1 MiB.
 * @throws NoReplyError when no complete answer came
 */
export async function httpRequest(request: {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  timeoutMs: number;
}): Promise<HttpReply> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body === undefined ? undefined : new Uint8Array(Buffer.from(request.body)),
      redirect: 'manual',
      signal,
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    if (response.body)
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        size += chunk.length;
        if (size > MAX_REPLY_BYTES) break;
        chunks.push(chunk);
      }
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.concat(chunks),
    };
  } catch (cause) {
    throw new NoReplyError(signal.aborted ? 'timeout' : 'connection', {
      cause,
    });
  }
}
