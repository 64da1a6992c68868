import { z } from 'zod';
import { DESK_EVENT_TYPES } from '@/lib/tickets/status';

/** PostgreSQL stores no NUL and no half of a surrogate pair, and no person writes one. */
const storable = (text: string) => !text.includes('\u0000') && text.isWellFormed();
const UNSTORABLE = 'contains a NUL character or half a surrogate pair';
const words = (max: number) => z.string().min(1).max(max).refine(storable, UNSTORABLE);
/** Beyond these years a date is a fault of a clock, and pages and PostgreSQL write it in ways of their own. */
const time = z.iso.datetime({ offset: true }).refine((text) => {
  const year = new Date(text).getUTCFullYear();
  return year >= 2000 && year < 2200;
}, 'must lie in the years 2000 to 2199');

const attachment = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .refine(storable, UNSTORABLE),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/),
});
const attachments = z.array(attachment).max(20);
const externalId = z
  .string()
  .max(64)
  .regex(/^[0-9A-Za-z._-]+$/);
const ticketNumber = z.string().regex(/^\d{12}$/);

/** A desk's handing over of a ticket, as `POST {base}/work-orders` carries it. */
export const workOrderSchema = z.strictObject({
  deliveryId: z.uuid(),
  ticketNumber,
  upstreamNumber: z.string().min(1).max(64).optional(),
  categoryCode: z.string().regex(/^[0-9A-Z]\d{4}$/),
  matterCode: z.string().regex(/^\d{6}[0-9A-Z]\d{4}$/),
  divisionCode: z.string().regex(/^\d{6}$/),
  streetCode: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  gridId: z
    .string()
    .regex(/^[0-9A-Za-z]{15}$/)
    .optional(),
  address: z.string().max(500),
  lng: z.number().min(-180).max(180).optional(),
  lat: z.number().min(-90).max(90).optional(),
  coordinateSystem: z.enum(['WGS-84', 'CGCS2000', 'GCJ-02']).optional(),
  description: words(4000),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  occurredAt: time.optional(),
  acceptedAt: time,
  dueAt: time.optional(),
  urgency: z.enum(['normal', 'urgent', 'critical']),
  requestType: z.enum(['enquiry', 'help', 'complaint', 'report', 'suggestion', 'praise']),
  keepSecret: z.boolean(),
  reporter: z
    .strictObject({
      name: words(100).optional(),
      phone: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/)
        .optional(),
      email: z.string().max(254).optional(),
    })
    .optional(),
  attachments,
});
export type WorkOrder = z.infer<typeof workOrderSchema>;

/** Kinds of what we tell a desk about a work order it has. */
export const MESSAGE_TYPES = ['addition', 'urging', 'withdrawal', 'reopen', 'answer', 'decision'] as const;

export const deskMessageSchema = z.strictObject({
  messageId: z.uuid(),
  type: z.enum(MESSAGE_TYPES),
  text: words(4000).optional(),
  attachments: attachments.optional(),
  at: time,
});
export type DeskMessage = z.infer<typeof deskMessageSchema>;

/** A desk's answer to a work order; what else it says is not read. */
export const workOrderReceiptSchema = z.object({ externalId, receivedAt: time });
export const messageReceiptSchema = z.object({ messageId: z.string(), receivedAt: time });
export const refusalSchema = z.object({ reason: z.string(), code: z.string().optional() });

/** What a desk tells us, pushed or listed. */
export const deskEventSchema = z
  .strictObject({
    eventId: words(100),
    externalId,
    ticketNumber,
    type: z.enum(DESK_EVENT_TYPES),
    at: time,
    text: words(4000).optional(),
    unit: words(200).optional(),
    dueAt: time.optional(),
    attachments: attachments.optional(),
    reasonCode: z
      .string()
      .regex(/^[a-z0-9_]{1,50}$/)
      .optional(),
  })
  .superRefine((event, context) => {
    const missing = (field: string) =>
      context.addIssue({ code: 'custom', path: [field], message: 'is needed for this type' });
    if (event.type === 'returned' && !event.reasonCode && !event.text) missing('reasonCode');
    if ((event.type === 'question' || event.type === 'message') && !event.text) missing('text');
    if (event.type === 'extension_requested' && !event.dueAt) missing('dueAt');
  });
export type DeskEvent = z.infer<typeof deskEventSchema>;

/** One page of a desk's list of changed work orders. Orders and events are checked one by one: a bad one must not hide the others. */
export const workOrderPageSchema = z.object({
  items: z.array(z.unknown()),
  next: z.string().max(200).optional(),
});
export const listedOrderSchema = z.object({
  externalId,
  ticketNumber,
  updatedAt: time,
  events: z.array(z.unknown()),
});
export type ListedOrder = z.infer<typeof listedOrderSchema>;
