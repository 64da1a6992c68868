import type { Faults } from '../faults';
import { fields, isForm, json, redirect, type Exchange, type Reply } from '../http';
import { Overtaking } from '../overtaking';
import { viewOf } from '../page';
import type { Peer, PeerTools } from '../peer';
import { PeerLog } from '../peer-log';
import { pause } from '../timers';
import { isNumber } from '../twilio/create-message';
import type { TwilioGateway } from '../twilio/peer';
import { isDelivered } from './delivered';
import { handsetPage, handsetsPage } from './pages';
import { parseInbound, receiveInbound } from './receive-inbound';

/** Handsets and the mobile network between them and the gateway. */
export class Handsets implements Peer {
  readonly name = 'sms';
  readonly faults: Faults;
  readonly log = new PeerLog();
  readonly #overtaking: Overtaking;

  constructor(
    private readonly tools: PeerTools,
    private readonly gateway: TwilioGateway,
  ) {
    this.faults = gateway.network;
    this.#overtaking = new Overtaking(this.faults, tools.timers);
  }

  /** A handset speaks no protocol of the portal's; its faults bend the network instead. */
  speaksProtocol(): boolean {
    return false;
  }

  async handle(exchange: Exchange, path: readonly string[]): Promise<Reply | null> {
    const [room, number = ''] = path;
    const { method, url } = exchange;
    if (method === 'POST' && room === 'inbound' && path.length === 1) return this.#inbound(exchange);
    if (method !== 'GET') return null;
    if (room === undefined) return handsetsPage(exchange, this.gateway);
    if (room === 'messages' && path.length === 1) return this.#messages(url.searchParams.get('to'));
    if (room !== 'handsets') return null;
    if (path.length === 1) {
      // A plus sign typed into a form or pasted into an address may arrive as a blank.
      const typed = (url.searchParams.get('number') ?? '').replaceAll(/[\s-]/g, '');
      const wanted = typed.startsWith('+') ? typed : /^1\d{10}$/.test(typed) ? `+86${typed}` : `+${typed}`;
      return isNumber(wanted)
        ? redirect(viewOf(exchange).href(`/sms/handsets/${wanted}`))
        : handsetsPage(exchange, this.gateway);
    }
    return path.length === 2 && isNumber(number) ? handsetPage(exchange, this.gateway, number) : null;
  }

  reset(): void {
    this.#overtaking.clear();
  }

  async #inbound(exchange: Exchange): Promise<Reply> {
    const { lang, ...input } = fields(exchange) ?? {};
    const { config } = this.tools;
    const inbound = parseInbound(input, config);
    const form = isForm(exchange);
    const page = { ...exchange, lang: lang === 'en' ? ('en' as const) : ('zh' as const) };
    if (typeof inbound === 'string') {
      return form
        ? handsetPage(page, this.gateway, String(input['from']), inbound)
        : json(422, { reason: inbound });
    }
    const { log, faults } = this;
    const result = await receiveInbound(inbound, this.gateway, config, {
      log,
      faults,
      overtaking: this.#overtaking,
    });
    // A person who presses Send sees the reply at once, not only after a refresh.
    if (form) await pause(150);
    return form ? redirect(viewOf(page).href(`/sms/handsets/${inbound.from}`)) : json(200, result);
  }

  #messages(to: string | null): Reply {
    if (to === null) return json(422, { reason: 'to is needed' });
    const number = to.trim().replace(/^(?!\+)/, '+');
    const messages = this.gateway.store
      .ofNumber(number)
      .filter((message) => message.direction !== 'inbound' && isDelivered(message))
      .map(({ sid, from, to: handset, body, media, dateUpdated }) => ({
        sid,
        from,
        to: handset,
        body,
        media,
        at: dateUpdated,
      }));
    return json(200, { messages });
  }
}
