import { loadContract } from '../contract';
import { Faults } from '../faults';
import { fields, header, isForm, json, redirect, type Exchange, type Reply } from '../http';
import { viewOf } from '../page';
import type { Peer, PeerTools } from '../peer';
import { PeerLog } from '../peer-log';
import { advanceWorkOrder } from './advance';
import { showAttachment } from './attachment';
import { listPage, orderPage } from './pages';
import { EventPusher } from './push-event';
import { receiveMessage, receiveWorkOrder, reconcile, type DeskSide } from './receive';
import { WorkOrderStore, type WorkOrder } from './store';

const PAGE_SIZE = 100;

function fullOrder(order: WorkOrder) {
  const { payload, digest: _digest, updatedAt, ...rest } = order;
  return { ...rest, updatedAt: new Date(updatedAt).toISOString(), payload: JSON.parse(payload) as unknown };
}

/** The systems that receive work orders: city desks, 12345 and market supervision, told apart by X-Desk-Key. */
export class CityDesk implements Peer {
  readonly name = 'city-desk';
  readonly faults = new Faults();
  readonly log = new PeerLog();
  readonly #store: WorkOrderStore;
  readonly #pusher: EventPusher;
  readonly #side: DeskSide;
  readonly #checkEvent;

  constructor({ config, timers, journal }: PeerTools) {
    this.#store = new WorkOrderStore(journal);
    this.#pusher = new EventPusher(config, this.#store, this.faults, this.log, timers);
    const check = loadContract();
    this.#checkEvent = check('Event');
    this.#side = {
      secrets: () => config.deskSecrets,
      store: this.#store,
      checks: { workOrder: check('WorkOrder'), message: check('Message') },
    };
  }

  /** Takes up pushes that a restart interrupted. */
  resume(): void {
    this.#store.sort();
    for (const order of this.#store.all()) {
      for (const record of order.events) {
        if (record.push.state === 'waiting' || record.push.state === 'held')
          void this.#pusher.push(order, record);
      }
    }
  }

  speaksProtocol(
    { request, method }: Pick<Exchange, 'request' | 'method'>,
    path: readonly string[],
  ): boolean {
    if (path[0] !== 'work-orders') return false;
    if (method === 'POST') return path.length === 1 || (path.length === 3 && path[2] === 'messages');
    return path.length === 1 && header(request, 'x-desk-key') !== undefined;
  }

  async handle(exchange: Exchange, path: readonly string[]): Promise<Reply | null> {
    const [room, externalId = '', action, index] = path;
    const { method } = exchange;
    if (method === 'GET' && room === undefined) return listPage(exchange, this.#store);
    if (method === 'GET' && room === '_stats') return json(200, this.#stats());
    if (method === 'GET' && room === '_numbers') return this.#numbers();
    if (room !== 'work-orders') return null;
    if (path.length === 1) {
      if (method === 'POST') return receiveWorkOrder(exchange, this.#side);
      return method === 'GET' ? this.#list(exchange) : null;
    }
    if (method === 'POST' && action === 'messages') return receiveMessage(exchange, this.#side, externalId);
    const order = this.#store.get(externalId);
    if (!order) return null;
    if (method === 'POST' && action === 'advance') return this.#advance(exchange, order);
    if (method !== 'GET') return null;
    if (action === 'attachments') return showAttachment(order, Number(index));
    if (action !== undefined) return null;
    return (header(exchange.request, 'accept') ?? '').includes('text/html')
      ? orderPage(exchange, order)
      : json(200, fullOrder(order));
  }

  reset(): void {
    this.#store.clear();
    this.#pusher.clear();
  }

  async #advance(exchange: Exchange, order: WorkOrder): Promise<Reply> {
    const reply = await advanceWorkOrder(exchange, order, {
      store: this.#store,
      pusher: this.#pusher,
      check: this.#checkEvent,
    });
    if (!isForm(exchange)) return reply;
    const lang = fields(exchange)?.['lang'] === 'en' ? ('en' as const) : ('zh' as const);
    if (reply.status === 200) {
      return redirect(viewOf({ lang }).href(`/city-desk/work-orders/${order.externalId}`));
    }
    const { reason } = JSON.parse(String(reply.body)) as { reason: string };
    return orderPage({ ...exchange, lang }, order, reason);
  }

  #list(exchange: Exchange): Reply {
    const query = exchange.url.searchParams;
    if (query.has('updatedAfter') || header(exchange.request, 'x-desk-key') !== undefined) {
      return reconcile(exchange, this.#side);
    }
    const ticketNumber = query.get('ticketNumber');
    if (ticketNumber !== null) return json(200, { items: this.#store.byTicket(ticketNumber).map(fullOrder) });
    const offset = Math.max(0, Math.trunc(Number(query.get('offset') ?? 0)) || 0);
    const newest = [...this.#store.all()].reverse().slice(offset, offset + PAGE_SIZE);
    return json(200, { items: newest.map(fullOrder), total: this.#store.size });
  }

  #stats() {
    const events = [...this.#store.all()].flatMap((order) => order.events.map((record) => record.push.state));
    const pushes: Record<string, number> = {};
    for (const state of events) pushes[state] = (pushes[state] ?? 0) + 1;
    return {
      workOrders: this.#store.size,
      tickets: this.#store.tickets,
      doubled: this.#store.doubled,
      pushes,
      outcomes: Object.fromEntries(this.log.counts),
    };
  }

  /** One line per work order, for drills that compare 100,000 of them with what was acknowledged. */
  #numbers(): Reply {
    const lines: string[] = [];
    for (const {
      ticketNumber,
      deliveryId,
      externalId,
      deskCode,
      receivedAt,
      received,
      doubled,
    } of this.#store.all()) {
      lines.push(
        JSON.stringify({ ticketNumber, deliveryId, externalId, deskCode, receivedAt, received, doubled }),
      );
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/x-ndjson' },
      body: `${lines.join('\n')}\n`,
    };
  }
}
