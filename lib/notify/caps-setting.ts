import { z } from 'zod';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { db } from '@/lib/platform/db';
import { writeSettingRow } from '@/lib/platform/settings';
import type { Effect, SettingKind } from '@/lib/settings/setting-kind';
import { CAPS_KEY, DEFAULT_CAPS, readCapsRow, type Caps } from './caps';
import { textsAbove } from './template-setting';

const count = z.number().int().min(1).max(1_000);
const capsForm = z.strictObject({
  smsPerDay: count,
  smsBurst: count,
  emailPerDay: count,
  emailBurst: count,
  /** Ten parts are what providers take at most. */
  smsParts: z.number().int().min(1).max(10),
});

/** The caps as a form has them. */
export type CapsValue = z.output<typeof capsForm>;

const flat = ({ sms, email, smsParts }: Caps): CapsValue => ({
  smsPerDay: sms.perDay,
  smsBurst: sms.burst,
  emailPerDay: email.perDay,
  emailBurst: email.burst,
  smsParts,
});
const deep = (value: CapsValue): Caps => ({
  sms: { perDay: value.smsPerDay, burst: value.smsBurst },
  email: { perDay: value.emailPerDay, burst: value.emailBurst },
  smsParts: value.smsParts,
});

/** How many addresses got more in the last day than a cap would let them have. */
async function addressesAbove(after: CapsValue, now: Date): Promise<{ sms: number; email: number }> {
  const { rows } = await db().query<{ channel: 'sms' | 'email'; addresses: number }>(
    `SELECT channel, count(*)::int AS addresses FROM (
       SELECT channel, count(*) AS got FROM message
       WHERE created_at > $1::timestamptz - interval '1 day' AND state IN ('sending', 'sent', 'delivered', 'undelivered', 'unknown')
       GROUP BY channel, address_index) AS address
     WHERE got > CASE channel WHEN 'sms' THEN $2::int ELSE $3::int END GROUP BY channel`,
    [now, after.smsPerDay, after.emailPerDay],
  );
  const of = (channel: string) => rows.find((row) => row.channel === channel)?.addresses ?? 0;
  return { sms: of('sms'), email: of('email') };
}

/** How many messages one address may get, and how long an SMS may be. */
export const capsKind: SettingKind<CapsValue> = {
  kind: 'message-caps',
  permission: 'settings.templates',
  fixed: true,
  schema: capsForm,
  jurisdictionOf: () => '000000',
  subjectOf: () => CAPS_KEY,
  read: async (tx, subject) => (subject === CAPS_KEY ? flat(await readCapsRow(tx)) : null),
  async write(tx, { after, now }) {
    const caps = after && deep(after);
    // The defaults are kept as none, so that a later release may better them.
    const same = canonicalJson(caps) === canonicalJson(DEFAULT_CAPS);
    await writeSettingRow(tx, CAPS_KEY, same ? null : caps, now);
  },
  async effects({ after, now }) {
    if (!after) return [];
    const [{ sms, email }, long] = await Promise.all([
      addressesAbove(after, now),
      textsAbove(db(), after.smsParts),
    ]);
    const effects: Effect[] = [
      {
        level: sms + email > 0 ? 'warning' : 'information',
        text: {
          zh: `过去 24 小时内，收到的消息多于新上限的：手机号 ${sms} 个，邮箱 ${email} 个。`,
          en: `In the last 24 hours ${sms} phone number(s) and ${email} e-mail address(es) got more than the new caps.`,
        },
      },
    ];
    if (long.length > 0)
      effects.push({
        level: 'warning',
        text: {
          zh: `${long.length} 条短信文字超过新的条数上限：仍会照发，但再次修改时必须缩短。`,
          en: `${long.length} text(s) are longer than the new limit: they are still sent, and must be shortened when changed.`,
        },
        table: {
          columns: [{ zh: '模板', en: 'Template' }],
          rows: long.map((id) => [id]),
        },
      });
    return effects;
  },
};
