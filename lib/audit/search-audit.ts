import type { Actor } from '@/lib/platform/actor';
import { assertSomewhere } from '@/lib/staff/assert-permission';
import { encodeAuditCursor, type AuditFilters, type AuditPosition } from './audit-filters';
import { conditionsFor, findRows, searching, type AuditRowView } from './audit-rows';
import { EXPORT_MOST } from './export-audit';
import { filtersOnRecord, recordLook } from './record-look';

/** A page of the audit trail. */
export interface AuditPage {
  rows: AuditRowView[];
  /** How many rows match, counted up to `EXPORT_MOST`. */
  count: number;
  /** True when there are more than were counted. */
  more: boolean;
  /** The cursor of the next page; null on the last. */
  next: string | null;
}

/**
 * A page of the rows that match, newest first, where the actor may read. The look is itself recorded (decision 73).
 * @param input after: where the page before ended
 * @throws DomainError forbidden, search_too_wide
 */
export async function searchAudit(
  actor: Actor,
  input: { filters: AuditFilters; after: AuditPosition | null; limit: number },
): Promise<AuditPage> {
  const staff = await assertSomewhere(actor, 'audit.read');
  const { filters, after, limit } = input;
  return searching(async (tx) => {
    const { actorIds, ...condition } = await conditionsFor(tx, staff, filters, after);
    const found = await findRows(tx, condition, limit + 1);
    const rows = found.slice(0, limit);
    const { where, values } = after ? await conditionsFor(tx, staff, filters, null) : condition;
    const { rows: counted } = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (SELECT FROM audit_event e ${where} LIMIT ${EXPORT_MOST + 1}) counted`,
      values,
    );
    const count = counted[0]?.count ?? 0;
    await recordLook(tx, staff, {
      action: 'audit.search',
      subjectKind: 'audit-trail',
      subjectId: 'rows',
      data: { filters: filtersOnRecord(filters, actorIds, count > 0) },
    });
    const last = rows.at(-1);
    return {
      rows,
      count: Math.min(count, EXPORT_MOST),
      more: count > EXPORT_MOST,
      next: found.length > limit && last ? encodeAuditCursor(last) : null,
    };
  });
}
