import { db, transaction, type Tx } from '@/lib/platform/db';
import { likePatterns, searchTerms, tokenQuery, unprovenPatterns } from '@/lib/platform/search-text';
import type { CasePosition } from './case-cursor';
import { filterConditions, Values, type CaseFilters } from './case-filters';
import { facetCounts, FACETED_COLUMNS, facetsSql, type FacetCounts, type FacetRow } from './case-facets';
import { CASE_COLUMNS, caseRow, type CaseRow, type StoredCase } from './case-rows';
import { findCaseSummary, summaryScope } from './summarise-cases';

/** What a search looks at beyond what the reader typed. */
export interface CaseSearch {
  filters: CaseFilters;
  after: CasePosition | null;
  limit: number;
  /** Category codes that settings keep from the public. */
  hidden: readonly string[];
  now: Date;
}

/** Where a search changes its way; tests choose smaller ones. */
interface Caps {
  count: number;
  /** Where more match, the spread is that of the matches among this many newest cases. */
  recent: number;
}

/** One page of cases, newest first. */
export interface CasePage {
  cases: CaseRow[];
  /** There are more after the last one. */
  more: boolean;
  /** How many there are in all; never more than 10,000 when they were counted just now. */
  count: number;
  /** There are more than that. */
  capped: boolean;
  /** When `count` and `facets` were counted, if that was not just now. */
  countedAt: Date | null;
  /** Of all cases, or when capped of the newest ones only. */
  facets: FacetCounts;
}

/**
 * What is shown as "10,000+", and where the plan changes: up to here the hits are gathered by their tokens and sorted;
 * above, so many rows match that reading by date meets a page of them at once (measured: npm run bench -- search).
 */
const COUNT_CAP = 10_000;
const CAPS: Caps = { count: COUNT_CAP, recent: 20_000 };

const ORDER = 'ORDER BY submitted_at DESC, case_id DESC';
const where = (conditions: readonly string[]) =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';

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

function afterCondition(after: CasePosition | null, values: Values): string[] {
  if (!after) return [];
  return [
    `(submitted_at, case_id) < (${values.add(after.submittedAt)}::timestamptz, ${values.add(after.caseId)})`,
  ];
}

interface Gathered {
  count: number;
  facets: FacetRow[] | null;
  cases: StoredCase[] | null;
}

/** One pass over the hits: how many, how they spread, and a page of them; of too many hits of words, which come in no order, only how many. */
async function gather(
  tx: Tx,
  { filters, after, limit, hidden, now }: CaseSearch,
  cap: number,
): Promise<Gathered> {
  const values = new Values();
  const words = wordConditions(filters.q ?? '', values);
  const conditions = [...words, ...filterConditions(filters, hidden, values, now)];
  const { rows } = await tx.query<Gathered>(
    `WITH found AS MATERIALIZED (
       SELECT ticket_id, case_id, ${FACETED_COLUMNS} FROM public_case ${where(conditions)}
       ${words.length > 0 ? '' : ORDER} LIMIT ${cap + 1}
     ), hits AS (
       SELECT * FROM found ${words.length > 0 ? `WHERE (SELECT count(*) FROM found) <= ${cap}` : ''}
     ), page AS (
       SELECT jurisdiction_code, ticket_id FROM hits ${where(afterCondition(after, values))} ${ORDER} LIMIT ${limit + 1}
     ), ${facetsSql(filters, values.add(now))}
     SELECT (SELECT count(*)::int FROM found) AS count, (SELECT json_agg(f) FROM facets f) AS facets,
       (SELECT json_agg(c ${ORDER}) FROM (
          SELECT ${CASE_COLUMNS} FROM public_case JOIN page USING (jurisdiction_code, ticket_id)) AS c) AS cases`,
    values.list,
  );
  return rows[0]!;
}

/** A page read in the order of dates, for what so many rows match that few are read in vain. */
async function readByDate(tx: Tx, { filters, after, limit, hidden, now }: CaseSearch): Promise<StoredCase[]> {
  const values = new Values();
  const patterns = likePatterns(searchTerms(filters.q ?? ''));
  const conditions = [
    ...filterConditions(filters, hidden, values, now),
    ...(patterns.length > 0 ? [`search_text LIKE ALL (${values.add(patterns)}::text[])`] : []),
    ...afterCondition(after, values),
  ];
  const { rows } = await tx.query<StoredCase>(
    `SELECT ${CASE_COLUMNS} FROM public_case ${where(conditions)} ${ORDER} LIMIT ${limit + 1}`,
    values.list,
  );
  return rows;
}

/** How the matches among the newest cases spread. */
async function recentFacets(tx: Tx, { filters, hidden, now }: CaseSearch, caps: Caps): Promise<FacetRow[]> {
  const values = new Values();
  const conditions = filterConditions(filters, hidden, values, now);
  const patterns = values.add(likePatterns(searchTerms(filters.q ?? '')));
  const { rows } = await tx.query<FacetRow>(
    `WITH hits AS MATERIALIZED (
       SELECT ${FACETED_COLUMNS} FROM (
         SELECT search_text, ${FACETED_COLUMNS} FROM public_case ${where(conditions)} ${ORDER} LIMIT ${caps.recent}) AS recent
       WHERE search_text LIKE ALL (${patterns}::text[]) LIMIT ${caps.count}
     ), ${facetsSql(filters, values.add(now))} SELECT * FROM facets`,
    values.list,
  );
  return rows;
}

/**
 * Published cases that match, newest first, with their number and how they spread: counted a few minutes ago by a job
 * for the province or a prefecture with many cases, else now. The hits are counted up to a cap
 * first; whether a page is then sorted out of them or read by date follows from it.
 */
export async function searchCases(search: CaseSearch, caps = CAPS): Promise<CasePage> {
  const { filters, hidden, now, limit } = search;
  const scope = summaryScope(filters);
  const summary = scope === null ? null : await findCaseSummary(scope, hidden, now);
  if (summary) {
    const { count, facets, madeAt } = summary;
    const page = await readByDate(db(), search);
    return { ...pageOf(page, limit), count, capped: false, countedAt: madeAt, facets: facetCounts(facets) };
  }
  if (searchTerms(filters.q ?? '').length === 0) return found(db(), search, caps);
  return transaction(async (tx) => {
    // A plan that reads the whole table is never right for words, however common; compiling one neither. A bitmap of a
    // common word that does not fit in 4 MB forgets its rows, and then every row of a page is looked at.
    await tx.query(
      `SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true), set_config('work_mem', '32MB', true)`,
    );
    return found(tx, search, caps);
  });
}

const pageOf = (rows: readonly StoredCase[], limit: number) => ({
  cases: rows.slice(0, limit).map(caseRow),
  more: rows.length > limit,
});

async function found(tx: Tx, search: CaseSearch, caps: Caps): Promise<CasePage> {
  const { count, facets, cases } = await gather(tx, search, caps.count);
  const capped = count > caps.count;
  const byWords = searchTerms(search.filters.q ?? '').length > 0;
  const page = capped && (byWords || search.after) ? await readByDate(tx, search) : (cases ?? []);
  return {
    ...pageOf(page, search.limit),
    countedAt: null,
    count: Math.min(count, caps.count),
    capped,
    facets: facetCounts(capped && byWords ? await recentFacets(tx, search, caps) : (facets ?? [])),
  };
}
