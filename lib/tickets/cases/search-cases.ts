import { transaction } from '@/lib/platform/db';
import { likePatterns, searchTerms, tokenQuery, unprovenPatterns } from '@/lib/platform/search-text';
import type { CasePosition } from './case-cursor';
import { filterConditions, overdueSql, Values, type CaseFilters } from './case-filters';
import { CASE_COLUMNS, caseRow, type CaseRow, type StoredCase } from './case-rows';

/** Values of one filter and how many cases have each. */
export type Facet = 'prefecture' | 'district' | 'major' | 'category' | 'state' | 'overdue' | 'month';
export type FacetCounts = Record<Facet, { value: string; count: number }[]>;

/** What a search looks at beyond what the reader typed. */
export interface CaseSearch {
  filters: CaseFilters;
  after: CasePosition | null;
  limit: number;
  hidden: readonly string[];
  now: Date;
}

/** One page of cases, newest first. */
export interface CasePage {
  cases: CaseRow[];
  /** There are more after the last one. */
  more: boolean;
  /** How many there are in all, never more than COUNT_CAP. */
  count: number;
  /** There are more than COUNT_CAP. */
  capped: boolean;
  facets: FacetCounts;
  /** The facets count a part only: the newest of a list, or some of a search. */
  partial: boolean;
}

/** What is shown as "10,000+". */
export const COUNT_CAP = 10_000;
/** Up to here the hits of a search are gathered and sorted; above, so many rows match that reading by date finds a page sooner. */
const GATHER_CAP = 50_000;

const capOf = ({ q = '' }: CaseFilters) => (searchTerms(q).length > 0 ? GATHER_CAP : COUNT_CAP);

const ORDER = 'ORDER BY submitted_at DESC, case_id DESC';

interface Gathered {
  facets: { facet: Facet; value: string; count: number }[] | null;
  count: number;
  cases: StoredCase[] | null;
}

const facet = (name: Facet, value: string, where = '') =>
  `SELECT '${name}' AS facet, ${value} AS value, count(*) AS count FROM hits ${where} GROUP BY 2`;

/** The conditions of what the reader typed, by tokens; none when it has no letter or digit. */
export function wordConditions(words: string, values: Values): string[] {
  const terms = searchTerms(words);
  if (terms.length === 0) return [];
  const unproven = unprovenPatterns(terms);
  return [
    `tokens @@ ${values.add(tokenQuery(terms))}::tsquery`,
    ...(unproven.length > 0 ? [`search_text LIKE ALL (${values.add(unproven)}::text[])`] : []),
  ];
}

/** One pass over the hits: how many, how they spread, and the first page of them. */
function gatherStatement(search: CaseSearch, values: Values): string {
  const { filters, after, limit, hidden, now } = search;
  const words = wordConditions(filters.q ?? '', values);
  const conditions = [...words, ...filterConditions(filters, hidden, values, now)];
  const gathered = words.length > 0;
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  return `
WITH hits AS MATERIALIZED (
  SELECT jurisdiction_code, ticket_id, case_id, division_code, major_code, category_code, submitted_at, closed_at,
    ${overdueSql(values.add(now))} AS overdue
  FROM public_case ${where} ${gathered ? '' : ORDER} LIMIT ${capOf(filters) + 1}
), facets AS (
  ${[
    facet('prefecture', 'jurisdiction_code::text'),
    ...(filters.district ? [facet('district', 'division_code::text')] : []),
    facet('major', 'major_code'),
    ...(filters.category ? [facet('category', 'category_code::text')] : []),
    facet('state', `CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END`),
    facet('overdue', `'1'`, 'WHERE overdue'),
    `SELECT 'month', to_char(month, 'YYYY-MM'), n FROM (
       SELECT date_trunc('month', submitted_at AT TIME ZONE 'Asia/Shanghai') AS month, count(*) AS n FROM hits GROUP BY 1) AS m`,
  ].join('\n  UNION ALL ')}
), page AS (
  SELECT jurisdiction_code, ticket_id FROM hits ${afterCondition(after, values, 'WHERE')} ${ORDER} LIMIT ${limit + 1}
)
SELECT (SELECT count(*)::int FROM hits) AS count,
  (SELECT json_agg(f) FROM facets f) AS facets,
  (SELECT json_agg(c ${ORDER}) FROM (
     SELECT ${CASE_COLUMNS} FROM public_case JOIN page USING (jurisdiction_code, ticket_id)) AS c) AS cases`;
}

function afterCondition(after: CasePosition | null, values: Values, word: string): string {
  if (!after) return '';
  return `${word} (submitted_at, case_id) < (${values.add(after.submittedAt)}::timestamptz, ${values.add(after.caseId)})`;
}

/** A page read in the order of dates, for what so many rows match that few are read in vain. */
function orderedStatement({ filters, after, limit, hidden, now }: CaseSearch, values: Values): string {
  const conditions = filterConditions(filters, hidden, values, now);
  const patterns = likePatterns(searchTerms(filters.q ?? ''));
  if (patterns.length > 0) conditions.push(`search_text LIKE ALL (${values.add(patterns)}::text[])`);
  const later = afterCondition(after, values, '');
  const where = [...conditions, ...(later ? [later] : [])];
  return `SELECT ${CASE_COLUMNS} FROM public_case ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ${ORDER} LIMIT ${limit + 1}`;
}

function facetCounts(rows: Gathered['facets']): FacetCounts {
  const counts: FacetCounts = {
    prefecture: [],
    district: [],
    major: [],
    category: [],
    state: [],
    overdue: [],
    month: [],
  };
  for (const { facet: name, value, count } of rows ?? []) counts[name].push({ value, count });
  return counts;
}

/**
 * Published cases that match, newest first, with their number and how they spread. The hits are counted up to a cap
 * first; whether a page is then sorted out of them or read by date follows from it.
 */
export async function searchCases(search: CaseSearch): Promise<CasePage> {
  return transaction(async (tx) => {
    // The tokens lie out of line, which the planner does not know: reading the whole table would fetch each of them.
    await tx.query(`SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
    const values = new Values();
    const gathered = (await tx.query<Gathered>(gatherStatement(search, values), values.list)).rows[0]!;
    const cap = capOf(search.filters);
    const partial = gathered.count > cap;
    let cases = gathered.cases ?? [];
    if (partial && (search.after || cap === GATHER_CAP)) {
      const ordered = new Values();
      cases = (await tx.query<StoredCase>(orderedStatement(search, ordered), ordered.list)).rows;
    }
    return {
      cases: cases.slice(0, search.limit).map(caseRow),
      more: cases.length > search.limit,
      count: Math.min(gathered.count, COUNT_CAP),
      capped: gathered.count > COUNT_CAP,
      facets: facetCounts(gathered.facets),
      partial,
    };
  });
}
