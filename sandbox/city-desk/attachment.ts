import { createHash } from 'node:crypto';
import { ask, json, notFound, type Reply } from '../http';
import type { WorkOrder } from './store';

interface Attachment {
  url: string;
  sha256: string;
  mediaType: string;
}

/** All photos the desk was given with an order and its messages. */
export function attachmentsOf(order: WorkOrder): Attachment[] {
  const { attachments = [] } = JSON.parse(order.payload) as { attachments?: Attachment[] };
  const later = order.messages.flatMap((record) => (record.message['attachments'] ?? []) as Attachment[]);
  return [...attachments, ...later];
}

/** Fetches a photo by its signed URL as the desk would, and shows it only when the hash is the promised one. */
export async function showAttachment(order: WorkOrder, index: number): Promise<Reply> {
  const attachment = attachmentsOf(order)[index];
  if (!attachment) return notFound();
  const answer = await ask(attachment.url).catch((error: unknown) => String(error));
  if (typeof answer === 'string') return json(502, { reason: `could not be fetched: ${answer}` });
  if (answer.status !== 200) return json(502, { reason: `the portal answered ${answer.status}` });
  if (createHash('sha256').update(answer.body).digest('hex') !== attachment.sha256) {
    return json(502, { reason: 'the bytes do not have the promised sha256' });
  }
  const image = /^image\/(jpeg|png|webp)$/.test(attachment.mediaType);
  return {
    status: 200,
    headers: {
      'content-type': image ? attachment.mediaType : 'application/octet-stream',
      'content-disposition': image ? 'inline' : 'attachment',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
    body: answer.body,
  };
}
