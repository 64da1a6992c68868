import { systemClock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { reference } from '../reference';
import { jurisdictionOfCase } from './case-id';
import { CASE_COLUMNS, caseRow, type StoredCase } from './case-rows';
import type { CaseDetail } from './case-schemas';
import { caseDetailView, type CaseStep } from './case-views';
import { hiddenCategories } from './hidden-categories';

/** Only what moved the ticket is public: no text, no unit, no note. */
const STEPS = `SELECT json_agg(json_build_object('at', e.at, 'status', e.status, 'dueAt', e.due_at) ORDER BY e.at, e.id)
  FROM ticket_event e WHERE e.jurisdiction_code = public_case.jurisdiction_code AND e.ticket_id = public_case.ticket_id
    AND e.is_public AND e.status IS NOT NULL`;

/**
 * A published case with its steps.
 * @throws DomainError no_such_page
 */
export async function findCase(caseId: string): Promise<CaseDetail> {
  const jurisdictionCode = jurisdictionOfCase(caseId);
  if (!jurisdictionCode) throw new DomainError('no_such_page');
  const [{ rows }, facts, hidden] = await Promise.all([
    db().query<StoredCase & { steps: CaseStep[] | null }>(
      `SELECT ${CASE_COLUMNS}, (${STEPS}) AS steps FROM public_case WHERE jurisdiction_code = $1 AND case_id = $2`,
      [jurisdictionCode, caseId],
    ),
    reference(),
    hiddenCategories(),
  ]);
  const found = rows[0];
  if (!found || hidden.includes(found.category_code)) throw new DomainError('no_such_page');
  return caseDetailView(caseRow(found), found.steps ?? [], facts, systemClock.now());
}
