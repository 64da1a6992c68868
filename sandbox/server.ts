import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { CityDesk } from './city-desk/peer';
import { DEMO, changeConfig, type SandboxConfig } from './config';
import { parseFaults } from './faults';
import { homePage } from './home';
import { BODY_LIMIT, fields, header, json, notFound, readBody, type Exchange, type Reply } from './http';
import { Journal } from './journal';
import { MailServer } from './mail/peer';
import { MapVendor } from './map/peer';
import { html, page, viewOf } from './page';
import type { Peer } from './peer';
import { Handsets } from './sms/peer';
import { stylesheet } from './style';
import { Timers, pause } from './timers';
import { TwilioGateway } from './twilio/peer';

export interface SandboxOptions {
  host?: string;
  /** 0: a free port. */
  port?: number;
  smtpPort?: number;
  publicBaseUrl?: string;
  twilio?: Partial<SandboxConfig['twilio']>;
  /** Keep what the peers received in this ndjson file; default: memory only. */
  dataFile?: string | null;
}

export interface RunningSandbox {
  /** `http://host:port`, without a slash at the end. */
  url: string;
  port: number;
  smtpPort: number;
  stop(): Promise<void>;
}

const MAIL_BODY_LIMIT = 16 * BODY_LIMIT;

/** A browser's form from another site must not drive the sandbox. */
function comesFromElsewhere(exchange: Exchange): boolean {
  const origin = header(exchange.request, 'origin');
  if (exchange.method === 'GET' || origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== exchange.url.host;
}

class Router {
  constructor(
    private readonly config: SandboxConfig,
    private readonly peers: readonly Peer[],
    private readonly journal: Journal,
    private readonly timers: Timers,
  ) {}

  async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    const base = `http://${header(request, 'host') ?? 'localhost'}`;
    const target = request.url ?? '/';
    if (!URL.canParse(target, base)) return send(response, json(400, { reason: 'not a URL' }));
    const url = new URL(target, base);
    const [name = '', ...path] = url.pathname
      .split('/')
      .slice(1)
      .filter((part) => part !== '')
      .map(decode);
    const peer = this.peers.find((candidate) => candidate.name === name);
    const protocol = peer !== undefined && peer.speaksProtocol({ request, method, url }, path);
    if (protocol && peer.faults.settings.down) {
      peer.log.write({
        direction: 'in',
        method,
        path: url.pathname,
        status: null,
        outcome: 'fault',
        reason: 'down',
      });
      request.socket.destroy();
      return;
    }
    const body = await readBody(request, protocol ? BODY_LIMIT : MAIL_BODY_LIMIT);
    const lang = url.searchParams.get('lang') === 'en' ? ('en' as const) : ('zh' as const);
    const exchange: Exchange = { request, response, method, url, body: body ?? Buffer.alloc(0), lang };
    if (body === null) {
      return send(response, { ...json(413, { reason: 'body too long' }), headers: { connection: 'close' } });
    }
    if (protocol) return this.#speak(peer, exchange, path);
    if (comesFromElsewhere(exchange))
      return send(response, json(403, { reason: 'request from another site' }));
    const reply = peer ? await this.#control(peer, exchange, path) : this.#root(exchange, name);
    const wantsPage = (header(request, 'accept') ?? '').includes('text/html');
    const missing = () => {
      const view = viewOf(exchange);
      const title = view.t('没有这一页', 'No such page');
      return wantsPage
        ? page(
            exchange,
            title,
            html`<p><a href="${view.href('/')}">${view.t('回到首页', 'Back to the start')}</a></p>`,
            404,
          )
        : notFound();
    };
    send(response, reply ?? missing());
  }

  /** A partner's protocol: faults, log, answer. */
  async #speak(peer: Peer, exchange: Exchange, path: readonly string[]): Promise<void> {
    const { faults, log } = peer;
    const line = { direction: 'in', method: exchange.method, path: exchange.url.pathname } as const;
    await pause(faults.settings.latencyMs);
    if (faults.hits('failRate')) {
      const { status } = faults.settings;
      log.write({ ...line, status, outcome: 'fault', reason: 'failRate' });
      return send(exchange.response, json(status, { reason: 'fault asked for by a drill' }));
    }
    const reply = (await peer.handle(exchange, path)) ?? notFound();
    const dropped = faults.hits('dropReplies');
    log.write({
      ...line,
      status: reply.status,
      outcome: reply.status < 400 ? 'accepted' : 'refused',
      ...reply.log,
      ...(dropped && { dropped }),
    });
    if (dropped) exchange.request.socket.destroy();
    else send(exchange.response, reply);
  }

  async #control(peer: Peer, exchange: Exchange, path: readonly string[]): Promise<Reply | null> {
    if (path.length === 1 && path[0] === '_faults') return faultsReply(peer, exchange);
    if (path.length === 1 && path[0] === '_log' && exchange.method === 'GET') {
      return json(200, { entries: peer.log.since(exchange.url.searchParams.get('since')) });
    }
    return peer.handle(exchange, path);
  }

  #root(exchange: Exchange, name: string): Reply | null {
    const { method } = exchange;
    if (method === 'GET' && name === '') return homePage(exchange, this.config);
    if (method === 'GET' && name === 'style.css') {
      return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: stylesheet };
    }
    if (method === 'GET' && name === '_health') return json(200, { status: 'ok' });
    if (name === '_config' && method === 'GET')
      return json(200, { publicBaseUrl: this.config.publicBaseUrl });
    if (name === '_config' && method === 'PUT') {
      const input = fields(exchange);
      const fault = input === null ? 'body is not a JSON object' : changeConfig(this.config, input);
      return fault === null
        ? json(200, { publicBaseUrl: this.config.publicBaseUrl })
        : json(422, { reason: fault });
    }
    if (name === '_reset' && method === 'DELETE') {
      this.timers.cancelAll();
      for (const peer of this.peers) {
        peer.reset();
        peer.faults.clear();
        peer.log.clear();
      }
      this.journal.reset();
      return { status: 204 };
    }
    return null;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function faultsReply(peer: Peer, exchange: Exchange): Reply | null {
  if (exchange.method === 'DELETE') peer.faults.clear();
  else if (exchange.method === 'PUT') {
    const input = fields(exchange);
    const settings = input === null ? 'body is not a JSON object' : parseFaults(input);
    if (typeof settings === 'string') return json(422, { reason: settings });
    peer.faults.settings = settings;
  } else if (exchange.method !== 'GET') return null;
  return json(200, peer.faults.settings);
}

