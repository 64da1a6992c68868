import type { AuditAnchor } from './audit-anchor';
import { AUDIT_ROW_COLUMNS, CHAIN_START, chainHash, type AuditRow, type ChainHead } from './audit-chain';
import { systemClock, type Clock } from './clock';
import { db, transaction, type Tx } from './db';
import { logger } from './log';

/** Any number that nothing else locks: one sealer at a time in one database. */
const SEALER_LOCK = 1_231_900_002;
const BATCH = 2_000;
/** A transaction's rows carry its start; most end within this time, and a rarer look finds the rest. */
const NEAR_MS = 60_000;
const FAR_MS = 15 * 60_000;
const FAR_EVERY = 30;
/** A slow walk over everything goes on beside that, one page a round, and starts again after this many rounds. */
const SWEEP_PAGE = 20_000;
const SWEEP_EVERY = 6 * 3600;
const EVER = new Date('9999-01-01T00:00:00Z');

/** The cut trail: a chain is shorter in the database than in the anchor. Nothing is sealed over it. */
export class AuditTailError extends Error {}

/** Rows of a stretch of time. */
interface Stretch {
  from: Date;
  to: Date;
}

/** LATERAL with a limit: one index look-up per row, however large the tables are. */
const SEALED = `LEFT JOIN LATERAL (SELECT true AS sealed FROM audit_seal s
  WHERE s.jurisdiction_code = e.jurisdiction_code AND s.audit_id = e.id LIMIT 1) s ON true`;

/** Rows that no seal names, oldest first. */
async function unsealed(tx: Tx, { from, to }: Stretch): Promise<AuditRow[]> {
  const { rows } = await tx.query<AuditRow>(
    `SELECT ${AUDIT_ROW_COLUMNS} FROM audit_event e ${SEALED}
     WHERE e.at >= $1 AND e.at <= $2 AND s.sealed IS NULL ORDER BY e.at, e.id LIMIT ${BATCH}`,
    [from, to],
  );
  return rows;
}

/** The newest place of every chain: one index look-up per prefecture. */
export async function chainHeads(tx: Tx = db()): Promise<ChainHead[]> {
  const { rows } = await tx.query<{ code: string; position: string; hash: Buffer }>(
    `WITH RECURSIVE codes AS (
       SELECT min(jurisdiction_code) AS code FROM audit_seal
       UNION ALL
       SELECT (SELECT min(jurisdiction_code) FROM audit_seal WHERE jurisdiction_code > codes.code)
       FROM codes WHERE codes.code IS NOT NULL)
     SELECT codes.code, head.position, head.hash FROM codes, LATERAL (
       SELECT position, hash FROM audit_seal WHERE jurisdiction_code = codes.code ORDER BY position DESC LIMIT 1) head
     WHERE codes.code IS NOT NULL`,
  );
  return rows.map((row) => ({ jurisdictionCode: row.code, position: BigInt(row.position), hash: row.hash }));
}

/** Chains rows behind their heads, in the order given. Pure. */
export function chain(
  rows: readonly AuditRow[],
  heads: readonly ChainHead[],
): (ChainHead & { auditId: string })[] {
  const newest = new Map(heads.map((head) => [head.jurisdictionCode, head]));
  return rows.map((row) => {
    const before = newest.get(row.jurisdictionCode);
    const position = (before?.position ?? 0n) + 1n;
    const link = {
      jurisdictionCode: row.jurisdictionCode,
      position,
      hash: chainHash(before?.hash ?? CHAIN_START, position, row),
      auditId: row.id,
    };
    newest.set(row.jurisdictionCode, link);
    return link;
  });
}

/** Told of the rows that a transaction seals, within it. */
export type OnSealed = (tx: Tx, rows: readonly AuditRow[]) => Promise<void>;

