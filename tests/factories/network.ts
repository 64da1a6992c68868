import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A line between a browser and the product that can be cut, for pages and service workers alike. */
export interface Network {
  url: string;
  /** Nothing gets through any more, open connections included. */
  cut(): void;
  /** Everything gets through again. */
  mend(): void;
  /** From now on POSTs to `path` reach the product and their answers get lost. */
  loseAnswers(path: string): void;
  /** From now on POSTs to `path` get lost on their way. */
  loseRequests(path: string): void;
  /** GET and HEAD of `path` are answered so from now on; without an answer as the product does. */
  answer(path: string, answer?: { status: number; body: string }): void;
  /** Bodies of the POSTs to `path`, in the order they came. */
  bodies(path: string): Buffer[];
  close(): Promise<void>;
}

/** @param target address of the product */
export async function startNetwork(target: string): Promise<Network> {
  const sockets = new Set<Socket>();
  const lostAnswers = new Set<string>();
  const lostRequests = new Set<string>();
  const answers = new Map<string, { status: number; body: string }>();
  const posted: { path: string; body: Buffer }[] = [];
  let away = false;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', target).pathname;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const posts = request.method === 'POST';
    if (posts) posted.push({ path, body });
    const given = posts ? undefined : answers.get(path);
    if (given) {
      response.writeHead(given.status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      return void response.end(given.body);
    }
    if (posts && lostRequests.has(path)) return void request.socket.destroy();
    const lost = posts && lostAnswers.has(path);
    const { method, headers } = request;
    const onward = http.request(`${target}${request.url}`, { method, headers }, (answer) => {
      if (lost) {
        answer.resume().on('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    onward.end(body);
  }

  const server = http.createServer((request, response) => {
    pass(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket) => {
    if (away) return socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      away = true;
      hangUp();
    },
    mend() {
      away = false;
      lostAnswers.clear();
      lostRequests.clear();
    },
    loseAnswers: (path) => void lostAnswers.add(path),
    loseRequests: (path) => void lostRequests.add(path),
    answer: (path, given) => void (given ? answers.set(path, given) : answers.delete(path)),
    bodies: (path) => posted.filter((post) => post.path === path).map(({ body }) => body),
    close() {
      hangUp();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
