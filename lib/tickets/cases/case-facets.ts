import { overdueSql, type CaseFilters } from './case-filters';

/** A filter whose values are counted. */
type Facet = 'prefecture' | 'district' | 'major' | 'category' | 'state' | 'overdue' | 'month';
export type FacetCounts = Record<Facet, { value: string; count: number }[]>;

export interface FacetRow {
  facet: Facet;
  value: string;
  /** A bigint comes as text where no JSON carries it. */
  count: number | string;
}

/** What facetsSql reads of each hit. */
export const FACETED_COLUMNS =
  'jurisdiction_code, division_code, major_code, category_code, submitted_at, due_at, closed_at';

const facet = (name: Facet, value: string, where = '') =>
  `SELECT '${name}' AS facet, ${value} AS value, count(*) AS count FROM hits ${where} GROUP BY 2`;

/**
 * Counts the rows of `hits` per value of each filter. The finer ones, districts and categories, only below a choice.
 * @param now place of the current time among the parameters
 */
export function facetsSql(filters: CaseFilters, now: string): string {
  return [
    facet('prefecture', 'jurisdiction_code::text'),
    ...(filters.district ? [facet('district', 'division_code::text')] : []),
    facet('major', 'major_code'),
    ...(filters.category ? [facet('category', 'category_code::text')] : []),
    facet('state', `CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END`),
    facet('overdue', `'1'`, `WHERE ${overdueSql(now)}`),
    // China's time as a fixed difference: it has had no other since 1992, and the zone's table is ten times slower
    `SELECT 'month', to_char(month, 'YYYY-MM'), count FROM (
       SELECT date_trunc('month', submitted_at AT TIME ZONE interval '8 hours') AS month, count(*) FROM hits GROUP BY 1) AS m`,
  ].join('\n UNION ALL ');
}

/** Counted rows by filter. */
export function facetCounts(rows: readonly FacetRow[]): FacetCounts {
  const counts: FacetCounts = {
    prefecture: [],
    district: [],
    major: [],
    category: [],
    state: [],
    overdue: [],
    month: [],
  };
  for (const { facet: name, value, count } of rows) counts[name].push({ value, count: Number(count) });
  return counts;
}
