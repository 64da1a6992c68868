import type { FieldError } from '@/lib/platform/errors';
import { canonicalJson } from '@/lib/platform/canonical-json';
import type { Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { z } from 'zod';

export type ChangeState = 'refused' | 'proposed' | 'applied' | 'undone' | 'discarded';

/** The fields of a form as they were typed. */
export type TypedForm = Record<string, string[]>;

/** A change as it is stored. */
export interface StoredChange {
  jurisdictionCode: string;
  id: string;
  kind: string;
  subject: string;
  state: ChangeState;
  before: unknown;
  after: unknown;
  form: TypedForm;
  errors: FieldError[];
  undoes: string | null;
  proposedBy: string;
  proposedAt: Date;
  settledBy: string | null;
  settledAt: Date | null;
}

export const CHANGE_COLUMNS = `jurisdiction_code AS "jurisdictionCode", id, kind, subject, state, before, after, form, errors,
  undoes, proposed_by AS "proposedBy", proposed_at AS "proposedAt", settled_by AS "settledBy", settled_at AS "settledAt"`;

export async function insertChange(tx: Tx, change: StoredChange): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await tx.query(
    `INSERT INTO setting_change (jurisdiction_code, id, kind, subject, state, before, after, form, errors, undoes,
       proposed_by, proposed_at, settled_by, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      change.jurisdictionCode,
      change.id,
      change.kind,
      change.subject,
      change.state,
      json(change.before),
      json(change.after),
      json(change.form),
      json(change.errors),
      change.undoes,
      change.proposedBy,
      change.proposedAt,
      change.settledBy,
      change.settledAt,
    ],
  );
}

/**
 * A change by its id; `lock` holds it until the end of the transaction.
 * @throws DomainError not_found
 */
export async function readStoredChange(tx: Tx, id: unknown, { lock = false } = {}): Promise<StoredChange> {
  if (!z.uuid().safeParse(id).success) throw new DomainError('not_found');
  const { rows } = await tx.query<StoredChange>(
    `SELECT ${CHANGE_COLUMNS} FROM setting_change WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  );
  if (!rows[0]) throw new DomainError('not_found');
  return rows[0];
}

/** Marks a change as settled. */
export async function settleChange(
  tx: Tx,
  change: Pick<StoredChange, 'jurisdictionCode' | 'id'>,
  state: ChangeState,
  by: { id: string; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE setting_change SET state = $3, settled_by = $4, settled_at = $5 WHERE jurisdiction_code = $1 AND id = $2`,
    [change.jurisdictionCode, change.id, state, by.id, by.at],
  );
}

/** True when two values say the same. */
export function sameValue(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
