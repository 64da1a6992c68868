import { z } from 'zod';
import { addDays, instantInChina } from '../working-calendar';

export const CASE_STATES = ['open', 'closed'] as const;

const blank = (value: unknown) => (value === '' || value === null ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema.optional());

/** What a list of cases may be narrowed by; the names of the query parameters. */
export const caseFilters = z.object({
  q: optional(z.string().max(200)).describe('Words to find, Chinese or English; all must match'),
  district: optional(z.string().regex(/^\d{6}(\d{3})?$/)).describe('Code of a prefecture, county or street'),
  category: optional(z.string().regex(/^(\d{2}|\d{5}|[A-Z]\d{4})$/)).describe(
    'Code of a category, or of a major class',
  ),
  state: optional(z.enum(CASE_STATES)),
  overdue: optional(z.literal('1')).describe('1: only what is past its date, or was closed after it'),
  month: optional(z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)).describe(
    'Month of the report in China, YYYY-MM',
  ),
});

export type CaseFilters = z.output<typeof caseFilters>;
export type CaseFilterName = keyof CaseFilters;
export const CASE_FILTER_NAMES = Object.keys(caseFilters.shape) as CaseFilterName[];

/** Filters as a query string, in one order, so that one list has one address. */
export function filterQuery(filters: CaseFilters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of CASE_FILTER_NAMES) if (filters[name]) query.set(name, filters[name]);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The first instant of a month in China and of the next. */
function monthBounds(month: string): [Date, Date] {
  const first = `${month}-01`;
  const next = `${addDays(first, 31).slice(0, 7)}-01`;
  return [instantInChina(first, '00:00'), instantInChina(next, '00:00')];
}

/** Collects values and hands out their places. */
export class Values {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/** Past its date while open, or closed after it; never for a case without a date. */
export const overdueSql = (now: string) =>
  `(closed_at IS NULL AND due_at < ${now}::timestamptz OR closed_at > due_at)`;

/**
 * The filters, all but the words, as SQL conditions over public_case.
 * @param hidden category codes the settings keep from the public
 */
export function filterConditions(
  filters: CaseFilters,
  hidden: readonly string[],
  values: Values,
  now: Date,
): string[] {
  const conditions: string[] = [];
  const { district, category, state, overdue, month } = filters;
  if (hidden.length > 0) conditions.push(`category_code <> ALL (${values.add(hidden)}::text[])`);
  if (district) {
    const column = district.length === 9 ? 'street_code' : 'division_code';
    conditions.push(
      district.length === 6 && district.endsWith('00')
        ? `jurisdiction_code = ${values.add(district)}`
        : `${column} = ${values.add(district)}`,
    );
  }
  if (category)
    conditions.push(`${category.length === 2 ? 'major_code' : 'category_code'} = ${values.add(category)}`);
  if (state) conditions.push(`closed_at IS ${state === 'open' ? '' : 'NOT '}NULL`);
  if (overdue) conditions.push(overdueSql(values.add(now)));
  if (month) {
    const [from, until] = monthBounds(month);
    conditions.push(`submitted_at >= ${values.add(from)} AND submitted_at < ${values.add(until)}`);
  }
  return conditions;
}
