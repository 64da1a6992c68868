import { db } from '@/lib/platform/db';
import { patternWeight, pickDeadlineRule, type DeadlineRule } from '../deadlines';
import { readReference } from '../reference';
import type { CalendarYearSetting } from './calendar-setting';
import type { DeadlineRuleSetting } from './deadline-rule-setting';

/** A rule as the list of rules shows it. */
export interface ListedRule extends DeadlineRuleSetting {
  id: string;
  /** Holds for the example category. */
  wins: boolean;
}

/**
 * All deadline rules as they stand, in the order of their categories.
 * @param example a category code: only rules that match it, with the one that holds of each stage (area class B, as everywhere)
 */
export async function listDeadlineRules(example: string | null): Promise<ListedRule[]> {
  const { rows } = await db().query<Omit<ListedRule, 'wins'>>(
    `SELECT id, category_pattern AS "categoryPattern", area_class AS "areaClass", stage, amount::float8 AS amount, unit,
       coalesce(open_condition, '') AS "openCondition", coalesce(close_condition, '') AS "closeCondition", source, confidence
     FROM deadline_rule ORDER BY (category_pattern = '*') DESC, category_pattern, area_class`,
  );
  if (example === null) return rows.map((row) => ({ ...row, wins: false }));
  const rules: DeadlineRule[] = rows;
  const winnerOf = (stage: DeadlineRule['stage']) =>
    pickDeadlineRule(rules, { categoryCode: example, areaClass: 'B', stage })?.id;
  return rows
    .filter(({ categoryPattern }) => patternWeight(categoryPattern, example) >= 0)
    .map((row) => ({ ...row, wins: winnerOf(row.stage) === row.id }));
}

/** The years of the working calendar as they stand, without their days. */
export async function listCalendarYears(): Promise<(Omit<CalendarYearSetting, 'days'> & { days: number })[]> {
  const { rows } = await db().query<Omit<CalendarYearSetting, 'days'> & { days: number }>(
    `SELECT year, provisional, source, (SELECT count(*)::int FROM calendar_day WHERE extract(year FROM date) = year) AS days
     FROM calendar_year ORDER BY year DESC`,
  );
  return rows;
}

/** Names of the categories that a pattern matches: the one's own, or how many there are. */
export async function categoryNames(): Promise<(pattern: string) => { zh: string; en: string }> {
  const { categories } = await readReference();
  return (pattern) => {
    const one = categories.get(pattern);
    if (one) return { zh: one.nameZh, en: one.nameEn };
    const count = [...categories.keys()].filter((code) => patternWeight(pattern, code) >= 0).length;
    return { zh: `${count} 个事项`, en: `${count} categories` };
  };
}
