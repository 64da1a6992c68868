import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { getSetting, readSettingRow } from '@/lib/platform/settings';
import type { MessageChannel } from './prepare-message';
import { CAUSED_BY_PUBLIC } from './templates';

export const CAPS_KEY = 'notify.caps';

const channelCaps = z.object({
  /** Messages to one address in 24 hours. */
  perDay: z.number().int().min(1),
  /** Messages a stranger can cause (a report naming this address) to one address in 10 minutes. */
  burst: z.number().int().min(1),
});
const capsSchema = z.object({
  sms: channelCaps,
  email: channelCaps,
  /** Parts that one SMS may have at most, as networks carry and bill them. */
  smsParts: z.number().int().min(1).default(2),
});

/** How many messages one address may get, and how long an SMS may be; setting `notify.caps`. */
export type Caps = z.output<typeof capsSchema>;

export const DEFAULT_CAPS: Caps = {
  sms: { perDay: 10, burst: 3 },
  email: { perDay: 20, burst: 5 },
  smsParts: 2,
};

/** The caps in force. */
export function readCaps(): Promise<Caps> {
  return getSetting(CAPS_KEY, capsSchema, DEFAULT_CAPS);
}

/** The same in a transaction. */
export async function readCapsRow(tx: Tx): Promise<Caps> {
  return (await readSettingRow(tx, CAPS_KEY, capsSchema)) ?? DEFAULT_CAPS;
}

/**
 * Whether one more message to this address would break a cap. Takes the address's lock until the transaction ends:
 * of messages claimed at once, each counts those before it.
 */
export async function brokenCap(
  tx: Tx,
  caps: Caps,
  message: { channel: MessageChannel; addressIndex: Buffer; templateId: string; now: Date },
): Promise<'cap_day' | 'cap_burst' | null> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('notify:' || encode($1::bytea, 'hex'), 0))`, [
    message.addressIndex,
  ]);
  const { rows } = await tx.query<{ day: number; burst: number }>(
    `SELECT count(*)::int AS day,
            count(*) FILTER (WHERE created_at > $3::timestamptz - interval '10 minutes' AND template_id = ANY($4))::int AS burst
       FROM message
      WHERE address_index = $1 AND channel = $2 AND created_at > $3::timestamptz - interval '1 day'
        AND state IN ('sending', 'sent', 'delivered', 'undelivered', 'unknown')`,
    [message.addressIndex, message.channel, message.now, CAUSED_BY_PUBLIC],
  );
  const { perDay, burst } = caps[message.channel];
  const sent = rows[0] ?? { day: 0, burst: 0 };
  if (sent.day >= perDay) return 'cap_day';
  if (sent.burst >= burst && (CAUSED_BY_PUBLIC as readonly string[]).includes(message.templateId))
    return 'cap_burst';
  return null;
}
