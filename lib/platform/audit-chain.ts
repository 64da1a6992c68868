import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** An audit row as it is hashed. */
export interface AuditRow {
  jurisdictionCode: string;
  id: string;
  at: Date;
  actorKind: string;
  actorId: string;
  action: string;
  outcome: string;
  subjectKind: string;
  subjectId: string;
  requestId: string | null;
  data: unknown;
}

/** The select list that reads an AuditRow from `audit_event e`. */
export const AUDIT_ROW_COLUMNS = `e.jurisdiction_code AS "jurisdictionCode", e.id, e.at, e.actor_kind AS "actorKind",
  e.actor_id AS "actorId", e.action, e.outcome, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
  e.request_id AS "requestId", e.data`;

/** What stands before the first row of every chain. */
export const CHAIN_START = Buffer.alloc(32);

/** The hash of a row at its place: SHA-256 over the hash before it, its position and the canonical JSON of the whole row. */
export function chainHash(previous: Uint8Array, position: bigint, row: AuditRow): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(`${position}\n`)
    .update(canonicalJson({ ...row, at: row.at.toISOString() }))
    .digest();
}

/** The newest sealed place of a chain. */
export interface ChainHead {
  jurisdictionCode: string;
  position: bigint;
  hash: Buffer;
}
