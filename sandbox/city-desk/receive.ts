import type { Check } from '../contract';
import { header, json, mediaType, type Exchange, type Reply } from '../http';
import { verifySignature } from './signature';
import { digestOf, type WorkOrder, type WorkOrderStore } from './store';

/** What the desk's side of the contract needs. */
export interface DeskSide {
  secrets: () => readonly string[];
  store: WorkOrderStore;
  checks: { workOrder: Check; message: Check };
}

type Refusal = { status: number; code: string; reason: string };

const refuse = ({ status, code, reason }: Refusal, log: Record<string, unknown> = {}): Reply =>
  json(status, { code, reason }, { outcome: 'refused', reason, ...log });

function signedBody(
  exchange: Exchange,
  desk: DeskSide,
): { deskCode: string; content: Record<string, unknown> } | Refusal {
  const signer = verifySignature(exchange, desk.secrets());
  if ('reason' in signer) return { status: 401, code: 'unauthorised', reason: signer.reason };
  if (mediaType(exchange.request) !== 'application/json') {
    return { status: 415, code: 'wrong_type', reason: 'Content-Type must be application/json' };
  }
  try {
    const content: unknown = JSON.parse(exchange.body.toString('utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return { deskCode: signer.deskCode, content: content as Record<string, unknown> };
    }
  } catch {
    return { status: 422, code: 'ill_formed', reason: 'body is not JSON' };
  }
  return { status: 422, code: 'ill_formed', reason: 'body is not a JSON object' };
}

/** `POST /work-orders`: once per deliveryId, however often it comes. */
export function receiveWorkOrder(exchange: Exchange, desk: DeskSide): Reply {
  const signed = signedBody(exchange, desk);
  if ('reason' in signed) return refuse(signed);
  const { deskCode, content } = signed;
  const fault = desk.checks.workOrder(content);
  const requestId = header(exchange.request, 'x-request-id');
  const known = {
    deskCode,
    deliveryId: content['deliveryId'],
    ticketNumber: content['ticketNumber'],
    requestId,
  };
  if (fault !== null) return refuse({ status: 422, code: 'ill_formed', reason: fault }, known);
  const named = content as { deliveryId: string; ticketNumber: string };
  const before = desk.store.byDelivery(deskCode, named.deliveryId);
  if (before) {
    if (before.digest !== digestOf(content)) {
      return refuse(
        { status: 409, code: 'other_content', reason: 'this deliveryId came with other content' },
        known,
      );
    }
    before.received += 1;
    desk.store.keep(before);
    return json(200, receipt(before), { outcome: 'repeated', externalId: before.externalId, ...known });
  }
  const order = desk.store.create(deskCode, named, exchange.body.toString('utf8'), requestId);
  const outcome = order.doubled ? 'doubled' : 'accepted';
  return json(201, receipt(order), { outcome, externalId: order.externalId, ...known });
}

const receipt = (order: WorkOrder) => ({ externalId: order.externalId, receivedAt: order.receivedAt });

/** `POST /work-orders/{externalId}/messages`: once per messageId. */
export function receiveMessage(exchange: Exchange, desk: DeskSide, externalId: string): Reply {
  const signed = signedBody(exchange, desk);
  if ('reason' in signed) return refuse(signed);
  const { deskCode, content } = signed;
  const requestId = header(exchange.request, 'x-request-id');
  const known = { deskCode, externalId, messageId: content['messageId'], type: content['type'], requestId };
  const order = desk.store.get(externalId);
  if (!order || order.deskCode !== deskCode) {
    return refuse({ status: 404, code: 'not_found', reason: 'no such work order' }, known);
  }
  const fault = desk.checks.message(content);
  if (fault !== null) return refuse({ status: 422, code: 'ill_formed', reason: fault }, known);
  const messageId = String(content['messageId']);
  const digest = digestOf(content);
  const before = order.messages.find((record) => record.messageId.toLowerCase() === messageId.toLowerCase());
  if (before) {
    if (before.digest !== digest) {
      return refuse(
        { status: 409, code: 'other_content', reason: 'this messageId came with other content' },
        known,
      );
    }
    return json(200, { messageId, receivedAt: before.receivedAt }, { outcome: 'repeated', ...known });
  }
  const receivedAt = new Date().toISOString();
  desk.store.addMessage(order, { messageId, digest, receivedAt, message: content });
  return json(201, { messageId, receivedAt }, { outcome: 'accepted', ...known });
}

/** `GET /work-orders?updatedAfter=`: the reconciliation of the contract, one page. */
export function reconcile(exchange: Exchange, desk: DeskSide): Reply {
  const signer = verifySignature(exchange, desk.secrets());
  if ('reason' in signer) return refuse({ status: 401, code: 'unauthorised', reason: signer.reason });
  const query = exchange.url.searchParams;
  const after = Date.parse(query.get('updatedAfter') ?? '');
  if (Number.isNaN(after))
    return refuse({ status: 422, code: 'ill_formed', reason: 'updatedAfter must be a time' });
  const limit = Number(query.get('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) {
    return refuse({ status: 422, code: 'ill_formed', reason: 'limit must be 1 to 500' });
  }
  const cursor = query.get('cursor');
  const [, time = '', lastId = ''] = /^(\d+)~(.+)$/.exec(cursor ?? '') ?? [];
  if (cursor !== null && lastId === '')
    return refuse({ status: 422, code: 'ill_formed', reason: 'cursor is not ours' });
  // An order that changes while pages are read moves to the end and is read again: repeats, never gaps.
  const changed: WorkOrder[] = [];
  let skipping = desk.store.get(lastId)?.updatedAt === Number(time) && cursor !== null;
  const bound = cursor === null ? after : Math.max(after, Number(time));
  for (const order of desk.store.all()) {
    if (order.deskCode !== signer.deskCode || order.updatedAt < bound) continue;
    if (skipping) {
      skipping = order.externalId !== lastId;
      continue;
    }
    changed.push(order);
    if (changed.length > limit) break;
  }
  const items = changed.slice(0, limit);
  const last = items.at(-1);
  const page = {
    items: items.map((order) => ({
      externalId: order.externalId,
      ticketNumber: order.ticketNumber,
      status: order.status,
      updatedAt: new Date(order.updatedAt).toISOString(),
      events: order.events.map((record) => record.event),
    })),
    ...(changed.length > limit && last && { next: `${last.updatedAt}~${last.externalId}` }),
  };
  return json(200, page, { outcome: 'accepted', deskCode: signer.deskCode, items: items.length });
}
