import { upsert, type SeedClient } from './client';
import categories from './data/categories.json';
import questions from './data/category-questions.json';
import rules from './data/deadline-rules.json';
import { staffsOwn } from './staffs-own';

/** The words of the data as the table has them; what was read, and where, says the source. */
function confidenceOf(words: string): string {
  if (!words.startsWith('read')) return 'proposed';
  return words.includes('another') ? 'elsewhere' : 'read';
}

/**
 * Categories of GB/T 47678.5-2026 with marked local extensions, the default limits and the questions. Names follow the
 * standard; keywords, `active`, every limit and every question are staff's once they are there, and so is all of what staff
 * have changed, also when they took it away.
 */
export async function seedCatalogue(client: SeedClient): Promise<void> {
  const [ownCategories, ownRules, ownQuestions] = [
    await staffsOwn(client, 'category'),
    await staffsOwn(client, 'deadline-rule'),
    await staffsOwn(client, 'category-question'),
  ];
  await upsert(client, {
    table: 'category',
    columns: {
      code: 'text',
      kind: 'text',
      major_code: 'text',
      major_zh: 'text',
      major_en: 'text',
      name_zh: 'text',
      name_en: 'text',
      matter_code: 'text',
      matter_zh: 'text',
      keywords_zh: 'text[]',
      standard: 'text',
      legacy: 'jsonb',
    },
    key: ['code'],
    updates: [
      'kind',
      'major_code',
      'major_zh',
      'major_en',
      'name_zh',
      'name_en',
      'matter_code',
      'matter_zh',
      'standard',
      'legacy',
    ],
    // Staff cannot name the standard's own anew, so those go on following it.
    rows: categories
      .filter(({ code, standard }) => standard !== 'local-extension' || !ownCategories.has(code))
      .map((row) => ({
        code: row.code,
        kind: row.kind,
        major_code: row.majorCode,
        major_zh: row.majorZh,
        major_en: row.majorEn,
        name_zh: row.nameZh,
        name_en: row.nameEn,
        matter_code: row.matterCode,
        matter_zh: row.matterZh,
        keywords_zh: row.keywordsZh,
        standard: row.standard,
        legacy: row.legacy,
      })),
  });
  await upsert(client, {
    table: 'deadline_rule',
    columns: {
      id: 'text',
      category_pattern: 'text',
      area_class: 'text',
      stage: 'text',
      amount: 'numeric',
      unit: 'text',
      open_condition: 'text',
      close_condition: 'text',
      source: 'text',
      confidence: 'text',
    },
    key: ['id'],
    updates: [],
    rows: rules
      .filter(({ id }) => !ownRules.has(id))
      .map((row) => ({
        id: row.id,
        category_pattern: row.categoryPattern,
        area_class: row.areaClass,
        stage: row.stage,
        amount: row.amount,
        unit: row.unit,
        open_condition: row.openCondition,
        close_condition: row.closeCondition,
        source: row.source,
        confidence: confidenceOf(row.confidence),
      })),
  });
  await upsert(client, {
    table: 'category_question',
    columns: {
      category_pattern: 'text',
      key: 'text',
      datatype: 'text',
      label_zh: 'text',
      label_en: 'text',
      hint_zh: 'text',
      hint_en: 'text',
      required: 'boolean',
      position: 'smallint',
      options: 'jsonb',
    },
    key: ['category_pattern', 'key'],
    updates: [],
    rows: questions
      .filter((row) => !ownQuestions.has(`${row.categoryPattern}/${row.key}`))
      .map((row) => ({
        category_pattern: row.categoryPattern,
        key: row.key,
        datatype: row.datatype,
        label_zh: row.labelZh,
        label_en: row.labelEn,
        hint_zh: row.hintZh,
        hint_en: row.hintEn,
        required: row.required,
        position: row.position,
        options: row.options,
      })),
  });
}
