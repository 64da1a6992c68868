import { systemClock } from '@/lib/platform/clock';
import { DomainError, type FieldError } from '@/lib/platform/errors';
import { reference } from '../reference';
import { decodeCursor } from './case-cursor';
import { caseFilters, type CaseFilterName, type CaseFilters } from './case-filters';
import type { CaseList } from './case-schemas';
import { caseListView } from './case-views';
import { hiddenCategories } from './hidden-categories';
import { searchCases } from './search-cases';

/** What an address asks for. */
interface CaseQuery {
  filters: CaseFilters;
  cursor: string | null;
}

const WRONG: FieldError['message'] = { zh: '这个筛选条件无效。', en: 'This filter is not valid.' };

/** Reads filters and cursor out of an address, leaving out what is not valid: a reader's old link still shows cases. */
export function readableCaseQuery(query: URLSearchParams): CaseQuery {
  const given = Object.fromEntries(query);
  const filters: Partial<Record<CaseFilterName, unknown>> = {};
  for (const [name, schema] of Object.entries(caseFilters.shape)) {
    const parsed = schema.safeParse(given[name]);
    if (parsed.success && parsed.data !== undefined) filters[name as CaseFilterName] = parsed.data;
  }
  return { filters: filters as CaseFilters, cursor: query.get('cursor') };
}

/**
 * Reads filters and cursor for programs.
 * @throws DomainError invalid_input naming each wrong parameter
 */
export function strictCaseQuery(query: URLSearchParams): CaseQuery {
  const parsed = caseFilters.safeParse(Object.fromEntries(query));
  const cursor = query.get('cursor');
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0]));
  if (cursor !== null && !decodeCursor(cursor)) wrong.push('cursor');
  if (!parsed.success || wrong.length > 0)
    throw new DomainError('invalid_input', {
      fields: [...new Set(wrong)].map((field) => ({ field, code: 'invalid_filter', message: WRONG })),
    });
  return { filters: parsed.data, cursor };
}

/** A page of the published cases that match, newest first. */
export async function listCases({ filters, cursor }: CaseQuery, limit: number): Promise<CaseList> {
  const now = systemClock.now();
  const [facts, hidden] = await Promise.all([reference(), hiddenCategories()]);
  const after = cursor === null ? null : decodeCursor(cursor);
  const page = await searchCases({ filters, after, limit, hidden, now });
  return caseListView(page, facts, now);
}