function send(response: http.ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

/** Starts all peers. Rejects when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const host = options.host ?? '127.0.0.1';
  const config: SandboxConfig = {
    ...DEMO,
    publicBaseUrl: (options.publicBaseUrl ?? DEMO.publicBaseUrl).replace(/\/$/, ''),
    twilio: { ...DEMO.twilio, ...options.twilio },
    ownUrl: '',
  };
  const timers = new Timers();
  const journal = new Journal(options.dataFile ?? null);
  const tools = { config, timers, journal };
  const twilio = new TwilioGateway(tools);
  const mail = new MailServer(tools);
  const peers: Peer[] = [
    new CityDesk(tools),
    twilio,
    new Handsets(tools, twilio),
    mail,
    new MapVendor(tools),
  ];
  const router = new Router(config, peers, journal, timers);
  let loaded = false;
  const server = http.createServer((request, response) => {
    // The port is taken first, so that a second start never touches the file of the first.
    if (!loaded) return send(response, json(503, { reason: 'starting' }));
    router.answer(request, response).catch((error: unknown) => {
      if (request.socket.destroyed) return;
      process.stderr.write(
        `sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      if (response.headersSent) response.destroy();
      else send(response, json(500, { reason: 'the sandbox itself failed' }));
    });
  });
  // Longer than the portal's own pause between requests, so that a kept connection is not cut under it.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const smtpPort = await mail.listen(options.smtpPort ?? 0, host).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  config.ownUrl = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  journal.open();
  for (const peer of peers) peer.resume?.();
  loaded = true;
  return {
    url: config.ownUrl,
    port,
    smtpPort,
    stop: async () => {
      timers.stop();
      await Promise.all([close(), mail.close()]);
      journal.close();
    },
  };
}
