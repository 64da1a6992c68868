import { overdueSql, type CaseFilters } from './case-filters';

/** A filter whose values are counted. */
type Facet = 'prefecture' | 'district' | 'major' | 'category' | 'state' | 'overdue' | 'month';
export type FacetCounts = Record<Facet, { value: string; count: number }[]>;

export interface FacetRow {
  facet: Facet;
  value: string;
  count: number;
}

/** What facetsSql reads of each hit. */
export const FACETED_COLUMNS =
  'jurisdiction_code, division_code, major_code, category_code, submitted_at, due_at, closed_at';

const facet = (name: Facet, value: string, where = '') =>
  `SELECT '${name}' AS facet, ${value} AS value, sum(n)::int AS count FROM spread ${where} GROUP BY 2`;

/**
 * Two more parts of a WITH: the rows of `hits` grouped once by everything that is counted, and `facets`, made from the few
 * groups. The finer values, districts and categories, only below a choice.
 * @param now place of the current time among the parameters
 */
export function facetsSql(filters: CaseFilters, now: string): string {
  const finer = (filters.district ? ', division_code' : '') + (filters.category ? ', category_code' : '');
  const facets = [
    facet('prefecture', 'jurisdiction_code::text'),
    ...(filters.district ? [facet('district', 'division_code::text')] : []),
    facet('major', 'major_code'),
    ...(filters.category ? [facet('category', 'category_code::text')] : []),
    facet('state', `CASE WHEN open THEN 'open' ELSE 'closed' END`),
    facet('overdue', `'1'`, 'WHERE overdue'),
    facet('month', `to_char(month, 'YYYY-MM')`),
  ];
  // China's time as a fixed difference: it has had no other since 1992, and the zone's table is ten times slower
  return `spread AS (
    SELECT jurisdiction_code, major_code, closed_at IS NULL AS open, ${overdueSql(now)} AS overdue,
      date_trunc('month', submitted_at AT TIME ZONE interval '8 hours') AS month, count(*) AS n${finer}
    FROM hits GROUP BY 1, 2, 3, 4, 5${finer}
  ), facets AS (
    ${facets.join(' UNION ALL ')}
  )`;
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
  for (const { facet: name, value, count } of rows) counts[name].push({ value, count });
  return counts;
}
