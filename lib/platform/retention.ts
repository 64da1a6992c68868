import { assertActor, type Actor } from './actor';
import { audit } from './audit';
import { systemClock, type Clock } from './clock';
import { db, transaction, type Tx } from './db';
import { storage } from './storage';

/** What one batch came to: how many rows, and the stored files that go once the batch is committed. */
export interface Purged {
  rows: number;
  files?: readonly string[];
}

/** What a class still holds: when the time of its oldest row began, and how many rows are past their days. */
export interface Left {
  oldest: Date | null;
  overdue: number;
  /** Those of the overdue that are kept on purpose. */
  held: number;
}

/** How the rows of one retention class are purged. The days stand in the table `retention_class`, the rule in the module that owns the rows. */
export interface RetentionRule {
  /** The class, and the value of `retention_class` in rows that carry one. */
  code: string;
  /** Purges at most `most` rows whose time began before `before`, in the caller's transaction; rows in use are passed by. */
  purge(tx: Tx, before: Date, most: number): Promise<Purged>;
  left(before: Date): Promise<Left>;
}

const DAY_MS = 86_400_000;
const BATCH = 500;
/** The jurisdiction of audit rows that stand for rows of many. */
const EVERYWHERE = '000000';

/**
 * A rule that deletes rows of a table by one time column.
 * @param table, since, unless SQL of our own: table, expression of the time, and what keeps a row
 */
export function deleteAfter(rule: {
  code: string;
  table: string;
  since: string;
  unless?: string;
}): RetentionRule {
  const { code, table, since, unless = 'false' } = rule;
  return {
    code,
    async purge(tx, before, most) {
      const { rowCount } = await tx.query(
        `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
           SELECT ctid FROM ${table} WHERE ${since} < $1 AND NOT (${unless}) LIMIT $2 FOR UPDATE SKIP LOCKED))`,
        [before, most],
      );
      return { rows: rowCount };
    },
    left: (before) =>
      readLeft(
        `SELECT min(${since}) AS oldest, count(*) FILTER (WHERE ${since} < $1)::int AS overdue,
           count(*) FILTER (WHERE ${since} < $1 AND ${unless})::int AS held FROM ${table}`,
        [before],
      ),
  };
}

/** Runs a query that answers with the one row of `Left`. */
export async function readLeft(text: string, values: readonly unknown[]): Promise<Left> {
  const { rows } = await db().query<Left>(text, values);
  return rows[0] ?? { oldest: null, overdue: 0, held: 0 };
}

/** The days of a class as staff have set them. @throws Error when the class is not in the table: nothing is purged by guess */
export async function daysOf(code: string): Promise<number> {
  const { rows } = await db().query<{ days: number }>('SELECT days FROM retention_class WHERE code = $1', [
    code,
  ]);
  if (!rows[0]) throw new Error(`retention class ${code} is not seeded`);
  return rows[0].days;
}

/** Before when the time of a row must have begun to be purged now. */
export function limitOf(days: number, now: Date): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** A row that something came to name after our snapshot refuses its batch; the next run sees why it stays. */
function namedMeanwhile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}

/**
 * Purges what is due by one rule, batch after batch, each a transaction of its own with one audit row: a crash between two
 * loses nothing, and running twice at once is harmless. Files go after the commit that removed their rows.
 * @returns how many rows were purged
 * @throws DomainError forbidden
 */
export async function purgeDue(
  actor: Actor,
  rule: RetentionRule,
  deps: { clock?: Clock; batch?: number } = {},
): Promise<number> {
  assertActor(actor, 'system');
  const before = limitOf(await daysOf(rule.code), (deps.clock ?? systemClock).now());
  const most = deps.batch ?? BATCH;
  let purged = 0;
  for (;;) {
    const batch = await transaction(async (tx) => {
      const done = await rule.purge(tx, before, most);
      if (done.rows > 0)
        await audit(tx, {
          jurisdictionCode: EVERYWHERE,
          actor,
          action: 'retention.purge',
          subjectKind: 'retention-class',
          subjectId: rule.code,
          data: { count: done.rows },
        });
      return done;
    }).catch((error: unknown): Purged => {
      if (namedMeanwhile(error)) return { rows: 0 };
      throw error;
    });
    for (const file of batch.files ?? []) await storage().remove(file);
    purged += batch.rows;
    if (batch.rows < most) return purged;
  }
}

/** Purges what is due by several rules, one after the other. */
export async function purgeAllDue(
  actor: Actor,
  rules: readonly RetentionRule[],
  deps: { clock?: Clock } = {},
): Promise<number> {
  let purged = 0;
  for (const rule of rules) purged += await purgeDue(actor, rule, deps);
  return purged;
}
