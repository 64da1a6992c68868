import { transaction, type Tx } from '@/lib/platform/db';
import { enqueue } from '@/lib/platform/jobs';
import { currentRequestId } from '@/lib/platform/request-context';
import type { SendResult } from '@/lib/telephony/sms-provider';
import { sendJobKey, type MessageKey } from './message-key';
import { addOptOut } from './opt-out';
import type { MessageChannel } from './prepare-message';

/** After so many attempts, over about six hours, news is old and the message has failed. */
export const MAX_ATTEMPTS = 12;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** A provider lists a message it has taken within seconds. */
const RECONCILE_AFTER_MS = 60_000;

/** Pause before the next attempt: doubles from 30 s to an hour, half of it by chance so that a crowd spreads out. */
function pauseMs(attempt: number): number {
  const full = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
  return full / 2 + Math.random() * (full / 2);
}

/**
 * Marks a message as taken by the provider. A receipt may have come first, and then its state stands; a message that
 * was held for unknown or queued again becomes sent and is not sent twice.
 */
export async function markAccepted(
  tx: Tx,
  key: MessageKey,
  accepted: { provider: string; providerId: string; now: Date },
): Promise<void> {
  await tx.query(
    `UPDATE message
        SET provider = $3, provider_id = $4, sent_at = COALESCE(sent_at, $5), updated_at = $5,
            reason = CASE WHEN state IN ('queued', 'sending', 'unknown') THEN NULL ELSE reason END,
            state = CASE WHEN state IN ('queued', 'sending', 'unknown') THEN 'sent' ELSE state END
      WHERE jurisdiction_code = $1 AND id = $2`,
    [key.jurisdictionCode, key.messageId, accepted.provider, accepted.providerId, accepted.now],
  );
}

/** Puts a message back in the queue for later, or fails it when it has had its attempts. */
export async function markForRetry(
  tx: Tx,
  key: MessageKey,
  retry: { from: 'sending' | 'unknown'; attempt: number; reason: string; now: Date },
): Promise<void> {
  const last = retry.attempt >= MAX_ATTEMPTS;
  const { rowCount } = await tx.query(
    `UPDATE message SET state = $3, reason = $4, updated_at = $5
      WHERE jurisdiction_code = $1 AND id = $2 AND state = $6`,
    [key.jurisdictionCode, key.messageId, last ? 'failed' : 'queued', retry.reason, retry.now, retry.from],
  );
  if (last || rowCount === 0) return;
  const runAt = new Date(retry.now.getTime() + pauseMs(retry.attempt));
  // A send runs under its report's id, a reconciliation under its own.
  const origin = retry.from === 'sending' ? { requestId: currentRequestId() } : {};
  await enqueue(tx, 'send-message', { ...key, ...origin }, { runAt, jobKey: sendJobKey(key) });
}

/** Writes down how an attempt ended, and what follows from it, in one transaction. */
export async function settleMessage(
  key: MessageKey,
  result: SendResult,
  attempt: { channel: MessageChannel; provider: string; number: number; now: Date },
): Promise<void> {
  const { now } = attempt;
  await transaction(async (tx) => {
    switch (result.outcome) {
      case 'accepted':
        return markAccepted(tx, key, { provider: attempt.provider, providerId: result.providerId, now });
      case 'retry':
        return markForRetry(tx, key, {
          from: 'sending',
          attempt: attempt.number,
          reason: result.reason,
          now,
        });
      case 'refused':
        return markRefused(tx, key, { ...result, channel: attempt.channel, now });
      case 'unknown':
        return markUnknown(tx, key, { reason: result.reason, now });
    }
  });
}

async function markRefused(
  tx: Tx,
  key: MessageKey,
  refusal: { reason: string; optedOut: boolean; channel: MessageChannel; now: Date },
): Promise<void> {
  const { rows } = await tx.query<{ address_index: Buffer }>(
    `UPDATE message SET state = 'failed', reason = $3, updated_at = $4
      WHERE jurisdiction_code = $1 AND id = $2 AND state = 'sending' RETURNING address_index`,
    [key.jurisdictionCode, key.messageId, refusal.reason, refusal.now],
  );
  const address = rows[0]?.address_index;
  if (refusal.optedOut && address) await addOptOut(tx, refusal.channel, address, 'provider');
}

async function markUnknown(tx: Tx, key: MessageKey, unknown: { reason: string; now: Date }): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE message SET state = 'unknown', reason = $3, updated_at = $4
      WHERE jurisdiction_code = $1 AND id = $2 AND state = 'sending'`,
    [key.jurisdictionCode, key.messageId, unknown.reason, unknown.now],
  );
  if (rowCount === 0) return;
  const runAt = new Date(unknown.now.getTime() + RECONCILE_AFTER_MS);
  await enqueue(tx, 'reconcile-messages', {}, { runAt, jobKey: `reconcile-messages:${minuteOf(runAt)}` });
}

// One waiting job per minute: a shared key would push the check back with every new unknown message.
function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / 60_000);
}
