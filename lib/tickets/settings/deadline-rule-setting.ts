import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { say, wrongField } from '@/lib/platform/field-errors';
import { enqueue } from '@/lib/platform/jobs';
import type { SettingKind } from '@/lib/settings/setting-kind';
import { DEADLINE_STAGES, TIME_UNITS } from '../deadlines';
import { givesDueDate } from '../handling-deadline';
import { deadlineRuleEffects } from './deadline-rule-effects';
import { categoryPattern, line } from './fields';

/** How surely a limit is this province's own: read in a rule of it, read in another place's, or proposed by nobody's rule. */
export const CONFIDENCES = ['read', 'elsewhere', 'proposed'] as const;
/** Area classes, `*` for any. */
export const AREA_CLASSES = ['*', 'A', 'B', 'C'] as const;
const MOST = 1_000;

const rule = z
  .strictObject({
    categoryPattern,
    areaClass: z.enum(AREA_CLASSES),
    stage: z.enum(DEADLINE_STAGES),
    amount: z.coerce
      .number<unknown>()
      .gt(0, say('时限要大于 0', 'A limit is more than 0'))
      .max(MOST)
      .multipleOf(0.01, say('最多两位小数', 'Two decimals at most')),
    unit: z.enum(TIME_UNITS),
    openCondition: line(200),
    closeCondition: line(200),
    source: line(300).min(2, say('请写明依据', 'Name the source')),
    confidence: z.enum(CONFIDENCES),
  })
  .refine(({ unit, amount }) => unit !== 'natural_day' || Number.isInteger(amount), {
    path: ['amount'],
    message: say('自然日只能是整天', 'Calendar days are whole days'),
  });

export type DeadlineRuleSetting = z.output<typeof rule>;

/** A rule's name, as the rules of the first release are named: handle-01037-any, handle-02x-any. */
function subjectOf({ stage, categoryPattern: pattern, areaClass }: DeadlineRuleSetting): string {
  const category = pattern === '*' ? 'any' : pattern.replace('*', 'x');
  return `${stage}-${category}-${areaClass === '*' ? 'any' : areaClass}`;
}

async function read(tx: Tx, id: string): Promise<DeadlineRuleSetting | null> {
  const { rows } = await tx.query<DeadlineRuleSetting>(
    `SELECT category_pattern AS "categoryPattern", area_class AS "areaClass", stage, amount::float8 AS amount, unit,
       coalesce(open_condition, '') AS "openCondition", coalesce(close_condition, '') AS "closeCondition", source, confidence
     FROM deadline_rule WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

async function check(
  tx: Tx,
  {
    subject,
    before,
    after,
  }: { subject: string; before: DeadlineRuleSetting | null; after: DeadlineRuleSetting | null },
): Promise<void> {
  if (!after) return;
  if (subject !== subjectOf(after))
    throw wrongField(
      'categoryPattern',
      '环节、事项范围和区域不能修改，请另加一条规则',
      'Stage, categories and area of a rule stay; add another rule',
    );
  const { rowCount } = await tx.query('SELECT 1 FROM category WHERE code LIKE $1 LIMIT 1', [
    after.categoryPattern.replace('*', '%'),
  ]);
  if (rowCount === 0) throw wrongField('categoryPattern', '没有这样的事项', 'No category has such a code');
  const other = before && (before.amount !== after.amount || before.unit !== after.unit);
  if (other && before.source === after.source)
    throw wrongField(
      'source',
      '时限改了，请写明新的依据（文件名称、文号或决定）',
      'The limit is another one: name its source (document, number or decision)',
    );
}

async function write(
  tx: Tx,
  {
    subject,
    before,
    after,
  }: { subject: string; before: DeadlineRuleSetting | null; after: DeadlineRuleSetting | null },
): Promise<void> {
  if (after)
    await tx.query(
      `INSERT INTO deadline_rule (id, category_pattern, area_class, stage, amount, unit, open_condition, close_condition, source,
         confidence)
       VALUES ($1, $2, $3, $4, $5, $6, nullif($7, ''), nullif($8, ''), $9, $10)
       ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, unit = excluded.unit, open_condition = excluded.open_condition,
         close_condition = excluded.close_condition, source = excluded.source, confidence = excluded.confidence`,
      [
        subject,
        after.categoryPattern,
        after.areaClass,
        after.stage,
        after.amount,
        after.unit,
        after.openCondition,
        after.closeCondition,
        after.source,
        after.confidence,
      ],
    );
  else await tx.query('DELETE FROM deadline_rule WHERE id = $1', [subject]);
  if (givesDueDate((after ?? before)!.stage))
    await enqueue(
      tx,
      'recompute-deadlines',
      { scope: { of: 'rule', rule: subject } },
      { jobKey: `recompute-deadlines:rule:${subject}` },
    );
}

/** How long a stage may take. */
export const deadlineRuleKind: SettingKind<DeadlineRuleSetting> = {
  kind: 'deadline-rule',
  permission: 'settings.deadlines',
  schema: rule,
  jurisdictionOf: () => '000000',
  subjectOf,
  read,
  check,
  write,
  effects: deadlineRuleEffects,
};
