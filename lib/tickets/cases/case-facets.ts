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

/** Where the value of each facet stands in a group of `spread`. */
const VALUES = {
  prefecture: 'jurisdiction_code::text',
  district: 'division_code::text',
  major: 'major_code',
  category: 'category_code::text',
  state: `CASE WHEN open THEN 'open' ELSE 'closed' END`,
  overdue: `'1'`,
  month: `to_char(month, 'YYYY-MM')`,
} as const satisfies Record<Facet, string>;

const facet = (name: Facet, scope?: string) =>
  `SELECT ${scope ? `${scope}, ` : ''}'${name}' AS facet, ${VALUES[name]} AS value, sum(n)::int AS count
   FROM spread ${name === 'overdue' ? 'WHERE overdue' : ''} GROUP BY ${scope ? '1, 3' : '2'}`;

// China's time as a fixed difference: it has had no other since 1992, and the zone's table is ten times slower
const spreadSql = (from: string, now: string, finer: string) =>
  `SELECT jurisdiction_code, major_code, closed_at IS NULL AS open, ${overdueSql(now)} AS overdue,
     date_trunc('month', submitted_at AT TIME ZONE interval '8 hours') AS month, count(*) AS n${finer}
   FROM ${from} GROUP BY 1, 2, 3, 4, 5${finer}`;

/**
 * Two more parts of a WITH: the rows of `hits` grouped once by everything that is counted, and `facets`, made from the few
 * groups. The finer values, districts and categories, only below a choice.
 * @param now place of the current time among the parameters
 */
export function facetsSql(filters: CaseFilters, now: string): string {
  const finer = (filters.district ? ', division_code' : '') + (filters.category ? ', category_code' : '');
  const facets = [
    facet('prefecture'),
    ...(filters.district ? [facet('district')] : []),
    facet('major'),
    ...(filters.category ? [facet('category')] : []),
    facet('state'),
    facet('overdue'),
    facet('month'),
  ];
  return `spread AS (${spreadSql('hits', now, finer)}), facets AS (${facets.join(' UNION ALL ')})`;
}

/**
 * Counts of everything published, one row for the province (000000) and one for each prefecture: jurisdiction, count, facets.
 * @param shown condition on public_case that leaves out what is hidden
 * @param now place of the current time among the parameters
 */
export function summarySql(shown: string, now: string): string {
  const everywhere = `'000000' AS scope`;
  const prefecture = 'jurisdiction_code AS scope';
  const common = ['prefecture', 'major', 'state', 'overdue', 'month'] as const;
  const facets = [
    ...common.map((name) => facet(name, everywhere)),
    ...common.map((name) => facet(name, prefecture)),
    facet('district', prefecture),
  ];
  return `WITH spread AS MATERIALIZED (${spreadSql(`public_case ${shown}`, now, ', division_code')}),
    facets AS (${facets.join(' UNION ALL ')})
    SELECT scope, sum(count) FILTER (WHERE facet = 'state')::int AS count,
      json_agg(json_build_object('facet', facet, 'value', value, 'count', count)) AS facets FROM facets GROUP BY scope`;
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
