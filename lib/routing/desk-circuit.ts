import { db, type Tx } from '@/lib/platform/db';

/** Failures in a row that open a desk's circuit. */
const OPENS_AFTER = 5;
const FIRST_PAUSE_SECONDS = 10;
const LONGEST_PAUSE_SECONDS = 300;

/** The state of a desk's circuit: open until its time, then one probe at a time until the desk answers. */
export function circuitState(
  health: { consecutiveFailures: number; openUntil: Date | null },
  now: Date,
): 'closed' | 'open' | 'half-open' {
  if (health.openUntil && health.openUntil > now) return 'open';
  return health.consecutiveFailures >= OPENS_AFTER ? 'half-open' : 'closed';
}

/** When this process last wrote down that a desk answers; a failure forgets it. */
const noted = new Map<string, number>();
const NOTE_EVERY_MS = 5_000;

/** Notes an answer of the desk, at most every five seconds while nothing has failed, so that a busy desk's row stays cool. */
export async function noteDeskSuccess(deskCode: string, now: Date): Promise<void> {
  const since = now.getTime() - (noted.get(deskCode) ?? -Infinity);
  if (since >= 0 && since < NOTE_EVERY_MS) return;
  noted.set(deskCode, now.getTime());
  await db().query(
    `UPDATE desk_health SET consecutive_failures = 0, open_until = NULL, last_success_at = $2, last_error = NULL
     WHERE desk_code = $1`,
    [deskCode, now],
  );
}

/**
 * Counts a failure of the desk; from the fifth in a row the circuit opens for 10 s, doubling up to 5 minutes, with
 * jitter. Answers to requests that were under way when it opened count no more.
 */
export async function noteDeskFailure(
  deskCode: string,
  reason: string,
  now: Date,
  random: number,
): Promise<void> {
  noted.delete(deskCode);
  await db().query(
    `UPDATE desk_health SET consecutive_failures = consecutive_failures + 1, last_error = $3,
       open_until = CASE WHEN consecutive_failures + 1 >= ${OPENS_AFTER}
         THEN $2::timestamptz + make_interval(secs => (0.5 + $4::float8 / 2) * least(${LONGEST_PAUSE_SECONDS},
           ${FIRST_PAUSE_SECONDS} * power(2, least(consecutive_failures + 1 - ${OPENS_AFTER}, 10)))) END
     WHERE desk_code = $1 AND (open_until IS NULL OR open_until <= $2)`,
    [deskCode, now, reason, random],
  );
}

/** A desk that named a pause gets it, for everything we have for it. */
export async function pauseDesk(deskCode: string, until: Date): Promise<void> {
  await db().query(
    `UPDATE desk_health SET open_until = greatest(open_until, $2::timestamptz) WHERE desk_code = $1`,
    [deskCode, until],
  );
}

/**
 * Locks the desk's row, made on first use: claims of one desk happen one after the other. What follows in the transaction
 * is planned without sequential scans: a plan that was made while the delivery table was small must not meet a backlog.
 */
export async function lockDeskHealth(
  tx: Tx,
  deskCode: string,
): Promise<{ consecutiveFailures: number; openUntil: Date | null }> {
  const select = `SELECT consecutive_failures AS "consecutiveFailures", open_until AS "openUntil",
       set_config('enable_seqscan', 'off', true) FROM desk_health WHERE desk_code = $1 FOR UPDATE`;
  type Health = { consecutiveFailures: number; openUntil: Date | null };
  const found = await tx.query<Health>(select, [deskCode]);
  if (found.rows[0]) return found.rows[0];
  await tx.query('INSERT INTO desk_health (desk_code) VALUES ($1) ON CONFLICT DO NOTHING', [deskCode]);
  return (await tx.query<Health>(select, [deskCode])).rows[0]!;
}
