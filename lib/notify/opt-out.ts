import type { Tx } from '@/lib/platform/db';
import type { MessageChannel } from './prepare-message';

// 退订 and TD are the usual words in China; the Latin ones are those Twilio acts on by itself
// (https://help.twilio.com/articles/223134027).
const STOP_WORDS = new Set(
  '退订 取消订阅 停止 TD TDHF STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT'.split(' '),
);
const START_WORDS = new Set('恢复 恢复订阅 START UNSTOP'.split(' '));

/** What a whole text asks for, when it is one of the agreed words; width, case, quotes and final marks do not matter. */
export function subscriptionWord(body: string): 'stop' | 'start' | null {
  const word = body
    .normalize('NFKC')
    .replaceAll(/[\s\p{P}\p{Cf}]+/gu, '')
    .toUpperCase();
  if (STOP_WORDS.has(word)) return 'stop';
  return START_WORDS.has(word) ? 'start' : null;
}

/** Whether an address wants no messages. */
export async function isOptedOut(tx: Tx, channel: MessageChannel, addressIndex: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT 1 FROM opt_out WHERE channel = $1 AND address_index = $2', [
    channel,
    addressIndex,
  ]);
  return rowCount > 0;
}

/** Records that an address wants no messages; saying it again changes nothing. */
export async function addOptOut(
  tx: Tx,
  channel: MessageChannel,
  addressIndex: Buffer,
  source: 'inbound' | 'provider' | 'link',
): Promise<void> {
  await tx.query(
    'INSERT INTO opt_out (channel, address_index, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [channel, addressIndex, source],
  );
}

/** The address wants messages again. */
export async function removeOptOut(tx: Tx, channel: MessageChannel, addressIndex: Buffer): Promise<void> {
  await tx.query('DELETE FROM opt_out WHERE channel = $1 AND address_index = $2', [channel, addressIndex]);
}
