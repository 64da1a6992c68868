import { AnchorFault, type AnchoredHead, type AuditAnchor } from './audit-anchor';
import { AUDIT_ROW_COLUMNS, CHAIN_START, chainHash, type AuditRow } from './audit-chain';
import { chainHeads } from './audit-seal';
import { db } from './db';

/** One thing that is wrong with the audit trail. */
export interface AuditFault {
  jurisdictionCode: string;
  kind: 'changed' | 'missing' | 'gap' | 'cut' | 'rewritten' | 'not-anchored' | 'unsealed' | 'anchor-damaged';
  /** Place in the chain; how many rows for `unsealed`; the line of the file for `anchor-damaged`, which is of no one chain. */
  position: bigint;
}

export interface AuditReport {
  rows: number;
  chains: number;
  faults: AuditFault[];
}

const NO_CHAIN = '000000';
const PAGE = 5_000;
/** How long a committed row may stay unsealed, and a sealed one unanchored. */
const PATIENCE_MS = 60_000;

type SealedRow = AuditRow & { position: string; hash: Buffer; sealedAt: Date; found: string | null };

async function page(jurisdictionCode: string, after: bigint): Promise<SealedRow[]> {
  const { rows } = await db().query<SealedRow>(
    `SELECT s.position, s.hash, s.sealed_at AS "sealedAt", e.id AS found, ${AUDIT_ROW_COLUMNS}
     FROM audit_seal s
     LEFT JOIN audit_event e ON e.jurisdiction_code = s.jurisdiction_code AND e.id = s.audit_id
     WHERE s.jurisdiction_code = $1 AND s.position > $2 ORDER BY s.position LIMIT ${PAGE}`,
    [jurisdictionCode, after.toString()],
  );
  return rows;
}

/** Rows of before `before` that no seal names, counted per chain in pages of time. */
async function unsealedIds(before: Date): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let since = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const { rows } = await db().query<{ at: Date; id: string; code: string; sealed: boolean | null }>(
      `SELECT e.at, e.id, e.jurisdiction_code AS code, s.sealed FROM (
         SELECT at, id, jurisdiction_code FROM audit_event WHERE (at, id) > ($1, $2::uuid) AND at < $3
         ORDER BY at, id LIMIT ${PAGE}) e
       LEFT JOIN LATERAL (SELECT true AS sealed FROM audit_seal s
         WHERE s.jurisdiction_code = e.jurisdiction_code AND s.audit_id = e.id LIMIT 1) s ON true
       ORDER BY e.at, e.id`,
      [since.at, since.id, before],
    );
    for (const row of rows) if (!row.sealed) found.set(row.id, row.code);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return found;
    since = last;
  }
}

/** Follows one chain from its start; the hashes at `wanted` places are returned for the anchor. */
async function walk(
  jurisdictionCode: string,
  wanted: ReadonlySet<bigint>,
  report: AuditReport,
): Promise<{ head: bigint; hashes: Map<bigint, Buffer>; sealedAt: Map<bigint, Date> }> {
  const hashes = new Map<bigint, Buffer>();
  const sealedAt = new Map<bigint, Date>();
  let previous: Buffer = CHAIN_START;
  let head = 0n;
  for (;;) {
    const rows = await page(jurisdictionCode, head);
    for (const { position: text, hash, sealedAt: sealed, found, ...row } of rows) {
      const position = BigInt(text);
      if (position !== head + 1n) report.faults.push({ jurisdictionCode, kind: 'gap', position });
      if (!found) report.faults.push({ jurisdictionCode, kind: 'missing', position });
      else if (!chainHash(previous, position, row).equals(hash))
        report.faults.push({ jurisdictionCode, kind: 'changed', position });
      if (wanted.has(position)) hashes.set(position, hash);
      if (wanted.has(position - 1n)) sealedAt.set(position - 1n, sealed);
      previous = hash;
      head = position;
      report.rows += 1;
    }
    if (rows.length < PAGE) return { head, hashes, sealedAt };
  }
}

/**
 * Checks the whole audit trail: every chain follows from its start, every sealed row is there and unchanged, every
 * anchored head stands where it stood, nothing sealed has stayed unanchored and nothing committed unsealed for more
 * than a minute. Reads page by page; rows are counted, never shown.
 */
export async function verifyAudit(anchor: AuditAnchor, now: Date): Promise<AuditReport> {
  const report: AuditReport = { rows: 0, chains: 0, faults: [] };
  const late = new Date(now.getTime() - PATIENCE_MS);
  const suspects = await unsealedIds(late);
  const anchored = await readAnchor(anchor, report);
  const codes = new Set([...(await chainHeads()), ...anchored].map((head) => head.jurisdictionCode));
  for (const code of [...codes].sort()) {
    report.chains += 1;
    const heads = anchored.filter((head) => head.jurisdictionCode === code);
    const newest = heads.reduce((top, head) => (head.position > top ? head.position : top), 0n);
    const wanted = new Set([...heads.map((head) => head.position), newest]);
    const { head, hashes, sealedAt } = await walk(code, wanted, report);
    if (newest > head) report.faults.push({ jurisdictionCode: code, kind: 'cut', position: head });
    for (const { position, hash } of heads)
      if (position <= head && !hashes.get(position)?.equals(hash))
        report.faults.push({ jurisdictionCode: code, kind: 'rewritten', position });
    const next = sealedAt.get(newest);
    if (next && next < late)
      report.faults.push({ jurisdictionCode: code, kind: 'not-anchored', position: newest });
  }
  await reportUnsealed(suspects, report);
  return report;
}

/** The chains are checked for themselves too when the file cannot be read. */
async function readAnchor(anchor: AuditAnchor, report: AuditReport): Promise<AnchoredHead[]> {
  try {
    return await anchor.read();
  } catch (error) {
    if (!(error instanceof AnchorFault)) throw error;
    report.faults.push({ jurisdictionCode: NO_CHAIN, kind: 'anchor-damaged', position: BigInt(error.line) });
    return [];
  }
}

/** A row of a long transaction may have been committed just now: only what is still unsealed after the walk counts. */
async function reportUnsealed(suspects: ReadonlyMap<string, string>, report: AuditReport): Promise<void> {
  if (suspects.size === 0) return;
  const { rows } = await db().query<{ code: string; unsealed: string }>(
    `SELECT u.code, count(*) AS unsealed FROM unnest($1::uuid[], $2::text[]) AS u(id, code)
     WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.jurisdiction_code = u.code AND s.audit_id = u.id)
     GROUP BY u.code ORDER BY u.code`,
    [[...suspects.keys()], [...suspects.values()]],
  );
  for (const row of rows)
    report.faults.push({ jurisdictionCode: row.code, kind: 'unsealed', position: BigInt(row.unsealed) });
}
