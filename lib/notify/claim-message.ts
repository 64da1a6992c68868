import { z } from 'zod';
import { unseal } from '@/lib/platform/crypto';
import { transaction, type Tx } from '@/lib/platform/db';
import { isLocale } from '@/lib/platform/i18n/locales';
import { brokenCap, readCaps, type Caps } from './caps';
import type { NotifyDeps } from './deps';
import { messageReference, type MessageKey } from './message-key';
import { isOptedOut } from './opt-out';
import { contentContext, type MessageChannel } from './prepare-message';
import { isTemplateId } from './render';
import type { OutgoingMessage } from './senders/contract';
import { MAX_ATTEMPTS } from './settle-message';

/** A send that was begun this long ago ended with its process: every attempt has shorter time-outs. */
export const SENDING_LOST_MS = 60_000;

const content = z.object({ to: z.string(), variables: z.record(z.string(), z.string()) });

/** A message row as jobs read it. */
export interface StoredMessage {
  id: string;
  channel: MessageChannel;
  template_id: string;
  locale: string;
  content_cipher: Buffer;
  content_key_id: string;
  address_index: Buffer;
  state: string;
  attempts: number;
  updated_at: Date;
}

/** The columns of StoredMessage. */
export const STORED_COLUMNS = `id, channel, template_id, locale, content_cipher, content_key_id, address_index, state,
  attempts, updated_at`;

/**
 * Opens a row into what a sender takes.
 * @returns null when this version does not know its template or language
 */
export function openMessage(key: MessageKey, row: StoredMessage): OutgoingMessage | null {
  if (!isTemplateId(row.template_id) || !isLocale(row.locale)) return null;
  const opened = unseal({ keyId: row.content_key_id, cipher: row.content_cipher }, contentContext(row.id));
  return {
    ...content.parse(JSON.parse(opened)),
    reference: messageReference(key),
    templateId: row.template_id,
    locale: row.locale,
  };
}

async function mark(tx: Tx, key: MessageKey, state: string, reason: string | null, now: Date): Promise<void> {
  await tx.query(
    `UPDATE message SET state = $3, reason = $4, updated_at = $5, attempts = attempts + ($3 = 'sending')::int
      WHERE jurisdiction_code = $1 AND id = $2`,
    [key.jurisdictionCode, key.messageId, state, reason, now],
  );
}

/**
 * Takes a message for sending, in one short transaction: queued becomes sending, or suppressed when the person has
 * opted out, a cap is reached or the channel is off. A message whose send was interrupted becomes unknown, or is
 * taken again when the other side recognises repeats.
 * @returns the message and its attempt number, or null when there is nothing to send
 */
export async function claimMessage(
  key: MessageKey,
  { clock, senders }: NotifyDeps,
): Promise<{ message: OutgoingMessage; channel: MessageChannel; attempt: number } | null> {
  const caps = await readCaps();
  return transaction(async (tx) => {
    const now = clock.now();
    const { rows } = await tx.query<StoredMessage>(
      `SELECT ${STORED_COLUMNS} FROM message WHERE jurisdiction_code = $1 AND id = $2 FOR UPDATE`,
      [key.jurisdictionCode, key.messageId],
    );
    const row = rows[0];
    if (!row) return null;
    const sender = senders[row.channel];
    const lost = row.state === 'sending' && now.getTime() - row.updated_at.getTime() >= SENDING_LOST_MS;
    if (lost && !sender?.repeatable) {
      await mark(tx, key, 'unknown', 'interrupted', now);
      return null;
    }
    if (!lost && row.state !== 'queued') return null;
    const message = openMessage(key, row);
    if (!message || row.attempts >= MAX_ATTEMPTS) {
      await mark(tx, key, 'failed', message ? 'gave_up' : 'unknown_template', now);
      return null;
    }
    const refusal = sender ? await reasonToSuppress(tx, row, caps, now) : 'channel_off';
    await mark(tx, key, refusal ? 'suppressed' : 'sending', refusal, now);
    return refusal ? null : { message, channel: row.channel, attempt: row.attempts + 1 };
  });
}

async function reasonToSuppress(tx: Tx, row: StoredMessage, caps: Caps, now: Date): Promise<string | null> {
  const address = { channel: row.channel, addressIndex: row.address_index };
  if (await isOptedOut(tx, address.channel, address.addressIndex)) return 'opted_out';
  return brokenCap(tx, caps, { ...address, templateId: row.template_id, now });
}
