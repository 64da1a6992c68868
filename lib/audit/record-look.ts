import type { StaffActor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import type { Tx } from '@/lib/platform/db';
import { WHOLE_PROVINCE } from '@/lib/staff/roles';
import { isNamedAction } from './action-names';
import type { AuditFilters } from './audit-filters';
import { readablePlaces, UUID } from './audit-rows';

/** Who looks at what in the audit trail. */
export interface Look {
  action: 'audit.search' | 'audit.open';
  subjectKind: string;
  subjectId: string;
  data: Record<string, unknown>;
}

/** Where the acts of an auditor stand: the place of the role. */
export function placeOfAuditor(actor: StaffActor): string {
  return readablePlaces(actor)?.[0] ?? WHOLE_PROVINCE;
}

/** Records a look at the trail, once an hour for the same look: turning pages and coming back is one. */
export async function recordLook(tx: Tx, actor: StaffActor, look: Look): Promise<void> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM audit_event WHERE actor_kind = 'staff' AND actor_id = $1 AND at > now() - interval '1 hour'
       AND action = $2 AND subject_id = $3 AND data = $4::jsonb LIMIT 1`,
    [actor.accountId, look.action, look.subjectId, JSON.stringify(look.data)],
  );
  if (rowCount === 0) await audit(tx, { jurisdictionCode: placeOfAuditor(actor), actor, ...look });
}

/**
 * The filters of a search as the trail keeps them: a name as the accounts it stands for, and nothing that was typed and
 * found nothing, since that may be anything.
 */
export function filtersOnRecord(
  filters: AuditFilters,
  actorIds: readonly string[] | null,
  found: boolean,
): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...filters };
  if (actorIds) kept.who = actorIds.filter((id) => found || UUID.test(id));
  for (const name of ['subject', 'request'] as const) if (filters[name] && !found) kept[name] = '?';
  const { action } = filters;
  if (action && !action.startsWith('@') && !found && !isNamedAction(action)) kept.action = '?';
  return kept;
}
