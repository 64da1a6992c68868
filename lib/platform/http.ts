/** What a peer answered, whole. */
export interface HttpReply {
  status: number;
  headers: Headers;
  body: Buffer;
}

const MAX_REPLY_BYTES = 1_048_576;

/** No answer arrived in time, the connection failed, or the answer is longer than is read. */
export class NoReplyError extends Error {
  constructor(
    readonly reason: 'timeout' | 'connection' | 'too_large',
    options?: { cause: unknown },
  ) {
    super(`no reply: ${reason}`, options);
    this.name = 'NoReplyError';
  }
}

/**
 * One HTTP request to a peer: no redirect is followed, the whole exchange ends within `timeoutMs`, and a reply of more
 * than `maxBytes` (1 MiB) counts as none: half of one means something else.
 * @throws NoReplyError when no complete answer came
 */
export async function httpRequest(request: {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  timeoutMs: number;
  maxBytes?: number;
}): Promise<HttpReply> {
  const { maxBytes = MAX_REPLY_BYTES } = request;
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
        if (size > maxBytes) throw new NoReplyError('too_large');
        chunks.push(chunk);
      }
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.concat(chunks),
    };
  } catch (cause) {
    if (cause instanceof NoReplyError) throw cause;
    throw new NoReplyError(signal.aborted ? 'timeout' : 'connection', {
      cause,
    });
  }
}
