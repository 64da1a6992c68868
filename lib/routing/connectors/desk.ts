import type { z } from 'zod';
import { httpRequest, NoReplyError, type HttpReply } from '@/lib/platform/http';
import { logger } from '@/lib/platform/log';
import type { DeskAccess } from '../desk-access';
import {
  listedOrderSchema,
  messageReceiptSchema,
  refusalSchema,
  workOrderPageSchema,
  workOrderReceiptSchema,
} from '../desk-schemas';
import { signedHeaders } from '../desk-signature';
import type { DeskConnector, NotTaken, SendContext } from './contract';

const TIMEOUT_MS = 10_000;
const LONGEST_WAIT_MS = 3_600_000;
const REASON_LENGTH = 500;
/** Few, since each order comes with all its events, which may be 64 KiB each. */
const PAGE_SIZE = 20;
const PAGE_BYTES = 16_777_216;
/** A desk that does not know us, or says "not now": its settings or ours must change, not this one request. */
const MAY_PASS = new Set([401, 403, 404, 408, 425, 429]);

function parseJson(reply: HttpReply): unknown {
  try {
    return JSON.parse(reply.body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function reasonOf(reply: HttpReply): string {
  const refusal = refusalSchema.safeParse(parseJson(reply));
  const reason = refusal.success ? refusal.data.reason : '';
  return `${reply.status} ${reason}`.trim().replaceAll('\u0000', '').slice(0, REASON_LENGTH).toWellFormed();
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT_MS) : undefined;
}

/** What an answer other than a receipt means. A 2xx that is no receipt, or a redirect, is no verdict either. */
export function classifyReply(reply: HttpReply, now: Date): NotTaken {
  const { status } = reply;
  const reason = reasonOf(reply);
  if (status === 409) return { kind: 'conflict', reason };
  if (status === 422) return { kind: 'refused', reason };
  if (status >= 400 && status < 500 && !MAY_PASS.has(status)) return { kind: 'dead', reason };
  const wait = retryAfterMs(reply.headers, now);
  return {
    kind: 'retry',
    reason: status < 400 ? `${status} unusable answer` : reason,
    deskFault: status !== 429 && status !== 425 && status !== 404,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/** A desk without a valid secret cannot be spoken to; that is a fault of its settings, so its circuit opens. */
function headersFor(desk: DeskAccess, body: string, context: SendContext): Record<string, string> | null {
  const key = desk.keys[0];
  if (!key) return null;
  return {
    accept: 'application/json',
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...(context.requestId ? { 'x-request-id': context.requestId } : {}),
    ...signedHeaders(key, body, context.clock.now()),
  };
}

async function post<T>(
  desk: DeskAccess,
  path: string,
  content: unknown,
  schema: z.ZodType<T>,
  context: SendContext,
): Promise<{ kind: 'accepted'; receipt: T } | NotTaken> {
  const body = JSON.stringify(content);
  const headers = headersFor(desk, body, context);
  if (!headers) return { kind: 'retry', reason: 'the desk has no valid secret', deskFault: true };
  try {
    const reply = await httpRequest({
      method: 'POST',
      url: `${desk.baseUrl}${path}`,
      headers,
      body,
      timeoutMs: TIMEOUT_MS,
    });
    const receipt =
      reply.status === 200 || reply.status === 201 ? schema.safeParse(parseJson(reply)) : undefined;
    return receipt?.success
      ? { kind: 'accepted', receipt: receipt.data }
      : classifyReply(reply, context.clock.now());
  } catch (error) {
    if (!(error instanceof NoReplyError)) throw error;
    return { kind: 'retry', reason: `no reply: ${error.reason}`, deskFault: true };
  }
}

/** The desk contract, docs/contracts/desk.openapi.yaml. */
export const deskConnector: DeskConnector = {
  async sendWorkOrder(desk, order, context) {
    const outcome = await post(desk, '/work-orders', order, workOrderReceiptSchema, context);
    if (outcome.kind !== 'accepted') return outcome;
    const { externalId, receivedAt } = outcome.receipt;
    return { kind: 'accepted', externalId, receivedAt: new Date(receivedAt) };
  },

  async sendMessage(desk, externalId, message, context) {
    const path = `/work-orders/${encodeURIComponent(externalId)}/messages`;
    const outcome = await post(desk, path, message, messageReceiptSchema, context);
    return outcome.kind === 'accepted' ? { kind: 'accepted' } : outcome;
  },

  async listUpdated(desk, { updatedAfter, cursor }, context) {
    const headers = headersFor(desk, '', context);
    if (!headers) throw new Error('the desk has no valid secret');
    const query = new URLSearchParams({
      updatedAfter: updatedAfter.toISOString(),
      limit: String(PAGE_SIZE),
      ...(cursor ? { cursor } : {}),
    });
    const url = `${desk.baseUrl}/work-orders?${query}`;
    const reply = await httpRequest({
      method: 'GET',
      url,
      headers,
      timeoutMs: TIMEOUT_MS,
      maxBytes: PAGE_BYTES,
    });
    if (reply.status !== 200) throw new Error(`the desk answered ${reply.status}`);
    const page = workOrderPageSchema.parse(parseJson(reply));
    const items = page.items.flatMap((item) => {
      const parsed = listedOrderSchema.safeParse(item);
      if (parsed.success) return [parsed.data];
      const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
      logger('reconcile').warn({ deskCode: desk.code, fields }, 'listed work order unusable');
      return [];
    });
    return { items, unusable: page.items.length - items.length, next: page.next };
  },
};
