import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

export interface RouteServer {
  /** Sends header lines and body as given; the whole answer. */
  sendRaw(headersAndBody: string): Promise<string>;
  /** Opens a form with `part`, then goes on sending until it is answered; the answer. */
  sendWithoutEnd(boundary: string, part: string): Promise<string>;
  close(): Promise<void>;
}

function toRequest(message: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value));
  // As next does: the message itself is the body, read only as fast as the handler asks for it.
  return new Request(`http://localhost${message.url ?? '/'}`, {
    method: message.method,
    headers,
    body: message as unknown as BodyInit,
    duplex: 'half',
  } as RequestInit);
}

/** A web server of one POST handler, for what only a real connection can show. */
export async function startRouteServer(handler: RouteHandler): Promise<RouteServer> {
  const server = createServer((message, response) => {
    void handler(toRequest(message), { params: Promise.resolve({}) }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const open = new Set<Socket>();

  function exchange(write: (socket: Socket, answered: () => boolean) => void): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => write(socket, () => answer !== ''));
      let answer = '';
      open.add(socket);
      socket.setEncoding('utf8').on('data', (text: string) => {
        answer += text;
        const [head = '', body] = answer.split('\r\n\r\n');
        const length = /content-length: (\d+)/i.exec(head)?.[1];
        const complete = length
          ? Buffer.byteLength(body ?? '') >= Number(length)
          : answer.endsWith('0\r\n\r\n');
        if (body !== undefined && complete) {
          socket.destroy();
          resolve(answer);
        }
      });
      socket.on('error', reject);
    });
  }

  return {
    sendRaw: (text) => exchange((socket) => socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\n${text}`)),
    sendWithoutEnd: (boundary, part) =>
      exchange((socket, answered) => {
        socket.write(
          `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\n` +
            `Transfer-Encoding: chunked\r\n\r\n${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`,
        );
        const chunk = Buffer.concat([
          Buffer.from('100000\r\n'),
          Buffer.alloc(0x100000, 1),
          Buffer.from('\r\n'),
        ]);
        const more = () => {
          while (!answered() && !socket.destroyed && socket.write(chunk));
        };
        socket.on('drain', more);
        more();
      }),
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