/** Seals one batch. @returns how many rows, or null when another sealer is at work */
async function sealBatch(
  stretch: Stretch,
  anchored: ReadonlyMap<string, ChainHead>,
  now: Date,
  onSealed: OnSealed | undefined,
): Promise<number | null> {
  return transaction(async (tx) => {
    const { rows: locks } = await tx.query<{ mine: boolean }>(
      // Planned without sequential scans: a plan made while the trail was short must not meet a long one.
      `SELECT pg_try_advisory_xact_lock($1) AS mine, set_config('enable_seqscan', 'off', true)`,
      [SEALER_LOCK],
    );
    if (!locks[0]?.mine) return null;
    const rows = await unsealed(tx, stretch);
    if (rows.length === 0) return 0;
    const heads = await chainHeads(tx);
    assertUncut(heads, anchored);
    const links = chain(rows, heads);
    await tx.query(
      `INSERT INTO audit_seal (jurisdiction_code, position, audit_id, hash, sealed_at)
       SELECT l.code, l.position, l.audit_id, l.hash, $5
       FROM unnest($1::text[], $2::bigint[], $3::uuid[], $4::bytea[]) AS l(code, position, audit_id, hash)`,
      [
        links.map((link) => link.jurisdictionCode),
        links.map((link) => link.position.toString()),
        links.map((link) => link.auditId),
        links.map((link) => link.hash),
        now,
      ],
    );
    await onSealed?.(tx, rows);
    return rows.length;
  });
}

function assertUncut(heads: readonly ChainHead[], anchored: ReadonlyMap<string, ChainHead>): void {
  const positions = new Map(heads.map((head) => [head.jurisdictionCode, head.position]));
  for (const { jurisdictionCode, position } of anchored.values())
    if ((positions.get(jurisdictionCode) ?? 0n) < position)
      throw new AuditTailError(`audit chain ${jurisdictionCode} is shorter than its anchor`);
}

/**
 * Gives committed audit rows their place and hash, per prefecture. Rows are sealed in the order they are found, not in
 * that of their times: a slow transaction's rows come late and still find their place. One instance per process.
 */
export class AuditSealer {
  #round = 0;
  #anchored: Map<string, ChainHead> | undefined;
  /** Where the walk over everything stands; null while it rests. */
  #sweep: Date | null = new Date(0);
  #sweepAgain = 0;

  constructor(
    private readonly anchor: AuditAnchor,
    private readonly clock: Clock = systemClock,
    private readonly onSealed?: OnSealed,
  ) {}

  /**
   * One round: seals what is committed and unsealed, then anchors the heads that have moved, whoever moved them.
   * @returns how many rows were sealed
   * @throws AuditTailError when the trail has been cut; nothing is sealed
   */
  async round(): Promise<number> {
    const now = this.clock.now();
    this.#anchored ??= new Map((await this.anchor.read()).map((head) => [head.jurisdictionCode, head]));
    const reach = this.#round++ % FAR_EVERY === 0 ? FAR_MS : NEAR_MS;
    let sealed = await this.#sealStretch({ from: new Date(now.getTime() - reach), to: EVER }, now);
    const stretch = await this.#nextPage();
    if (stretch) sealed += await this.#sealStretch(stretch, now);
    await this.#anchorHeads(now);
    return sealed;
  }

  async #sealStretch(stretch: Stretch, now: Date): Promise<number> {
    let sealed = 0;
    for (;;) {
      const batch = await sealBatch(stretch, this.#anchored!, now, this.onSealed);
      sealed += batch ?? 0;
      if (batch !== BATCH) return sealed;
    }
  }

  /** The next page of the walk over everything, if it is its turn. */
  async #nextPage(): Promise<Stretch | null> {
    if (!this.#sweep && this.#round < this.#sweepAgain) return null;
    const from = this.#sweep ?? new Date(0);
    const { rows } = await db().query<{ to: Date | null; count: number }>(
      `SELECT max(at) AS to, count(*)::int AS count FROM (
         SELECT at FROM audit_event WHERE at >= $1 ORDER BY at LIMIT ${SWEEP_PAGE}) page`,
      [from],
    );
    const { to, count } = rows[0]!;
    // A page of one single moment would be read for ever: step over it.
    this.#sweep = count < SWEEP_PAGE || !to ? null : new Date(Math.max(to.getTime(), from.getTime() + 1));
    if (!this.#sweep) this.#sweepAgain = this.#round + SWEEP_EVERY;
    return to ? { from, to } : null;
  }

  async #anchorHeads(now: Date): Promise<void> {
    const anchored = this.#anchored!;
    const heads = await chainHeads();
    assertUncut(heads, anchored);
    const moved = heads.filter(
      (head) => head.position > (anchored.get(head.jurisdictionCode)?.position ?? 0n),
    );
    await this.anchor.append(moved, now);
    for (const head of moved) anchored.set(head.jurisdictionCode, head);
  }

  /** Starts over after a fault: the next round looks at everything again. */
  restart(): void {
    this.#round = 0;
    this.#anchored = undefined;
    this.#sweep = new Date(0);
    logger('audit').warn('sealer starts over');
  }
}
