import { systemClock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { reference } from '../reference';
import { CASE_COLUMNS, caseRow, type StoredCase } from './case-rows';
import type { CaseSummary } from './case-schemas';
import { caseSummaryView } from './case-views';
import { hiddenCategories } from './hidden-categories';

/** Older ones are not recent, and a prefecture without any must not cost a walk through all years. */
const RECENT_MS = 14 * 86_400_000;

/** The public cases closed last, of a prefecture or of the province. */
export async function recentlySolved(
  jurisdictionCode: string | null,
  limit: number,
  now = systemClock.now(),
): Promise<CaseSummary[]> {
  const [facts, hidden] = await Promise.all([reference(), hiddenCategories()]);
  const { rows } = await db().query<StoredCase>(
    `SELECT ${CASE_COLUMNS} FROM public_case
     WHERE closed_at > $1 AND closed_at <= $2 AND ($3::text IS NULL OR jurisdiction_code = $3)
       AND category_code <> ALL ($4::text[])
     ORDER BY closed_at DESC, case_id LIMIT $5`,
    [new Date(now.getTime() - RECENT_MS), now, jurisdictionCode, hidden, limit],
  );
  return rows.map((row) => caseSummaryView(caseRow(row), facts, now));
}
