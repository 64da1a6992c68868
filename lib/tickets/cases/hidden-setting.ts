import { z } from 'zod';
import { db, type Tx } from '@/lib/platform/db';
import { say, wrongField } from '@/lib/platform/field-errors';
import { readSettingRow, writeSettingRow } from '@/lib/platform/settings';
import type { InBoth, SettingKind } from '@/lib/settings/setting-kind';
import { patternWeight } from '../deadlines';
import { HIDDEN_KEY } from './hidden-categories';

const hiddenSchema = z.strictObject({
  patterns: z
    .array(
      z
        .string()
        .regex(
          /^(\*|[0-9A-Z]{1,4}\*|[0-9A-Z]{5})$/,
          say(
            '每行一个五位事项代码，或代码的开头加 *，如 09*',
            'One code of five characters each line, or its beginning with *, such as 09*',
          ),
        ),
    )
    .max(300)
    .transform((list) => [...new Set(list)].sort()),
});

/** Codes or beginnings such as `09*`, sorted. */
export type HiddenValue = z.output<typeof hiddenSchema>;

interface CategoryCount {
  code: string;
  nameZh: string;
  nameEn: string;
  cases: number;
}

/** Every category with its published cases. */
async function counted(tx: Tx): Promise<CategoryCount[]> {
  const { rows } = await tx.query<CategoryCount>(
    `SELECT code, name_zh AS "nameZh", name_en AS "nameEn",
       (SELECT count(*)::int FROM public_case WHERE category_code = code) AS cases FROM category ORDER BY code`,
  );
  return rows;
}

const hides = ({ patterns }: HiddenValue, code: string) =>
  patterns.some((pattern) => patternWeight(pattern, code) >= 0);

function told(text: InBoth, categories: readonly CategoryCount[]) {
  return {
    level: 'warning' as const,
    text,
    table: {
      columns: [
        { zh: '代码', en: 'Code' },
        { zh: '事项', en: 'Category' },
        { zh: '已公开案件', en: 'Published cases' },
      ],
      rows: categories.map(({ code, nameZh, nameEn, cases }) => [
        code,
        { zh: nameZh, en: nameEn },
        String(cases),
      ]),
    },
  };
}

/** Which categories the public does not see. */
export const hiddenCategoriesKind: SettingKind<HiddenValue> = {
  kind: 'hidden-categories',
  permission: 'settings.categories',
  fixed: true,
  schema: hiddenSchema,
  jurisdictionOf: () => '000000',
  subjectOf: () => HIDDEN_KEY,
  async read(tx, subject) {
    if (subject !== HIDDEN_KEY) return null;
    const patterns = (await readSettingRow(tx, HIDDEN_KEY, z.array(z.string()))) ?? [];
    return { patterns: [...new Set(patterns)].sort() };
  },
  async check(tx, { after }) {
    const categories = await counted(tx);
    const idle = after?.patterns.filter(
      (pattern) => !categories.some(({ code }) => patternWeight(pattern, code) >= 0),
    );
    if (idle?.length)
      throw wrongField(
        'patterns',
        `没有这些事项：${idle.join('、')}`,
        `There are no such categories: ${idle.join(', ')}`,
      );
  },
  async write(tx, { after, now }) {
    await writeSettingRow(tx, HIDDEN_KEY, after?.patterns.length ? after.patterns : null, now);
  },
  async effects({ before, after }) {
    if (!before || !after) return [];
    const categories = await counted(db());
    const hidden = categories.filter(({ code }) => !hides(before, code) && hides(after, code));
    const shown = categories.filter(({ code }) => hides(before, code) && !hides(after, code));
    const casesOf = (list: readonly CategoryCount[]) => list.reduce((sum, { cases }) => sum + cases, 0);
    return [
      ...(hidden.length > 0
        ? [
            told(
              {
                zh: `${casesOf(hidden)} 个已公开的案件不再显示（${hidden.length} 个事项）。`,
                en: `${casesOf(hidden)} published case(s) of ${hidden.length} categories are no longer shown.`,
              },
              hidden,
            ),
          ]
        : []),
      ...(shown.length > 0
        ? [
            told(
              {
                zh: `${casesOf(shown)} 个案件重新向公众显示（${shown.length} 个事项）。`,
                en: `${casesOf(shown)} case(s) of ${shown.length} categories are shown to the public again.`,
              },
              shown,
            ),
          ]
        : []),
    ];
  },
};
