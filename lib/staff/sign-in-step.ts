import { keyedHash } from '@/lib/platform/crypto';
import type { Tx } from '@/lib/platform/db';

export const STEP_MS = 10 * 60_000;
const MAX_TRIES = 5;

export const stepHash = (secret: string) => keyedHash('staff-sign-in', secret);

/**
 * One try of the second step. The count rises before anything is compared, so that tries at the same time each cost one.
 * @returns whose it is; undefined when it has run out
 */
export async function tryStep(tx: Tx, secret: string, now: Date): Promise<string | undefined> {
  const { rows } = await tx.query<{ account_id: string }>(
    `UPDATE staff_sign_in SET tries = tries + 1
     WHERE secret_hash = $1 AND expires_at > $2 AND tries < ${MAX_TRIES} RETURNING account_id`,
    [stepHash(secret), now],
  );
  return rows[0]?.account_id;
}

/** The second step is done: no other of the account can be finished with what was typed before. */
export async function endSteps(tx: Tx, accountId: string): Promise<void> {
  await tx.query('DELETE FROM staff_sign_in WHERE account_id = $1', [accountId]);
}
