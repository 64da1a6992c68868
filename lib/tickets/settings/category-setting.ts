import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { say, wrongField } from '@/lib/platform/field-errors';
import type { SettingKind } from '@/lib/settings/setting-kind';
import { categoryEffects } from './category-effects';
import { line } from './fields';

/** Codes of local extensions: an X, the major class, a number of ours. All others are the standards' own. */
const LOCAL_CODE = /^X\d{4}$/;
const LOCAL_STANDARD = 'local-extension';

const keyword = z
  .string()
  .trim()
  .min(2, say('关键词至少两个字', 'A keyword has at least two characters'))
  .max(20);

const category = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(
      /^[0-9LX]\d{4}$/,
      say(
        '地方扩展的代码是 X 加四位数字，前两位是大类',
        'A local code is X and four digits, the first two the major class',
      ),
    ),
  kind: z.enum(['component', 'event']),
  nameZh: line(60).min(1),
  nameEn: line(150).min(1),
  matterCode: z
    .string()
    .trim()
    .regex(/^(\d{5})?$/, say('管理事项代码是五位数字', 'A matter code has five digits')),
  matterZh: line(60),
  keywordsZh: z.array(keyword).max(40),
  active: z.boolean(),
});

export type CategorySetting = z.output<typeof category>;

const OFFICIAL = ['kind', 'nameZh', 'nameEn', 'matterCode', 'matterZh'] as const;

/** True for a category of the province's own, which may be named anew. */
export function isLocalCategory(code: string): boolean {
  return LOCAL_CODE.test(code);
}

async function read(tx: Tx, code: string): Promise<CategorySetting | null> {
  const { rows } = await tx.query<CategorySetting>(
    `SELECT code, kind, name_zh AS "nameZh", name_en AS "nameEn", coalesce(matter_code, '') AS "matterCode",
       coalesce(matter_zh, '') AS "matterZh", keywords_zh AS "keywordsZh", active FROM category WHERE code = $1`,
    [code],
  );
  return rows[0] ?? null;
}

/** The major class that a local code names: X0601 belongs to 06, as the standard has it. */
async function majorOf(tx: Tx, code: string): Promise<{ code: string; zh: string; en: string } | undefined> {
  const { rows } = await tx.query<{ code: string; zh: string; en: string }>(
    `SELECT major_code AS code, major_zh AS zh, major_en AS en FROM category WHERE major_code = $1
     ORDER BY (code ~ '^[0-9]') DESC, code LIMIT 1`,
    [code.slice(1, 3)],
  );
  return rows[0];
}

async function check(
  tx: Tx,
  {
    subject,
    before,
    after,
  }: { subject: string; before: CategorySetting | null; after: CategorySetting | null },
): Promise<void> {
  if (after === null) return checkUnused(tx, subject);
  if (after.code !== subject || (!before && !isLocalCategory(after.code)))
    throw wrongField(
      'code',
      '只能增加 X 开头的地方扩展',
      'Only local extensions, beginning with X, can be added',
    );
  if (before && !isLocalCategory(subject) && OFFICIAL.some((field) => before[field] !== after[field]))
    throw wrongField(
      'nameZh',
      '国家标准中的名称、代码和类型不能修改，可以改关键词或停用',
      'Names, codes and kinds of the standard stay; change the keywords or switch the category off',
    );
  if ((after.matterCode === '') !== (after.matterZh === '') && isLocalCategory(subject))
    throw wrongField(
      'matterZh',
      '管理事项的代码和名称要一起填写',
      'Give code and name of the matter together',
    );
  if (isLocalCategory(subject) && !(await majorOf(tx, subject)))
    throw wrongField(
      'code',
      '代码的第二、三位不是已有的大类',
      'The digits after X name no major class there is',
    );
}

/** Reports name their category for as long as they are kept. */
async function checkUnused(tx: Tx, code: string): Promise<void> {
  const { rowCount } = await tx.query(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM ticket WHERE category_code = $1)
       OR EXISTS (SELECT 1 FROM component WHERE category_code = $1)`,
    [code],
  );
  if (rowCount > 0)
    throw wrongField(
      'code',
      '已有工单或部件使用这个事项，请改为停用',
      'Reports or components use this category; switch it off',
    );
}

async function write(
  tx: Tx,
  { subject, after }: { subject: string; after: CategorySetting | null },
): Promise<void> {
  if (after === null) {
    await tx.query('DELETE FROM category WHERE code = $1', [subject]);
    return;
  }
  const major = isLocalCategory(subject) ? await majorOf(tx, subject) : undefined;
  await tx.query(
    `INSERT INTO category (code, kind, major_code, major_zh, major_en, name_zh, name_en, matter_code, matter_zh, keywords_zh,
       standard, active)
     VALUES ($1, $2, $3, $4, $5, $6, $7, nullif($8, ''), nullif($9, ''), $10, '${LOCAL_STANDARD}', $11)
     ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en,
       matter_code = excluded.matter_code, matter_zh = excluded.matter_zh, keywords_zh = excluded.keywords_zh,
       active = excluded.active`,
    [
      subject,
      after.kind,
      major?.code ?? '',
      major?.zh ?? '',
      major?.en ?? '',
      after.nameZh,
      after.nameEn,
      after.matterCode,
      after.matterZh,
      after.keywordsZh,
      after.active,
    ],
  );
}

/** What can be reported: never taken away, only switched off, for reports name it. */
export const categoryKind: SettingKind<CategorySetting> = {
  kind: 'category',
  permission: 'settings.categories',
  fixed: true,
  schema: category,
  jurisdictionOf: () => '000000',
  subjectOf: ({ code }) => code,
  read,
  check,
  write,
  effects: categoryEffects,
};
