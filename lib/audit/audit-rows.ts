import type { StaffActor } from '@/lib/platform/actor';
import { transaction, type Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { placesOf } from '@/lib/staff/permissions';
import { WHOLE_PROVINCE } from '@/lib/staff/roles';
import { actorIdsOf, auditConditions } from './audit-conditions';
import { auditReference, type AuditFilters, type AuditPosition } from './audit-filters';

/** A row of the audit trail as its reader sees it: codes, ids, and login names for the ids of accounts. */
export interface AuditRowView {
  reference: string;
  jurisdictionCode: string;
  id: string;
  at: Date;
  actorKind: string;
  actorId: string;
  actorLogin: string | undefined;
  action: string;
  outcome: string;
  subjectKind: string;
  subjectId: string;
  subjectLogin: string | undefined;
  requestId: string | null;
  data: Record<string, unknown>;
  /** Its place in the chain of its jurisdiction; null while it is not sealed. */
  position: string | null;
}

type FoundRow = Omit<AuditRowView, 'reference' | 'actorLogin' | 'subjectLogin'>;

const COLUMNS = `e.jurisdiction_code AS "jurisdictionCode", e.id, e.at, e.actor_kind AS "actorKind",
  e.actor_id AS "actorId", e.action, e.outcome, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
  e.request_id AS "requestId", e.data`;

/** Longer than this no search may take: it is too wide for its indexes and would keep the database from its work. */
const PATIENCE_MS = 8_000;

/** Where somebody may read the trail; null for everywhere. */
export function readablePlaces(actor: StaffActor): string[] | null {
  const places = placesOf(actor.grants, 'audit.read');
  return places.includes(WHOLE_PROVINCE) ? null : places;
}

/**
 * Runs a search in a transaction that plans for the values at hand and is given up when it takes too long.
 * @throws DomainError search_too_wide
 */
export async function searching<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await transaction(async (tx) => {
      await tx.query(
        `SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('statement_timeout', $1, true)`,
        [String(PATIENCE_MS)],
      );
      return work(tx);
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === '57014')
      throw new DomainError('search_too_wide', { cause: error });
    throw error;
  }
}

/** The statement that finds a page of rows, newest first. For the test of its plan too. */
export function pageStatement(where: string, limit: number): string {
  return `SELECT e.*, s.position::text AS position FROM (
      SELECT ${COLUMNS} FROM audit_event e ${where} ORDER BY e.at DESC, e.id DESC LIMIT ${limit}) e
    LEFT JOIN LATERAL (SELECT position FROM audit_seal s
      WHERE s.jurisdiction_code = e."jurisdictionCode" AND s.audit_id = e.id LIMIT 1) s ON true
    ORDER BY e.at DESC, e.id DESC`;
}

/** The condition of filters for a reader, with names looked up. */
export async function conditionsFor(
  tx: Tx,
  actor: StaffActor,
  filters: AuditFilters,
  after: AuditPosition | null,
) {
  const actorIds = filters.who ? await actorIdsOf(tx, filters.who) : null;
  return { actorIds, ...auditConditions(filters, { places: readablePlaces(actor), actorIds, after }) };
}

export async function findRows(
  tx: Tx,
  { where, values }: { where: string; values: unknown[] },
  limit: number,
): Promise<AuditRowView[]> {
  const { rows } = await tx.query<FoundRow>(pageStatement(where, limit), values);
  return withLogins(tx, rows);
}

export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Adds the login names of the accounts that rows speak of. */
export async function withLogins(tx: Tx, rows: readonly FoundRow[]): Promise<AuditRowView[]> {
  const accountOf = (row: FoundRow) => ({
    actor: row.actorKind === 'staff' ? row.actorId : '',
    subject: row.subjectKind === 'staff-account' ? row.subjectId : '',
  });
  const ids = rows.flatMap((row) => Object.values(accountOf(row))).filter((id) => UUID.test(id));
  const { rows: accounts } = await tx.query<{ id: string; login: string }>(
    'SELECT id, login FROM staff_account WHERE id = ANY ($1::uuid[])',
    [[...new Set(ids)]],
  );
  const logins = new Map(accounts.map(({ id, login }) => [id, login]));
  return rows.map((row) => {
    const { actor, subject } = accountOf(row);
    return {
      ...row,
      reference: auditReference(row),
      actorLogin: logins.get(actor),
      subjectLogin: logins.get(subject),
    };
  });
}
