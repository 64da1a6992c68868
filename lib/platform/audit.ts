import { actorId, type Actor } from './actor';
import type { Tx } from './db';
import { newId } from './ids';
import { currentRequestId } from './request-context';

/** What an audit row says. `data` holds ids and codes, never personal data. */
export interface AuditEntry {
  jurisdictionCode: string;
  actor: Actor;
  action: string;
  subjectKind: string;
  subjectId: string;
  data?: Record<string, unknown>;
  outcome?: 'done' | 'refused';
}

/** The column values of an audit row, in the order of AUDIT_COLUMNS. */
export function auditValues(entry: AuditEntry): unknown[] {
  return [
    entry.jurisdictionCode,
    newId(),
    entry.actor.kind,
    actorId(entry.actor),
    entry.action,
    entry.outcome ?? 'done',
    entry.subjectKind,
    entry.subjectId,
    currentRequestId() ?? null,
    JSON.stringify(entry.data ?? {}),
  ];
}

export const AUDIT_COLUMNS =
  'jurisdiction_code, id, actor_kind, actor_id, action, outcome, subject_kind, subject_id, request_id, data';

/** Writes one audit row in the act's own transaction; the sealer chains it after the commit. */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.query(
    `INSERT INTO audit_event (${AUDIT_COLUMNS}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
    auditValues(entry),
  );
}
