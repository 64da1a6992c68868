import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encode } from 'next-auth/jwt';
import { pipeToNodeResponse } from 'next/dist/server/pipe-readable';
import { authSecret } from '@/lib/staff/auth-options';

type Handler = (request: Request, next: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** A web server of one handler that streams its answers just as next does. */
export async function startStreamServer(handlers: Record<'GET' | 'HEAD', Handler>) {
  const server = createServer((message, response) => {
    const request = new Request(`http://localhost${message.url ?? '/'}`, {
      headers: new Headers(
        Object.entries(message.headers).map(([name, value]): [string, string] => [name, String(value)]),
      ),
    });
    const handler = handlers[message.method === 'HEAD' ? 'HEAD' : 'GET'];
    void handler(request, { params: Promise.resolve({}) }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body) await pipeToNodeResponse(answer.body, response);
      else response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The cookie that next-auth makes for a session. */
export async function staffCookie(secret: string): Promise<string> {
  return `staff=${await encode({ token: { secret }, secret: authSecret() })}`;
}

export interface HeardEvent {
  event: string;
  data: Record<string, unknown>;
  id: string | undefined;
}

function eventOf(block: string): HeardEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)] as const),
  );
  const event = fields.get('event');
  if (event === undefined) return undefined;
  return {
    event,
    data: JSON.parse(fields.get('data') ?? 'null') as Record<string, unknown>,
    id: fields.get('id'),
  };
}

/** Somebody who reads a stream of server-sent events. */
export class LiveReader {
  readonly events: HeardEvent[] = [];
  readonly comments: string[] = [];
  over = false;
  #rest = '';
  #wake: () => void = () => undefined;

  constructor(readonly answer: IncomingMessage) {
    answer.setEncoding('utf8').on('data', (text: string) => {
      const blocks = (this.#rest + text).split('\n\n');
      this.#rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = eventOf(block);
        if (event) this.events.push(event);
        else this.comments.push(block);
      }
      this.#wake();
    });
    answer.on('error', () => undefined);
    answer.on('close', () => {
      this.over = true;
      this.#wake();
    });
  }

  get status(): number {
    return this.answer.statusCode ?? 0;
  }

  /** Waits for what the reader has heard to be as wanted. @throws Error after `withinMs` */
  async until(holds: (reader: this) => boolean, withinMs = 10_000): Promise<void> {
    const end = Date.now() + withinMs;
    while (!holds(this)) {
      if (Date.now() > end)
        throw new Error(`heard ${this.events.map(({ event }) => event).join()}, over: ${this.over}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, end - Date.now() + 1);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Events of a name, as their data. */
  heard(event: string): Record<string, unknown>[] {
    return this.events.filter((one) => one.event === event).map(({ data }) => data);
  }

  leave(): void {
    this.answer.destroy();
  }
}

/** Opens a stream; its first bytes have come when this returns. */
export async function listenAt(url: string, headers: Record<string, string>): Promise<LiveReader> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: { 'sec-fetch-site': 'same-origin', ...headers }, agent: false }, resolve).on(
      'error',
      reject,
    );
  });
  return new LiveReader(answer);
}
