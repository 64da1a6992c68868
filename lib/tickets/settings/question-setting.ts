import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { say, wrongField } from '@/lib/platform/field-errors';
import type { SettingKind } from '@/lib/settings/setting-kind';
import { categoryPattern, line, typedLines, wrong } from './fields';
import { questionEffects } from './question-effects';

/** Types of an answer, in the words of Open311. */
export const QUESTION_TYPES = ['text', 'number', 'singlevaluelist', 'multivaluelist', 'datetime'] as const;

const KEY = /^[a-z][a-z0-9_]{0,39}$/;
const OPTION_KEY = /^[a-z0-9_]{1,40}$/;
const MOST_OPTIONS = 30;

const options = typedLines((typed) => {
  const parts = typed.split(/[|｜]/).map((part) => part.trim());
  const [key = '', zh = '', en = ''] = parts;
  if (parts.length !== 3 || zh === '' || en === '' || zh.length > 60 || en.length > 100)
    return wrong('格式为“代号|中文|English”', 'The form is key|中文|English');
  if (!OPTION_KEY.test(key))
    return wrong('代号只用小写字母、数字和下划线', 'A key has small letters, digits and underscores only');
  return { key, zh, en };
});

const question = z
  .strictObject({
    categoryPattern,
    key: z
      .string()
      .trim()
      .regex(
        KEY,
        say(
          '代号以小写字母开头，只用小写字母、数字和下划线',
          'A key begins with a small letter and has small letters, digits and underscores only',
        ),
      ),
    datatype: z.enum(QUESTION_TYPES),
    labelZh: line(60).min(1),
    labelEn: line(120).min(1),
    hintZh: line(120),
    hintEn: line(200),
    required: z.boolean(),
    position: z.coerce.number<unknown>().int().min(1).max(99),
    options,
    active: z.boolean(),
  })
  .superRefine((value, context) => {
    const refuse = (field: string, zh: string, en: string) =>
      context.addIssue({ code: 'custom', path: [field], message: say(zh, en) });
    if ((value.hintZh === '') !== (value.hintEn === ''))
      refuse(
        value.hintZh === '' ? 'hintZh' : 'hintEn',
        '提示要有中英文两种',
        'Give the hint in both languages',
      );
    const keys = value.options.map(({ key }) => key);
    if (isList(value.datatype) && keys.length < 2)
      refuse('options', '选择题至少要有两个选项', 'A choice needs at least two options');
    if (!isList(value.datatype) && keys.length > 0)
      refuse('options', '只有选择题才有选项', 'Only a choice has options');
    if (new Set(keys).size < keys.length) refuse('options', '选项代号重复', 'Two options have the same key');
    if (keys.length > MOST_OPTIONS)
      refuse('options', `最多 ${MOST_OPTIONS} 个选项`, `At most ${MOST_OPTIONS} options`);
  });

export type QuestionSetting = z.output<typeof question>;

/** True for the two types that have options. */
function isList(datatype: string): boolean {
  return datatype.endsWith('list');
}

/** Pattern and key of a subject. */
function partsOf(subject: string): [pattern: string, key: string] {
  const [pattern = '', key = ''] = subject.split('/');
  return [pattern, key];
}

async function read(tx: Tx, subject: string): Promise<QuestionSetting | null> {
  const { rows } = await tx.query<QuestionSetting>(
    `SELECT category_pattern AS "categoryPattern", key, datatype, label_zh AS "labelZh", label_en AS "labelEn",
       coalesce(hint_zh, '') AS "hintZh", coalesce(hint_en, '') AS "hintEn", required, position, options, active
     FROM category_question WHERE category_pattern = $1 AND key = $2`,
    partsOf(subject),
  );
  return rows[0] ?? null;
}

async function check(
  tx: Tx,
  { subject, after }: { subject: string; before: QuestionSetting | null; after: QuestionSetting | null },
): Promise<void> {
  const [pattern, key] = partsOf(subject);
  if (after === null) {
    const { rowCount } = await tx.query(
      'SELECT 1 FROM ticket WHERE attributes ? $1 AND category_code LIKE $2 LIMIT 1',
      [key, pattern.replace('*', '%')],
    );
    if (rowCount > 0)
      throw wrongField(
        'key',
        '已有工单回答了这个问题，请改为停用',
        'Reports have answered it; switch it off instead',
      );
    return;
  }
  if (subject !== subjectOf(after))
    throw wrongField(
      'key',
      '事项范围和代号不能修改，请另加一个问题',
      'Categories and key of a question stay; add another question',
    );
  const { rowCount } = await tx.query('SELECT 1 FROM category WHERE code LIKE $1 LIMIT 1', [
    pattern.replace('*', '%'),
  ]);
  if (rowCount === 0) throw wrongField('categoryPattern', '没有这样的事项', 'No category has such a code');
}

async function write(
  tx: Tx,
  { subject, after, now }: { subject: string; after: QuestionSetting | null; now: Date },
): Promise<void> {
  const [pattern, key] = partsOf(subject);
  if (after === null) {
    await tx.query('DELETE FROM category_question WHERE category_pattern = $1 AND key = $2', [pattern, key]);
    return;
  }
  await tx.query(
    `INSERT INTO category_question (category_pattern, key, datatype, label_zh, label_en, hint_zh, hint_en, required, position,
       options, active, updated_at)
     VALUES ($1, $2, $3, $4, $5, nullif($6, ''), nullif($7, ''), $8, $9, $10, $11, $12)
     ON CONFLICT (category_pattern, key) DO UPDATE SET datatype = excluded.datatype, label_zh = excluded.label_zh,
       label_en = excluded.label_en, hint_zh = excluded.hint_zh, hint_en = excluded.hint_en, required = excluded.required,
       position = excluded.position, options = excluded.options, active = excluded.active, updated_at = excluded.updated_at`,
    [
      pattern,
      key,
      after.datatype,
      after.labelZh,
      after.labelEn,
      after.hintZh,
      after.hintEn,
      after.required,
      after.position,
      JSON.stringify(after.options),
      after.active,
      now,
    ],
  );
}

function subjectOf({ categoryPattern: pattern, key }: QuestionSetting): string {
  return `${pattern}/${key}`;
}

/** What the form asks about a category: never taken away, only switched off, for earlier reports answered it. */
export const questionKind: SettingKind<QuestionSetting> = {
  kind: 'category-question',
  permission: 'settings.categories',
  fixed: true,
  schema: question,
  jurisdictionOf: () => '000000',
  subjectOf,
  read,
  check,
  write,
  effects: questionEffects,
};
