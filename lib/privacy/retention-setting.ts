import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { wrongField } from '@/lib/platform/field-errors';
import { limitOf } from '@/lib/platform/retention';
import type { SettingKind } from '@/lib/settings/setting-kind';
import { RETENTION_RULES } from './retention-rules';

const retentionClass = z.strictObject({
  code: z.string().min(1).max(20),
  days: z.coerce.number().int().min(0).max(36_500),
});

/** How many days one class stays. */
export type RetentionDays = z.output<typeof retentionClass>;

async function boundsOf(tx: Tx, code: string): Promise<{ min: number; max: number } | undefined> {
  const { rows } = await tx.query<{ min: number; max: number }>(
    'SELECT min_days AS min, max_days AS max FROM retention_class WHERE code = $1',
    [code],
  );
  return rows[0];
}

/** Rows of a class that a run at this moment would purge if they stayed so many days. */
async function dueNow(code: string, days: number, now: Date): Promise<number> {
  const rule = RETENTION_RULES.find((known) => known.code === code);
  if (!rule) return 0;
  const { overdue, held } = await rule.left(limitOf(days, now));
  return overdue - held;
}

/** The days of a retention class. Its words, source and bounds follow the release. */
export const retentionClassKind: SettingKind<RetentionDays> = {
  kind: 'retention-class',
  permission: 'settings.retention',
  sensitive: true,
  fixed: true,
  schema: retentionClass,
  jurisdictionOf: () => '000000',
  subjectOf: ({ code }) => code,
  async read(tx, subject) {
    const { rows } = await tx.query<RetentionDays>('SELECT code, days FROM retention_class WHERE code = $1', [
      subject,
    ]);
    return rows[0] ?? null;
  },
  async check(tx, { after }) {
    const bounds = after && (await boundsOf(tx, after.code));
    if (bounds && (after.days < bounds.min || after.days > bounds.max))
      throw wrongField(
        'days',
        `请填写 ${bounds.min} 至 ${bounds.max} 之间的天数`,
        `Give a number of days from ${bounds.min} to ${bounds.max}`,
      );
  },
  async write(tx, { subject, after, now }) {
    if (after)
      await tx.query('UPDATE retention_class SET days = $2, updated_at = $3 WHERE code = $1', [
        subject,
        after.days,
        now,
      ]);
  },
  async effects({ before, after, now }) {
    if (!after) return [];
    const due = await dueNow(after.code, after.days, now);
    const dueBefore = before ? await dueNow(before.code, before.days, now) : 0;
    return [
      {
        level: due > dueBefore ? 'warning' : 'information',
        text: {
          zh: `下一次运行将清除 ${due} 条，清除后不能恢复。按现在的期限是 ${dueBefore} 条。`,
          en: `The next run would purge ${due} rows, for good. With the days as they are it would be ${dueBefore}.`,
        },
      },
    ];
  },
};
