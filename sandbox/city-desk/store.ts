import { createHash, randomBytes } from 'node:crypto';
import type { Journal } from '../journal';

/** How far the push of one event to the portal has come. */
export interface Push {
  state: 'acknowledged' | 'waiting' | 'held' | 'refused' | 'gave_up' | 'lost';
  attempts: number;
  status?: number;
  body?: unknown;
  error?: string;
  nextAttemptAt?: string;
}

export interface DeskEvent {
  eventId: string;
  externalId: string;
  ticketNumber: string;
  type: string;
  at: string;
  text?: string;
  unit?: string;
  dueAt?: string;
  attachments?: unknown;
  reasonCode?: string;
}

export interface EventRecord {
  event: DeskEvent;
  push: Push;
}

export interface MessageRecord {
  messageId: string;
  digest: string;
  receivedAt: string;
  message: Record<string, unknown>;
}

export interface WorkOrder {
  externalId: string;
  deskCode: string;
  deliveryId: string;
  ticketNumber: string;
  /** Hash of the content, independent of the order of keys. */
  digest: string;
  receivedAt: string;
  updatedAt: number;
  status: string;
  /** How many times the same delivery came. */
  received: number;
  /** True when the ticket already had a live work order at this desk under another delivery id. */
  doubled: boolean;
  requestId?: string;
  /** As received; parsed only when looked at, so that 100,000 orders stay small. */
  payload: string;
  events: EventRecord[];
  messages: MessageRecord[];
}

const STATUS_AFTER: Record<string, string> = {
  signed: 'signed',
  returned: 'returned',
  handling: 'handling',
  suspended: 'suspended',
  resumed: 'handling',
  handled: 'handled',
  checked: 'checked',
  rework: 'rework',
  closed: 'closed',
  withdrawal: 'withdrawn',
  reopen: 'reopened',
};

const CAP = 500_000;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}

/** Hash of a JSON value in which the order of keys does not count. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');

/** The desk's memory: the newest 500,000 work orders in the order of their last change. */
export class WorkOrderStore {
  /** Insertion order is the order of the last change; reconciliation walks it. */
  readonly #orders = new Map<string, WorkOrder>();
  readonly #byDelivery = new Map<string, WorkOrder>();
  readonly #byTicket = new Map<string, WorkOrder[]>();
  /** Part of each number made since the last start or reset: a desk never gives a number twice, even after it has forgotten. */
  #series = randomBytes(3).toString('hex');
  #sequence = 0;
  readonly #save: (order: WorkOrder) => void;
  doubled = 0;

  constructor(journal: Journal) {
    this.#save = journal.register<WorkOrder>({
      kind: 'work-order',
      id: (order) => order.externalId,
      all: () => this.#orders.values(),
      load: (order) => this.#index(order),
    });
  }

  get size(): number {
    return this.#orders.size;
  }

  get tickets(): number {
    return this.#byTicket.size;
  }

  get = (externalId: string): WorkOrder | undefined => this.#orders.get(externalId);
  byDelivery = (deskCode: string, deliveryId: string): WorkOrder | undefined =>
    this.#byDelivery.get(`${deskCode} ${deliveryId.toLowerCase()}`);
  byTicket = (ticketNumber: string): readonly WorkOrder[] => this.#byTicket.get(ticketNumber) ?? [];
  /** Oldest change first. */
  all = (): Iterable<WorkOrder> => this.#orders.values();

  /** Books a delivery seen for the first time. */
  create(
    deskCode: string,
    content: { deliveryId: string; ticketNumber: string },
    raw: string,
    requestId?: string,
  ) {
    const { deliveryId, ticketNumber } = content;
    const prefix = deskCode.replace(/^city-/, 'CG-').toUpperCase();
    this.#sequence += 1;
    const now = Date.now();
    const order: WorkOrder = {
      externalId: `${prefix}-${this.#series}-${String(this.#sequence).padStart(6, '0')}`,
      deskCode,
      deliveryId,
      ticketNumber,
      digest: digestOf(content),
      receivedAt: new Date(now).toISOString(),
      updatedAt: now,
      status: 'received',
      received: 1,
      doubled: this.byTicket(ticketNumber).some(
        (other) => other.deskCode === deskCode && other.status !== 'returned',
      ),
      ...(requestId !== undefined && { requestId }),
      payload: raw,
      events: [],
      messages: [],
    };
    this.#index(order);
    this.#save(order);
    return order;
  }

  addMessage(order: WorkOrder, record: MessageRecord): void {
    order.messages.push(record);
    this.#advance(order, String(record.message['type']));
  }

  addEvent(order: WorkOrder, record: EventRecord): void {
    order.events.push(record);
    this.#advance(order, record.event.type);
  }

  /** Keeps a change that reconciliation need not report, such as the state of a push. */
  keep(order: WorkOrder): void {
    this.#save(order);
  }

  /** Puts loaded orders back into the order of their last change, on which reconciliation relies. */
  sort(): void {
    const orders = [...this.#orders.values()].sort((a, b) => a.updatedAt - b.updatedAt);
    this.#orders.clear();
    for (const order of orders) this.#orders.set(order.externalId, order);
  }

  clear(): void {
    this.#orders.clear();
    this.#byDelivery.clear();
    this.#byTicket.clear();
    this.#series = randomBytes(3).toString('hex');
    this.#sequence = 0;
    this.doubled = 0;
  }

  #advance(order: WorkOrder, type: string): void {
    order.status = STATUS_AFTER[type] ?? order.status;
    order.updatedAt = Math.max(Date.now(), order.updatedAt);
    this.#orders.delete(order.externalId);
    this.#orders.set(order.externalId, order);
    this.#save(order);
  }

  #index(order: WorkOrder): void {
    this.#orders.set(order.externalId, order);
    this.#byDelivery.set(`${order.deskCode} ${order.deliveryId.toLowerCase()}`, order);
    const siblings = this.#byTicket.get(order.ticketNumber);
    if (siblings) siblings.push(order);
    else this.#byTicket.set(order.ticketNumber, [order]);
    if (order.doubled) this.doubled += 1;
    if (this.#orders.size > CAP) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const [oldest] = this.#orders.values();
    if (!oldest) return;
    this.#orders.delete(oldest.externalId);
    this.#byDelivery.delete(`${oldest.deskCode} ${oldest.deliveryId.toLowerCase()}`);
    const left = this.byTicket(oldest.ticketNumber).filter((order) => order !== oldest);
    if (left.length > 0) this.#byTicket.set(oldest.ticketNumber, left);
    else this.#byTicket.delete(oldest.ticketNumber);
  }
}
