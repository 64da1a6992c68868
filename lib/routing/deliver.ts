import { systemClock, type Clock } from '@/lib/platform/clock';
import { isDatabaseAway, whileDatabaseReturns } from '@/lib/platform/database-away';
import { db, transaction } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/log';
import { withRequestId } from '@/lib/platform/request-context';
import { deskTickets, eventPhotos, type DeskTicket } from '@/lib/tickets/desk-view';
import { MAX_ATTEMPTS, retryDelayMs } from './backoff';
import type { ClaimedDelivery } from './claim-deliveries';
import { composeWorkOrder } from './compose-work-order';
import { connectorOf } from './connectors';
import type { MessageOutcome, NotTaken, WorkOrderOutcome } from './connectors/contract';
import type { DeskAccess } from './desk-access';
import { noteDeskFailure, noteDeskSuccess, pauseDesk } from './desk-circuit';
import type { DeskMessage } from './desk-schemas';
import {
  settleDead,
  settleForRetry,
  settleMessageSent,
  settleReceived,
  settleRefused,
} from './settle-delivery';

export interface DeliverDeps {
  clock: Clock;
  /** Uniform in [0, 1), for jitter. */
  random: () => number;
}

export const deliverDeps: DeliverDeps = { clock: systemClock, random: Math.random };

/** The tickets of claimed work orders, read at once and opened each by itself. */
export async function ticketsOf(claimed: readonly ClaimedDelivery[]): Promise<Map<string, () => DeskTicket>> {
  const orders = claimed.filter(({ kind }) => kind === 'work_order');
  const first = orders[0];
  if (!first) return new Map();
  return deskTickets(first.jurisdictionCode, new Map(orders.map((row) => [row.ticketId, row.createdAt])));
}

async function sendMessage(
  desk: DeskAccess,
  delivery: ClaimedDelivery,
  deps: DeliverDeps,
): Promise<MessageOutcome> {
  const { rows } = await db().query<{ external_id: string }>(
    'SELECT external_id FROM work_order WHERE jurisdiction_code = $1 AND ticket_id = $2 AND desk_code = $3',
    [delivery.jurisdictionCode, delivery.ticketId, delivery.deskCode],
  );
  const externalId = rows[0]?.external_id;
  if (!externalId) return { kind: 'dead', reason: 'the desk has no work order of this ticket' };
  const attachments = delivery.eventId
    ? await eventPhotos(delivery, delivery.eventId, delivery.createdAt)
    : [];
  const message: DeskMessage = {
    messageId: delivery.id,
    type: delivery.kind as DeskMessage['type'],
    ...(delivery.text ? { text: delivery.text } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    at: delivery.createdAt.toISOString(),
  };
  return connectorOf(desk.protocol)!.sendMessage(desk, externalId, message, contextOf(delivery, deps));
}

const contextOf = (delivery: ClaimedDelivery, { clock }: DeliverDeps) => ({
  clock,
  ...(delivery.requestId ? { requestId: delivery.requestId } : {}),
});

/** `unasked`: the attempt ended before the desk heard of it, so it says nothing about the desk. */
type Outcome = (WorkOrderOutcome | MessageOutcome) & { unasked?: true };

/** What failed on our side: it counts as an attempt, so that no delivery can come round for ever. */
function ownFault(error: unknown, what: string): NotTaken & { unasked: true } {
  if (isDatabaseAway(error)) throw error;
  logger('deliver').error({ err: error }, what);
  return { kind: 'retry', reason: what, deskFault: false, unasked: true };
}

function opened(ticket: () => DeskTicket): DeskTicket | (NotTaken & { unasked: true }) {
  try {
    return ticket();
  } catch (error) {
    const { reason } = ownFault(error, 'the contact of the ticket cannot be read');
    return { kind: 'dead', reason, unasked: true };
  }
}

async function attempt(
  desk: DeskAccess,
  delivery: ClaimedDelivery,
  ticket: (() => DeskTicket) | undefined,
  deps: DeliverDeps,
): Promise<Outcome> {
  const connector = connectorOf(desk.protocol);
  if (!connector) return { kind: 'retry', reason: `no connector for ${desk.protocol}`, deskFault: true };
  if (delivery.kind !== 'work_order') return sendMessage(desk, delivery, deps);
  if (!ticket) return { kind: 'dead', reason: 'the ticket is gone', unasked: true };
  const order = opened(ticket);
  if ('kind' in order) return order;
  return connector.sendWorkOrder(desk, composeWorkOrder(order, delivery, desk), contextOf(delivery, deps));
}

/** The circuit hears of every attempt: any answer at all shows that the desk lives. */
async function noteCircuit(deskCode: string, outcome: Outcome, deps: DeliverDeps): Promise<void> {
  if (outcome.unasked) return;
  const now = deps.clock.now();
  if (!('reason' in outcome) || outcome.kind !== 'retry') return noteDeskSuccess(deskCode, now);
  if (outcome.deskFault) await noteDeskFailure(deskCode, outcome.reason, now, deps.random());
  if (outcome.retryAfterMs) await pauseDesk(deskCode, new Date(now.getTime() + outcome.retryAfterMs));
}

async function settle(delivery: ClaimedDelivery, outcome: Outcome, deps: DeliverDeps): Promise<string> {
  const now = deps.clock.now();
  return transaction(async (tx) => {
    switch (outcome.kind) {
      case 'accepted':
        if ('externalId' in outcome) await settleReceived(tx, delivery, outcome, now);
        else await settleMessageSent(tx, delivery, now);
        return 'sent';
      case 'refused':
        await settleRefused(tx, delivery, outcome.reason, now);
        return 'refused';
      case 'conflict':
      case 'dead':
        await settleDead(tx, delivery, outcome.reason);
        return 'dead';
      case 'retry': {
        if (delivery.attempts >= MAX_ATTEMPTS) {
          await settleDead(tx, delivery, outcome.reason);
          return 'dead';
        }
        const pause = Math.max(
          outcome.retryAfterMs ?? 0,
          retryDelayMs(delivery.attempts, env().deliveryRetryBaseMs, deps.random()),
        );
        await settleForRetry(tx, delivery, outcome.reason, new Date(now.getTime() + pause));
        return 'retry';
      }
    }
  });
}

/**
 * One attempt of a claimed delivery: the connector outside any transaction, with the delivery's id as idempotency key,
 * then the outcome in one. A crash in between repeats the same id after the claim has grown old.
 */
export async function deliver(
  desk: DeskAccess,
  delivery: ClaimedDelivery,
  ticket: (() => DeskTicket) | undefined,
  deps: DeliverDeps = deliverDeps,
): Promise<void> {
  await withRequestId(delivery.requestId ?? delivery.id, async () => {
    const outcome = await attempt(desk, delivery, ticket, deps).catch((error: unknown) =>
      ownFault(error, 'the attempt failed on our side'),
    );
    await whileDatabaseReturns(() => noteCircuit(desk.code, outcome, deps));
    // The desk has answered: a restart of the database must not cost the answer, which would come again only with the claim's age.
    const settled = await whileDatabaseReturns(() => settle(delivery, outcome, deps)).catch(
      (error: unknown) => {
        const failed = ownFault(error, 'the desk’s answer could not be recorded');
        return whileDatabaseReturns(() => settle(delivery, failed, deps));
      },
    );
    if (settled === 'sent') return;
    logger('deliver')[settled === 'dead' ? 'error' : 'warn'](
      {
        deliveryId: delivery.id,
        deskCode: desk.code,
        attempt: delivery.attempts,
        outcome: outcome.kind,
        settled,
      },
      'delivery not taken',
    );
  });
}
