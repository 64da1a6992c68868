import { randomUUID } from 'node:crypto';
import type { Check } from '../contract';
import { fields, json, type Exchange, type Reply } from '../http';
import type { EventPusher } from './push-event';
import type { DeskEvent, EventRecord, WorkOrder, WorkOrderStore } from './store';

const TAKEN = ['type', 'text', 'unit', 'dueAt', 'reasonCode', 'at', 'eventId', 'attachments'] as const;
const FORM_ONLY = ['lost', 'lang'];
const THREE_DAYS_MS = 3 * 86_400_000;

/** A browser's datetime-local has no zone: the desk's people mean Beijing time. */
const zoned = (time: unknown): unknown =>
  typeof time === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(time) ? `${time}:00+08:00` : time;

function eventOf(order: WorkOrder, input: Record<string, unknown>): DeskEvent {
  const event: Record<string, unknown> = {
    eventId: randomUUID(),
    externalId: order.externalId,
    ticketNumber: order.ticketNumber,
    at: new Date().toISOString(),
  };
  for (const name of TAKEN) if (input[name] !== undefined) event[name] = input[name];
  event['dueAt'] = zoned(input['dueAt']);
  event['at'] = zoned(event['at']);
  if (event['type'] === 'returned' && event['text'] === undefined) event['reasonCode'] ??= 'not_my_remit';
  if (event['type'] === 'extension_requested') {
    event['dueAt'] ??= new Date(Date.now() + THREE_DAYS_MS).toISOString();
  }
  if (event['dueAt'] === undefined) delete event['dueAt'];
  return event as unknown as DeskEvent;
}

/**
 * The desk's people do something with a work order: makes the event, keeps it and pushes it.
 * `lost` (query or field) keeps it without pushing, so that only reconciliation can find it. A known eventId is
 * pushed again as given, so that a test can repeat or contradict itself.
 * Answers `{event, push}`; 422 when the event would break the contract.
 */
export async function advanceWorkOrder(
  exchange: Exchange,
  order: WorkOrder,
  desk: { store: WorkOrderStore; pusher: EventPusher; check: Check },
): Promise<Reply> {
  const input = fields(exchange);
  if (input === null) return json(422, { reason: 'body is neither a JSON object nor a form' });
  const extra = Object.keys(input).find((name) => ![...TAKEN, ...FORM_ONLY].includes(name));
  if (extra !== undefined) return json(422, { reason: `unknown field ${extra}` });
  const event = eventOf(order, input);
  const fault = desk.check(event);
  if (fault !== null) return json(422, { reason: fault });
  const lost = [input['lost'], exchange.url.searchParams.get('lost')].some(
    (value) => value === '1' || value === true,
  );
  const record: EventRecord = { event, push: { state: lost ? 'lost' : 'held', attempts: 0 } };
  if (!order.events.some((known) => known.event.eventId === event.eventId))
    desk.store.addEvent(order, record);
  if (!lost) await desk.pusher.push(order, record);
  return json(200, record);
}
