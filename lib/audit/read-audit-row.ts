import type { Actor } from '@/lib/platform/actor';
import { AUDIT_ROW_COLUMNS, CHAIN_START, chainHash, type AuditRow } from '@/lib/platform/audit-chain';
import type { Tx } from '@/lib/platform/db';
import { DomainError } from '@/lib/platform/errors';
import { assertPermission, assertSomewhere } from '@/lib/staff/assert-permission';
import { parseAuditReference } from './audit-filters';
import { searching, withLogins, type AuditRowView } from './audit-rows';
import { recordLook } from './record-look';

/** A row's seal, and whether the row is still what was sealed, reckoned anew from the seal before it. */
export interface SealView {
  position: string;
  hash: string;
  sealedAt: Date;
  matches: boolean;
}

async function sealOf(
  tx: Tx,
  { jurisdictionCode, id }: { jurisdictionCode: string; id: string },
): Promise<SealView | null> {
  const { rows } = await tx.query<
    AuditRow & { position: string; hash: Buffer; sealedAt: Date; previous: Buffer | null }
  >(
    `SELECT s.position, s.hash, s.sealed_at AS "sealedAt", before.hash AS previous, ${AUDIT_ROW_COLUMNS}
     FROM audit_event e JOIN audit_seal s ON s.jurisdiction_code = e.jurisdiction_code AND s.audit_id = e.id
     LEFT JOIN audit_seal before ON before.jurisdiction_code = s.jurisdiction_code AND before.position = s.position - 1
     WHERE e.jurisdiction_code = $1 AND e.id = $2`,
    [jurisdictionCode, id],
  );
  if (!rows[0]) return null;
  const { position, hash, sealedAt, previous, ...row } = rows[0];
  const before = previous ?? (position === '1' ? CHAIN_START : null);
  const matches = before !== null && chainHash(before, BigInt(position), row).equals(hash);
  return { position, hash: hash.toString('hex'), sealedAt, matches };
}

/**
 * One row of the audit trail with its seal. The look is itself recorded.
 * @param reference as `auditReference` makes it
 * @throws DomainError forbidden (the row's jurisdiction is not the actor's), not_found
 */
export async function readAuditRow(
  actor: Actor,
  reference: string,
): Promise<{ row: AuditRowView; seal: SealView | null }> {
  await assertSomewhere(actor, 'audit.read');
  const key = parseAuditReference(reference);
  if (!key) throw new DomainError('not_found');
  const staff = await assertPermission(actor, 'audit.read', [key.jurisdictionCode]);
  return searching(async (tx) => {
    const { rows } = await tx.query<AuditRow & { data: Record<string, unknown> }>(
      `SELECT ${AUDIT_ROW_COLUMNS} FROM audit_event e WHERE e.jurisdiction_code = $1 AND e.id = $2`,
      [key.jurisdictionCode, key.id],
    );
    if (!rows[0]) throw new DomainError('not_found');
    const seal = await sealOf(tx, key);
    const [row] = await withLogins(tx, [{ ...rows[0], position: seal?.position ?? null }]);
    await recordLook(tx, staff, {
      action: 'audit.open',
      subjectKind: 'audit-event',
      subjectId: reference,
      data: {},
    });
    return { row: row!, seal };
  });
}
