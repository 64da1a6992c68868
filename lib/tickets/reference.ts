import { prisma } from '@/lib/platform/db';
import { snapshot } from '@/lib/platform/snapshot';
import { z } from 'zod';
import { getSetting } from '@/lib/platform/settings';
import { questionRow, type QuestionRow } from './category-questions';
import type { DeadlineRule } from './deadlines';
import { buildCalendar, type WorkingCalendar, type WorkingInterval } from './working-calendar';

/** Category, division, deadline and calendar facts as intake and deadlines need them. */
export interface Reference {
  /** The same list until it is read anew, so that what is derived from it can be kept with it. */
  categoryRows: readonly CategoryFact[];
  categories: ReadonlyMap<string, CategoryFact>;
  /** Also those no longer asked: earlier answers keep their names. */
  questions: readonly QuestionRow[];
  divisions: ReadonlyMap<string, DivisionFact>;
  deadlineRules: (DeadlineRule & { id: string })[];
  calendar: WorkingCalendar;
}

export interface CategoryFact {
  code: string;
  kind: 'component' | 'event';
  majorCode: string;
  majorZh: string;
  majorEn: string;
  nameZh: string;
  nameEn: string;
  matterZh: string | null;
  keywordsZh: string[];
  standard: string;
}

export interface DivisionFact {
  code: string;
  parentCode: string | null;
  level: 'province' | 'prefecture' | 'county' | 'township';
  kind: string;
  nameZh: string;
  nameEn: string;
  selectable: boolean;
  centreLng: number | null;
  centreLat: number | null;
}

const workingHours: z.ZodType<readonly WorkingInterval[]> = z
  .array(z.object({ start: z.string(), end: z.string() }))
  .min(1);

/** Used until the setting `working-hours` is seeded or changed. */
const DEFAULT_HOURS: readonly WorkingInterval[] = [
  { start: '08:30', end: '12:00' },
  { start: '13:30', end: '17:00' },
];

/** The facts as they stand in the database now; `reference` serves every caller that can bear a moment's age. */
export async function readReference(): Promise<Reference> {
  const read = prisma();
  const [categories, questions, divisions, rules, days, years, hours] = await Promise.all([
    read.category.findMany({ where: { active: true }, orderBy: { code: 'asc' } }),
    read.categoryQuestion.findMany({
      orderBy: [{ position: 'asc' }, { key: 'asc' }, { categoryPattern: 'asc' }],
    }),
    read.division.findMany({ orderBy: { code: 'asc' } }),
    read.deadlineRule.findMany(),
    read.calendarDay.findMany(),
    read.calendarYear.findMany(),
    getSetting('working-hours', workingHours, DEFAULT_HOURS),
  ]);
  return {
    categoryRows: categories as CategoryFact[],
    categories: new Map((categories as CategoryFact[]).map((row) => [row.code, row])),
    questions: questions.map(questionRow),
    divisions: new Map((divisions as DivisionFact[]).map((row) => [row.code, row])),
    deadlineRules: rules.map(
      (row) => ({ ...row, amount: Number(row.amount) }) as DeadlineRule & { id: string },
    ),
    calendar: buildCalendar({
      exceptions: days.map((row) => ({
        date: row.date.toISOString().slice(0, 10),
        kind: row.kind as 'holiday' | 'workday',
      })),
      years,
      hours,
    }),
  };
}

const current = snapshot(readReference);

/** The facts that intake and deadlines read, at most two seconds old. */
export function reference(): Promise<Reference> {
  return current.get();
}
