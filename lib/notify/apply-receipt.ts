import { assertActor, type Actor } from '@/lib/platform/actor';
import { transaction, type Tx } from '@/lib/platform/db';
import { logger } from '@/lib/platform/log';
import type { SmsReceipt } from '@/lib/telephony/sms-provider';
import { parseReference, type MessageKey } from './message-key';
import { addOptOut } from './opt-out';
import type { MessageChannel } from './prepare-message';

interface Target {
  jurisdiction_code: string;
  id: string;
  channel: MessageChannel;
  address_index: Buffer;
}

/**
 * Applies a delivery receipt. Each receipt counts once; one that is late or out of order never takes a message back,
 * since only a higher rank changes it. A receipt may come before our own send has been settled: then our reference
 * finds the message. A receipt of nobody's message is noted without its data.
 * @returns what came of it
 */
export async function applyReceipt(
  actor: Actor,
  receipt: SmsReceipt,
): Promise<'applied' | 'repeated' | 'outdated' | 'unknown'> {
  assertActor(actor, 'provider');
  const provider = actor.name;
  const outcome = await transaction(async (tx) => {
    const { rowCount } = await tx.query(
      'INSERT INTO provider_event (provider, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [provider, receipt.eventId],
    );
    if (rowCount === 0) return 'repeated' as const;
    const target = await findTarget(tx, provider, receipt);
    if (!target) return 'unknown' as const;
    if (receipt.optedOut) await addOptOut(tx, target.channel, target.address_index, 'provider');
    const updated = await tx.query(
      `UPDATE message
          SET state = $3, receipt_rank = $4, provider = $5, provider_id = $6, reason = $7,
              sent_at = COALESCE(sent_at, now()), updated_at = now()
        WHERE jurisdiction_code = $1 AND id = $2 AND receipt_rank < $4`,
      [
        target.jurisdiction_code,
        target.id,
        receipt.state,
        receipt.rank,
        provider,
        receipt.providerId,
        receipt.state === 'delivered' ? null : receipt.errorCode,
      ],
    );
    return updated.rowCount > 0 ? ('applied' as const) : ('outdated' as const);
  });
  if (outcome === 'unknown') logger('notify').warn({ provider }, 'receipt of an unknown message');
  return outcome;
}

async function findTarget(tx: Tx, provider: string, receipt: SmsReceipt): Promise<Target | null> {
  const columns = 'jurisdiction_code, id, channel, address_index';
  const known = await tx.query<Target>(
    `SELECT ${columns} FROM message WHERE provider = $1 AND provider_id = $2 LIMIT 1`,
    [provider, receipt.providerId],
  );
  if (known.rows[0]) return known.rows[0];
  const key: MessageKey | null = parseReference(receipt.outId);
  if (!key) return null;
  const referenced = await tx.query<Target>(
    `SELECT ${columns} FROM message WHERE jurisdiction_code = $1 AND id = $2 AND provider_id IS NULL`,
    [key.jurisdictionCode, key.messageId],
  );
  return referenced.rows[0] ?? null;
}
