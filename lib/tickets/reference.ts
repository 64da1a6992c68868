import { prisma } from '@/lib/platform/db';
import { snapshot } from '@/lib/platform/snapshot';
import { questionRow, type QuestionRow } from './category-questions';
import type { DeadlineRule } from './deadlines';
import { readCalendarInput } from './calendar-input';
import { buildCalendar, type WorkingCalendar } from './working-calendar';

/** Category, division, deadline and calendar facts as intake and deadlines need them. */
export interface Reference {
  /** What can be reported now; the same list until it is read anew, so that what is derived from it can be kept with it. */
  categoryRows: readonly CategoryFact[];
  /** Also those that are switched off: earlier reports keep their names. */
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
  active: boolean;
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

/** The facts as they stand in the database now; `reference` serves every caller that can bear a moment's age. */
export async function readReference(): Promise<Reference> {
  const read = prisma();
  const [categories, questions, divisions, rules, calendar] = await Promise.all([
    read.category.findMany({ orderBy: { code: 'asc' } }),
    read.categoryQuestion.findMany({
      orderBy: [{ position: 'asc' }, { key: 'asc' }, { categoryPattern: 'asc' }],
    }),
    read.division.findMany({ orderBy: { code: 'asc' } }),
    read.deadlineRule.findMany(),
    readCalendarInput(),
  ]);
  return {
    categoryRows: (categories as CategoryFact[]).filter(({ active }) => active),
    categories: new Map((categories as CategoryFact[]).map((row) => [row.code, row])),
    questions: questions.map(questionRow),
    divisions: new Map((divisions as DivisionFact[]).map((row) => [row.code, row])),
    deadlineRules: rules.map(
      (row) => ({ ...row, amount: Number(row.amount) }) as DeadlineRule & { id: string },
    ),
    calendar: buildCalendar(calendar),
  };
}

const current = snapshot(readReference);

/** The facts that intake and deadlines read, at most two seconds old. */
export function reference(): Promise<Reference> {
  return current.get();
}
