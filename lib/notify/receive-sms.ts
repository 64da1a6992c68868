import { assertActor, type Actor } from '@/lib/platform/actor';
import { keyedHash } from '@/lib/platform/crypto';
import { transaction, type Tx } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { DomainError } from '@/lib/platform/errors';
import { limit } from '@/lib/platform/rate-limit';
import type { InboundSms } from '@/lib/telephony/sms-provider';
import { addOptOut, removeOptOut, subscriptionWord } from './opt-out';
import { addressIndexOf } from './prepare-message';

const STOPPED =
  '【12319】已退订，不再向此号码发送短信。回复“恢复”可重新接收。Unsubscribed. Send START to resume.';
const RESUMED =
  '【12319】已恢复接收短信。回复“退订”可随时停止。Messages are on again. Send STOP to end them.';

/** What a text that is no agreed word gets: where to report instead. */
function notOpen(): string {
  const site = new URL(env().publicBaseUrl).host;
  return `【12319】短信上报暂未开通，请登录 ${site} 或拨打12319。SMS reports are not open yet: use ${site} or call 12319.`;
}

/**
 * Takes a text from a person: an opt-out or opt-in word is obeyed, anything else is told where to report.
 * A repeated text (same provider id) changes nothing. Past the limit of a number there is no reply, but an opt-out
 * still counts.
 * @param acknowledge puts a reply, or none, in the provider's format
 * @returns the body that answers the webhook, for a repeat byte for byte the first one
 */
export async function receiveSms(
  actor: Actor,
  inbound: InboundSms,
  acknowledge: (reply: string | null) => string,
): Promise<string> {
  assertActor(actor, 'provider');
  const provider = actor.name;
  const mayAnswer = await withinLimit(inbound.from);
  return transaction(async (tx) => {
    const eventId = `sms:${inbound.providerId}`;
    const { rowCount } = await tx.query(
      'INSERT INTO provider_event (provider, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [provider, eventId],
    );
    if (rowCount === 0) {
      const { rows } = await tx.query<{ reply: string | null }>(
        'SELECT reply FROM provider_event WHERE provider = $1 AND event_id = $2',
        [provider, eventId],
      );
      return rows[0]?.reply ?? acknowledge(null);
    }
    const answer = await obey(tx, inbound);
    // The provider answers its own words itself, and takes no message from us to a number it has just stopped.
    const reply = acknowledge(mayAnswer && inbound.keyword === null ? answer : null);
    await tx.query('UPDATE provider_event SET reply = $3 WHERE provider = $1 AND event_id = $2', [
      provider,
      eventId,
      reply,
    ]);
    return reply;
  });
}

async function obey(tx: Tx, inbound: InboundSms): Promise<string> {
  const wish = inbound.keyword ?? subscriptionWord(inbound.body);
  const addressIndex = addressIndexOf('sms', inbound.from);
  if (wish === 'stop') {
    await addOptOut(tx, 'sms', addressIndex, 'inbound');
    return STOPPED;
  }
  if (wish === 'start') {
    await removeOptOut(tx, 'sms', addressIndex);
    return RESUMED;
  }
  return notOpen();
}

async function withinLimit(from: string): Promise<boolean> {
  try {
    // The limiter's table keeps keys as they are, so the number goes in hashed.
    await limit('sms-inbound', keyedHash('sms-inbound', from).toString('base64url'));
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'rate_limited') return false;
    throw error;
  }
}
