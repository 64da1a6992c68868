import { blindIndex, seal } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';
import type { Locale } from '@/lib/platform/i18n/locales';
import { newId } from '@/lib/platform/ids';
import { enqueue } from '@/lib/platform/jobs';
import { currentRequestId } from '@/lib/platform/request-context';
import { TEMPLATE_VARIABLES, type TemplateId, type TemplateVariables } from './templates';

/** How a message travels. */
export type MessageChannel = 'sms' | 'email';

/** One thing to tell one person. `to` is an E.164 number or an e-mail address. */
export interface MessageInput<T extends TemplateId = TemplateId> {
  jurisdictionCode: string;
  ticketId: string;
  channel: MessageChannel;
  to: string;
  templateId: T;
  locale: Locale;
  variables: TemplateVariables<T>;
  now: Date;
}

/** The columns of a queued message; state, attempts and receipt rank keep the table's defaults, updated_at is createdAt. */
export interface MessageRow {
  jurisdictionCode: string;
  id: string;
  ticketId: string;
  channel: MessageChannel;
  templateId: TemplateId;
  locale: Locale;
  contentCipher: Buffer;
  contentKeyId: string;
  addressIndex: Buffer;
  createdAt: Date;
}

/** The additional data a message's content is sealed under. */
export const contentContext = (messageId: string): string => `message:${messageId}`;

/** The blind index messages and opt-outs of an address share; an e-mail address counts in lower case. */
export function addressIndexOf(channel: MessageChannel, to: string): Buffer {
  return channel === 'sms' ? blindIndex('phone', to) : blindIndex('email', to.toLowerCase());
}

/**
 * The row of one message, sealed, for an insert of the caller's.
 * @throws ZodError when the variables are not the template's
 */
export function messageRow<T extends TemplateId>(input: MessageInput<T>): MessageRow {
  const { jurisdictionCode, ticketId, channel, to, templateId, locale, now } = input;
  const variables = TEMPLATE_VARIABLES[templateId].parse(input.variables);
  const id = newId(now.getTime());
  const { keyId, cipher } = seal(JSON.stringify({ to, variables }), contentContext(id));
  return {
    jurisdictionCode,
    id,
    ticketId,
    channel,
    templateId,
    locale,
    contentCipher: cipher,
    contentKeyId: keyId,
    addressIndex: addressIndexOf(channel, to),
    createdAt: now,
  };
}

/**
 * Writes a message and its job in the caller's transaction.
 * @returns the message's id
 * @throws ZodError when the variables are not the template's
 */
export async function queueMessage<T extends TemplateId>(tx: Tx, input: MessageInput<T>): Promise<string> {
  const row = messageRow(input);
  await tx.query(
    `INSERT INTO message (jurisdiction_code, id, ticket_id, channel, template_id, locale,
       content_cipher, content_key_id, address_index, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      row.jurisdictionCode,
      row.id,
      row.ticketId,
      row.channel,
      row.templateId,
      row.locale,
      row.contentCipher,
      row.contentKeyId,
      row.addressIndex,
      row.createdAt,
    ],
  );
  await enqueue(tx, 'send-message', {
    jurisdictionCode: row.jurisdictionCode,
    messageId: row.id,
    requestId: currentRequestId(),
  });
  return row.id;
}
