import type { Clock } from '@/lib/platform/clock';
import type { DeskAccess } from '../desk-access';
import type { DeskMessage, ListedOrder, WorkOrder } from '../desk-schemas';

/** How an attempt ended without the desk's receipt. `reason` is for operators and may quote the desk. */
export type NotTaken =
  /** Same id, other content: the desk holds something else under our id. Repeating cannot help; a person must look. */
  | { kind: 'conflict'; reason: string }
  /** The desk declines, and says why. */
  | { kind: 'refused'; reason: string }
  /** No verdict. `deskFault`: the desk itself is in trouble, so its circuit counts it. */
  | { kind: 'retry'; reason: string; deskFault: boolean; retryAfterMs?: number }
  /** The request itself is wrong. */
  | { kind: 'dead'; reason: string };

export type WorkOrderOutcome = { kind: 'accepted'; externalId: string; receivedAt: Date } | NotTaken;
export type MessageOutcome = { kind: 'accepted' } | NotTaken;

export interface SendContext {
  /** Joins our log lines with the desk's. */
  requestId?: string;
  clock: Clock;
}

/** `unusable`: how many listed orders are not as the contract says; they were logged. */
export interface WorkOrderPage {
  items: ListedOrder[];
  unusable: number;
  next?: string | undefined;
}

/** How a protocol speaks to a desk. Every call ends within ten seconds and throws nothing for what the desk does wrong. */
export interface DeskConnector {
  /** Idempotent by deliveryId. */
  sendWorkOrder(desk: DeskAccess, order: WorkOrder, context: SendContext): Promise<WorkOrderOutcome>;
  /** Idempotent by messageId. */
  sendMessage(
    desk: DeskAccess,
    externalId: string,
    message: DeskMessage,
    context: SendContext,
  ): Promise<MessageOutcome>;
  /**
   * One page of the work orders that changed at or after a time by the desk's clock, oldest first.
   * @throws Error when the desk gives no usable answer
   */
  listUpdated(
    desk: DeskAccess,
    query: { updatedAfter: Date; cursor?: string },
    context: SendContext,
  ): Promise<WorkOrderPage>;
}
