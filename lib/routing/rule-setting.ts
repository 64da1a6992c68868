import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { say, wrongField } from '@/lib/platform/field-errors';
import type { SettingKind } from '@/lib/settings/setting-kind';
import { patternWeight } from '@/lib/tickets/deadlines';
import { workOrderSchema } from './desk-schemas';
import { ruleEffects } from './rule-effects';

const routingRule = z
  .strictObject({
    /** Made here for a new rule. */
    id: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,60}$/)
      .optional(),
    /** Prefecture and desk in one choice, so that they cannot contradict: `230100/city-230100`. */
    desk: z.string().regex(/^23\d{2}00\/[a-z0-9-]{1,50}$/, say('请选择承办平台', 'Choose a desk')),
    priority: z.coerce.number().int().min(0).max(9999),
    categoryPattern: z
      .string()
      .trim()
      .regex(
        /^(\*|[0-9A-Z]\d{0,3}\*|[0-9A-Z]\d{4})$/,
        say(
          '请填写五位事项代码、开头加 * （如 09*），或 *',
          'Enter a category code of five characters, a beginning with * such as 09*, or *',
        ),
      ),
    divisionPattern: z
      .string()
      .trim()
      .regex(
        /^(\*|23\d{0,3}\*|23\d{4})$/,
        say(
          '请填写六位区划代码、开头加 *，或 *',
          'Enter a division code of six digits, a beginning with *, or *',
        ),
      ),
    urgency: workOrderSchema.shape.urgency.nullable(),
    requestType: workOrderSchema.shape.requestType.nullable(),
  })
  .transform(({ id, desk, ...rule }) => {
    const [jurisdictionCode = '', deskCode = ''] = desk.split('/');
    return {
      id: id ?? `${jurisdictionCode}-${randomBytes(4).toString('hex')}`,
      jurisdictionCode,
      deskCode,
      ...rule,
    };
  });

/** A row of the routing table (派单规则) as it is set. */
export type RuleSetting = z.output<typeof routingRule>;

export async function readRule(tx: Tx, id: string): Promise<RuleSetting | null> {
  const { rows } = await tx.query<RuleSetting>(
    `SELECT id, jurisdiction_code AS "jurisdictionCode", priority, category_pattern AS "categoryPattern",
       division_pattern AS "divisionPattern", urgency, request_type AS "requestType", desk_code AS "deskCode"
     FROM routing_rule WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function writeRule(tx: Tx, id: string, rule: RuleSetting | null): Promise<void> {
  if (!rule) {
    await tx.query('DELETE FROM routing_rule WHERE id = $1', [id]);
    return;
  }
  await tx.query(
    `INSERT INTO routing_rule (id, jurisdiction_code, priority, category_pattern, division_pattern, urgency, request_type,
       desk_code)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET priority = $3, category_pattern = $4, division_pattern = $5, urgency = $6,
       request_type = $7, desk_code = $8`,
    [
      rule.id,
      rule.jurisdictionCode,
      rule.priority,
      rule.categoryPattern,
      rule.divisionPattern,
      rule.urgency,
      rule.requestType,
      rule.deskCode,
    ],
  );
}

/** @throws DomainError invalid_input when the pattern fits nothing there is */
async function assertFits(
  tx: Tx,
  field: 'categoryPattern' | 'divisionPattern',
  pattern: string,
  query: string,
  values: readonly string[],
): Promise<void> {
  if (pattern === '*') return;
  const { rows } = await tx.query<{ code: string }>(query, values);
  if (rows.some(({ code }) => patternWeight(pattern, code) >= 0)) return;
  throw field === 'categoryPattern'
    ? wrongField(field, '没有符合的事项代码', 'No category has this code or beginning')
    : wrongField(
        field,
        '该市地没有符合的区划代码',
        'No division of this prefecture has this code or beginning',
      );
}

/** @throws DomainError invalid_input */
export async function checkRule(
  tx: Tx,
  { before, after }: { before: RuleSetting | null; after: RuleSetting | null },
): Promise<void> {
  if (!after) return;
  if (before && before.jurisdictionCode !== after.jurisdictionCode)
    throw wrongField('desk', '请选择同一市地的承办平台', 'Choose a desk of the same prefecture');
  // Shared with other rules, and waiting for whoever takes the desk away (desk-setting.ts).
  const desk = await tx.query(`SELECT 1 FROM desk WHERE code = $1 AND jurisdiction_code = $2 FOR KEY SHARE`, [
    after.deskCode,
    after.jurisdictionCode,
  ]);
  if (desk.rowCount === 0)
    throw wrongField('desk', '该市地没有这个承办平台', 'This prefecture has no such desk');
  await assertFits(tx, 'categoryPattern', after.categoryPattern, 'SELECT code FROM category', []);
  await assertFits(
    tx,
    'divisionPattern',
    after.divisionPattern,
    `SELECT code FROM division WHERE length(code) = 6 AND left(code, 4) = left($1, 4)`,
    [after.jurisdictionCode],
  );
}

/** The routing rules (派单规则): which desk handles which reports. */
export const ruleKind: SettingKind<RuleSetting> = {
  kind: 'routing-rule',
  permission: 'settings.routing',
  schema: routingRule,
  jurisdictionOf: (rule) => rule.jurisdictionCode,
  subjectOf: (rule) => rule.id,
  read: readRule,
  check: checkRule,
  write: (tx, { subject, after }) => writeRule(tx, subject, after),
  effects: ruleEffects,
};
