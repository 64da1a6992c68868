import { timingSafeEqual } from 'node:crypto';
import type { SandboxConfig } from '../config';
import { Faults } from '../faults';
import { header, type Exchange, type Reply } from '../http';
import { clock, html, page, viewOf } from '../page';
import type { Peer, PeerTools } from '../peer';
import { PeerLog } from '../peer-log';
import { createMessage } from './create-message';
import { Delivery } from './deliver';
import { twilioError } from './errors';
import { listMessages } from './list-messages';
import { MessageStore, type SmsMessage } from './message-store';
import { messageResource } from './resource';

function isOwner(exchange: Exchange, config: SandboxConfig): boolean {
  const [scheme, encoded = ''] = (header(exchange.request, 'authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return false;
  const given = Buffer.from(encoded, 'base64');
  const wanted = Buffer.from(`${config.twilio.accountSid}:${config.twilio.authToken}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Twilio's REST as far as the portal uses it: messages. The wires to the handsets are `network`. */
export class TwilioGateway implements Peer {
  readonly name = 'twilio';
  readonly faults = new Faults();
  /** Faults of the mobile network; the handset peer (`/sms`) owns them. */
  readonly network = new Faults();
  readonly log = new PeerLog();
  readonly store: MessageStore;
  readonly delivery: Delivery;
  readonly #config: SandboxConfig;

  constructor({ config, timers, journal }: PeerTools) {
    this.#config = config;
    this.store = new MessageStore(journal);
    this.delivery = new Delivery(config, this.store, this.network, this.faults, this.log, timers);
  }

  resume(): void {
    this.delivery.resume();
  }

  speaksProtocol(_exchange: unknown, path: readonly string[]): boolean {
    return path[0] === '2010-04-01' && !path.includes('Media');
  }

  async handle(exchange: Exchange, path: readonly string[]): Promise<Reply | null> {
    if (path.length === 0) return exchange.method === 'GET' ? this.#page(exchange) : null;
    if (path[0] !== '2010-04-01') return null;
    const [, accounts, accountSid, messages, messageSid, media, mediaSid] = path;
    if (accounts === 'Accounts' && messages === 'Messages' && media === 'Media') {
      return this.#media(messageSid ?? '', mediaSid ?? '');
    }
    const resource = exchange.url.pathname.replace(/^\/twilio/, '');
    if (!isOwner(exchange, this.#config)) return twilioError(20003);
    if (accounts !== 'Accounts' || accountSid !== this.#config.twilio.accountSid)
      return twilioError(20404, resource);
    if (messages === 'Messages.json' && path.length === 4) return this.#collection(exchange);
    const wanted =
      messages === 'Messages' && path.length === 5 ? /^(.+)\.json$/.exec(messageSid ?? '')?.[1] : undefined;
    const message = wanted === undefined ? undefined : this.store.get(wanted);
    if (!message) return twilioError(20404, resource);
    if (exchange.method !== 'GET') return twilioError(20004);
    return {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(messageResource(accountSid, message)),
    };
  }

  reset(): void {
    this.store.clear();
    this.delivery.clear();
  }

  #collection(exchange: Exchange): Reply {
    if (exchange.method === 'GET') {
      return listMessages(this.#config.twilio.accountSid, exchange.url.searchParams, this.store);
    }
    if (exchange.method !== 'POST') return twilioError(20004);
    const form = new URLSearchParams(exchange.body.toString('utf8'));
    return createMessage(form, this.#config, this.store, (message) => this.delivery.start(message));
  }

  /** A picture sent from a handset. Twilio serves media without sign-in unless the account asks for it. */
  #media(messageSid: string, mediaSid: string): Reply | null {
    const item = this.store.get(messageSid)?.media.find((media) => media.sid === mediaSid);
    if (item?.content === undefined) return null;
    return {
      status: 200,
      headers: { 'content-type': item.contentType, 'x-content-type-options': 'nosniff' },
      body: Buffer.from(item.content, 'base64'),
    };
  }

  #page(exchange: Exchange): Reply {
    const view = viewOf(exchange);
    const newest: SmsMessage[] = [];
    for (const message of this.store.newestFirst()) {
      newest.push(message);
      if (newest.length === 50) break;
    }
    const cards = newest.map((message) => {
      const handset = message.direction === 'inbound' ? message.from : message.to;
      return html`<li class="card">
        <p class="row">
          <a class="title" href="${view.href(`/sms/handsets/${handset}`)}">${handset}</a>
          <span class="tag ${message.status}"
            >${message.status}${message.errorCode !== null && ` ${message.errorCode}`}</span
          >
          <span class="quiet">${clock(message.dateCreated)}</span>
        </p>
        <p class="clip">${message.body}</p>
        <p class="quiet">${message.from} → ${message.to} · ${message.sid}</p>
      </li>`;
    });
    const content = html`
      <p>
        ${view.t('按 Twilio 公开接口模拟的短信网关。地址：', 'An SMS gateway after Twilio’s public API. Address: ')}<code
          >${this.#config.ownUrl}/twilio</code
        >
      </p>
      <p class="quiet">
        ${view.t('真实的 Twilio 不能向中国大陆号码发短信；沙盒里可以。', 'The real Twilio cannot text mainland China numbers; the sandbox can.')}
      </p>
      ${
        cards.length === 0
          ? html`<p class="empty">${view.t('还没有短信。', 'No messages yet.')}</p>`
          : html`<ul class="cards">
              ${cards}
            </ul>`
      }
    `;
    return page(exchange, view.t('短信网关', 'SMS gateway'), content);
  }
}
