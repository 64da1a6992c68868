import { setTimeout as wait } from 'node:timers/promises';
import { assertActor, type Actor } from '@/lib/platform/actor';
import { audit } from '@/lib/platform/audit';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { seal, unseal } from '@/lib/platform/crypto';
import { db, transaction } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { keyUse, type KeyUse } from './key-use';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns';

const BATCH = 500;
/** Rows that somebody holds are passed by; so many more looks, with a pause between, find them free. */
const LOOKS = 20;
const PAUSE_MS = 500;
/** A process that has shown no sign of life for so long is gone. */
const ALIVE_MS = 30_000;

/** Why a rotation did not begin. Nothing has been changed. */
export class RotationRefused extends Error {
  constructor(
    readonly reason: 'missing_keys' | 'old_processes',
    /** Key ids that are in use and not configured, or how many processes do not know the new key. */
    readonly detail: readonly string[],
  ) {
    super(`${reason}: ${detail.join(', ')}`);
  }
}

/** What came of one column. */
export interface ColumnOutcome {
  table: string;
  cipher: string;
  resealed: number;
  /** Rows that do not open with their key: damaged, and left as they are. */
  unreadable: number;
  /** Rows that were held all the time; running the command again takes them. */
  left: number;
}

interface Row {
  place: string;
  cipher: Buffer;
  key_id: string;
  names: string[];
}

/** Seals rows anew; a cipher that does not open is counted and stays. */
function reseal(column: SealedColumn, rows: readonly Row[]) {
  const places: string[] = [];
  const ciphers: Buffer[] = [];
  for (const { place, cipher, key_id: keyId, names } of rows) {
    const context = column.context(...names);
    try {
      ciphers.push(seal(unseal({ keyId, cipher }, context), context).cipher);
      places.push(place);
    } catch {
      // Nothing is known of it but that it cannot be read; keyUse goes on counting it under its key.
    }
  }
  return { places, ciphers };
}

/** One batch behind `after`, a row's physical place, in a short transaction. */
async function resealBatch(column: SealedColumn, after: string, current: string, most: number) {
  const { table, cipher, keyId, names } = column;
  return transaction(async (tx) => {
    // A scan that begins in the middle, as large tables allow, would pass rows by.
    await tx.query('SET LOCAL synchronize_seqscans = off');
    const { rows } = await tx.query<Row>(
      `SELECT ctid::text AS place, ${cipher} AS cipher, ${keyId} AS key_id, array[${names.map((name) => `${name}::text`).join(', ')}] AS names
       FROM ${table} WHERE ctid > $1::tid AND ${cipher} IS NOT NULL AND ${keyId} <> $2 LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [after, current, most],
    );
    const { places, ciphers } = reseal(column, rows);
    await tx.query(
      `UPDATE ${table} t SET ${cipher} = v.cipher, ${keyId} = $3 FROM unnest($1::tid[], $2::bytea[]) AS v (place, cipher)
       WHERE t.ctid = v.place`,
      [places, ciphers, current],
    );
    return { seen: rows.length, resealed: places.length, last: rows.at(-1)?.place };
  });
}

async function countOld({ table, cipher, keyId }: SealedColumn, current: string): Promise<number> {
  const { rows } = await db().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE ${cipher} IS NOT NULL AND ${keyId} <> $1`,
    [current],
  );
  return rows[0]?.count ?? 0;
}

async function rotateColumn(
  column: SealedColumn,
  current: string,
  { batch, onBatch }: { batch: number; onBatch: (column: SealedColumn, resealed: number) => void },
): Promise<ColumnOutcome> {
  const { table, cipher } = column;
  let resealed = 0;
  for (let look = 1; ; look += 1) {
    let unreadable = 0;
    for (let after: string | undefined = '(0,0)'; after;) {
      const done = await resealBatch(column, after, current, batch);
      resealed += done.resealed;
      unreadable += done.seen - done.resealed;
      if (done.resealed > 0) onBatch(column, done.resealed);
      after = done.last;
    }
    const left = (await countOld(column, current)) - unreadable;
    if (left <= 0 || look === LOOKS) return { table, cipher, resealed, unreadable, left: Math.max(left, 0) };
    await wait(PAUSE_MS);
  }
}

/** @throws RotationRefused */
async function assertReady(current: string, now: Date): Promise<void> {
  const known = new Set(env().encryptionKeys.map(({ id }) => id));
  const missing = [...new Set((await keyUse()).map(({ keyId }) => keyId))].filter((id) => !known.has(id));
  if (missing.length > 0) throw new RotationRefused('missing_keys', missing);
  const { rows } = await db().query<{ worker_id: string }>(
    'SELECT worker_id FROM worker_heartbeat WHERE seen_at > $1 AND NOT ($2 = ANY(key_ids))',
    [new Date(now.getTime() - ALIVE_MS), current],
  );
  if (rows.length > 0)
    throw new RotationRefused(
      'old_processes',
      rows.map((row) => row.worker_id),
    );
}

/**
 * Seals every sealed value anew with the first key of ENCRYPTION_KEYS, batch after batch, while the product runs. It keeps
 * no place of its own: what is left is what has another key, so after a crash the same command goes on.
 * @returns what came of each column, and which keys are in use afterwards
 * @throws DomainError forbidden
 * @throws RotationRefused when a key in use is not configured, or a running process does not know the new key
 */
export async function rotateKeys(
  actor: Actor,
  deps: { clock?: Clock; batch?: number; onBatch?: (column: SealedColumn, resealed: number) => void } = {},
): Promise<{ columns: ColumnOutcome[]; inUse: KeyUse[] }> {
  assertActor(actor, 'system');
  const current = env().encryptionKeys[0]!.id;
  await assertReady(current, (deps.clock ?? systemClock).now());
  const options = { batch: deps.batch ?? BATCH, onBatch: deps.onBatch ?? (() => undefined) };
  const columns: ColumnOutcome[] = [];
  for (const column of SEALED_COLUMNS) columns.push(await rotateColumn(column, current, options));
  await audit(db(), {
    jurisdictionCode: '000000',
    actor,
    action: 'privacy.rotate-keys',
    subjectKind: 'encryption-key',
    subjectId: current,
    data: { resealed: columns.reduce((sum, { resealed }) => sum + resealed, 0) },
  });
  return { columns, inUse: await keyUse() };
}
