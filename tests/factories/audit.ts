import type { TestDatabase } from '@/tests/setup/database';
import { newId } from '@/lib/platform/ids';

/** A row of the audit trail; what is not given is a citizen's report in Harbin. */
export interface AuditRowParts {
  place?: string;
  at?: Date;
  kind?: string;
  actor?: string;
  action?: string;
  outcome?: string;
  subjectKind?: string;
  subject?: string;
  request?: string | null;
  data?: unknown;
}

/** A row as another part of the product has written it. @returns its id */
export async function putAuditRow(database: TestDatabase, row: AuditRowParts = {}): Promise<string> {
  const id = newId();
  await database.query('INSERT INTO audit_event VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)', [
    row.place ?? '230100',
    id,
    row.at ?? new Date('2026-11-20T02:00:00Z'),
    row.kind ?? 'public',
    row.actor ?? 'public',
    row.action ?? 'submit-report',
    row.outcome ?? 'done',
    row.subjectKind ?? 'ticket',
    row.subject ?? 'x',
    row.request ?? null,
    JSON.stringify(row.data ?? {}),
  ]);
  return id;
}
