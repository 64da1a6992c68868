import { env } from '@/lib/platform/env';
import { jurisdictionOf } from '../jurisdiction';
import type { Reference } from '../reference';
import type { TicketStatus } from '../status';
import { isLate, namedPlace, wordsOf } from '../views';
import { encodeCursor } from './case-cursor';
import { casePath } from './case-id';
import type { CaseRow } from './case-rows';
import type { CaseDetail, CaseList, CaseSummary, NearbyCases } from './case-schemas';
import type { CasePage } from './search-cases';

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** A step of a case as stored: what moved it, and nothing that anybody wrote. */
export interface CaseStep {
  at: string;
  status: TicketStatus;
  dueAt: string | null;
}

/** A case as list, feed and API show it. */
export function caseSummaryView(row: CaseRow, reference: Reference, now: Date): CaseSummary {
  const category = reference.categories.get(row.categoryCode);
  const name = { 'zh-CN': category?.nameZh ?? row.categoryCode, en: category?.nameEn ?? row.categoryCode };
  return {
    id: row.caseId,
    url: `${env().publicBaseUrl}${casePath(row.caseId)}`,
    state: row.closedAt ? 'closed' : 'open',
    status: row.status,
    statusText: wordsOf(row.status),
    category: { code: row.categoryCode, name },
    prefecture: namedPlace(reference, jurisdictionOf(row.divisionCode)),
    division: namedPlace(reference, row.divisionCode),
    street: row.streetCode ? namedPlace(reference, row.streetCode) : null,
    submittedAt: row.submittedAt.toISOString(),
    dueAt: iso(row.dueAt),
    closedAt: iso(row.closedAt),
    updatedAt: row.updatedAt.toISOString(),
    overdue: isLate(row, now),
    desk: row.deskCode
      ? {
          code: row.deskCode,
          name: { 'zh-CN': row.deskZh ?? row.deskCode, en: row.deskEn ?? row.deskCode },
        }
      : null,
    description: row.description,
    result: row.result,
    followers: row.followers,
  };
}

/** A case with its steps. */
export function caseDetailView(
  row: CaseRow,
  steps: readonly CaseStep[],
  reference: Reference,
  now: Date,
): CaseDetail {
  return {
    ...caseSummaryView(row, reference, now),
    dueProvisional: row.dueProvisional,
    timeline: steps.map(({ at, status, dueAt }) => ({
      at: new Date(at).toISOString(),
      status,
      statusText: wordsOf(status),
      dueAt: dueAt ? new Date(dueAt).toISOString() : null,
    })),
  };
}

/** A page of cases with counts and the cursor of the next page. */
export function caseListView(page: CasePage, reference: Reference, now: Date): CaseList {
  const last = page.cases.at(-1);
  const { count, capped, countedAt, facets } = page;
  return {
    items: page.cases.map((row) => caseSummaryView(row, reference, now)),
    next: page.more && last ? encodeCursor(last) : null,
    count,
    capped,
    countedAt: iso(countedAt),
    facets,
  };
}

/** Cases near a place; distances are coarse, as the stored positions are. */
export function nearbyCasesView(
  found: readonly { row: CaseRow; metres: number | null; sameAsset: boolean }[],
  reference: Reference,
  now: Date,
): NearbyCases {
  return {
    items: found.map(({ row, metres, sameAsset }) => ({
      ...caseSummaryView(row, reference, now),
      metres: metres === null ? null : Math.round(metres / 50) * 50,
      sameAsset,
    })),
  };
}
