import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { newId } from '@/lib/platform/ids';
import { logger } from '@/lib/platform/log';
import { daysOf, limitOf, purgeDue, type Left, type RetentionRule } from '@/lib/platform/retention';
import { RETENTION_RULES } from './retention-rules';

/** What a run did with one class. */
export interface ClassOutcome extends Left {
  code: string;
  purged: number;
  /** Kind of the fault, null when there was none. */
  error: string | null;
}

const NOTHING_KNOWN: Left = { oldest: null, overdue: 0, held: 0 };

/** A fault's kind: its words may quote what was to be purged. */
function kindOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  const name = error instanceof Error ? error.name : typeof error;
  return typeof code === 'string' ? `${name} ${code}` : name;
}

interface Run {
  runId: string;
  actor: Actor;
  clock: Clock;
  batch?: number;
}

async function purgeClass(rule: RetentionRule, { runId, actor, clock, batch }: Run): Promise<ClassOutcome> {
  const started = Date.now();
  const now = clock.now();
  const days = await daysOf(rule.code);
  let outcome: ClassOutcome = { code: rule.code, purged: 0, error: null, ...NOTHING_KNOWN };
  try {
    const purged = await purgeDue(actor, rule, { clock, ...(batch ? { batch } : {}) });
    outcome = { ...outcome, purged, ...(await rule.left(limitOf(days, now))) };
  } catch (error) {
    outcome = { ...outcome, error: kindOf(error) };
  }
  await db().query(
    `INSERT INTO purge_report (run_id, class_code, at, days, purged, oldest_left, overdue_left, held_left, duration_ms, error)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      runId,
      rule.code,
      now,
      days,
      outcome.purged,
      outcome.oldest,
      outcome.overdue,
      outcome.held,
      Date.now() - started,
      outcome.error,
    ],
  );
  return outcome;
}

/**
 * The nightly run: purges every retention class and writes for each what it did and what it left. A fault in one class
 * stops no other; the job then fails, and is tried again.
 * @throws DomainError forbidden
 * @throws Error naming the classes that failed, once all have had their turn
 */
export async function purgeByClass(
  actor: Actor,
  deps: { clock?: Clock; rules?: readonly RetentionRule[]; batch?: number } = {},
): Promise<ClassOutcome[]> {
  assertActor(actor, 'system');
  const { clock = systemClock, rules = RETENTION_RULES, batch } = deps;
  const run: Run = { runId: newId(clock.now().getTime()), actor, clock, ...(batch ? { batch } : {}) };
  const outcomes: ClassOutcome[] = [];
  for (const rule of rules) outcomes.push(await purgeClass(rule, run));
  const purged = outcomes.reduce((sum, outcome) => sum + outcome.purged, 0);
  const failed = outcomes.filter(({ error }) => error !== null).map(({ code }) => code);
  logger('privacy').info({ runId: run.runId, purged, failed }, 'purged by class');
  if (failed.length > 0) throw new Error(`retention classes failed: ${failed.join(', ')}`);
  return outcomes;
}
