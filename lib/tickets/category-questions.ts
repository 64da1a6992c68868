import { patternWeight } from './deadlines';
import type { CategoryQuestion } from './view-schemas';

/** A question as it is set, for all categories that its pattern matches. */
export interface QuestionRow {
  /** A category code, a beginning such as `02*`, or `*`. */
  categoryPattern: string;
  /** False: asked no more; kept because earlier reports have answers to it. */
  active: boolean;
  question: CategoryQuestion;
}

interface StoredQuestion {
  categoryPattern: string;
  key: string;
  datatype: string;
  labelZh: string;
  labelEn: string;
  hintZh: string | null;
  hintEn: string | null;
  required: boolean;
  options: unknown;
  active: boolean;
}

/** A row of `category_question`; its CHECK constraints vouch for datatype and options. */
export function questionRow(row: StoredQuestion): QuestionRow {
  const { categoryPattern, active, key, datatype, required, labelZh, labelEn, hintZh, hintEn } = row;
  const options = row.options as { key: string; zh: string; en: string }[];
  return {
    categoryPattern,
    active,
    question: {
      key,
      datatype: datatype as CategoryQuestion['datatype'],
      label: { 'zh-CN': labelZh, en: labelEn },
      hint: hintZh !== null && hintEn !== null ? { 'zh-CN': hintZh, en: hintEn } : null,
      required,
      options: options.map(({ key: option, zh, en }) => ({ key: option, name: { 'zh-CN': zh, en } })),
    },
  };
}

/**
 * The questions of a category in the order of the rows. Of rows with one key the one with the most specific pattern
 * counts, also when that row is switched off: so a city can ask something of all but one category.
 * @param retired also those asked no more, for naming earlier answers
 */
export function questionsOf(
  rows: readonly QuestionRow[],
  categoryCode: string | null,
  { retired = false } = {},
): CategoryQuestion[] {
  if (!categoryCode) return [];
  const best = new Map<string, { row: QuestionRow; weight: number }>();
  for (const row of rows) {
    const weight = patternWeight(row.categoryPattern, categoryCode);
    const known = best.get(row.question.key);
    if (weight >= 0 && weight > (known?.weight ?? -1)) best.set(row.question.key, { row, weight });
  }
  return rows
    .filter((row) => best.get(row.question.key)?.row === row && (row.active || retired))
    .map(({ question }) => question);
}
