import { setTimeout as wait } from 'node:timers/promises';

/**
 * PostgreSQL is away, starting, stopping or full (SQLSTATE classes 08, 53, 57), a connection was cut, or none could be had.
 * What was asked is not done, unless it was a commit whose answer got lost.
 */
export function isDatabaseAway(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return (
    (typeof code === 'string' && /^(08|53|57)|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$/.test(code)) ||
    (error instanceof Error &&
      /timeout exceeded when trying to connect|Connection terminated/i.test(error.message))
  );
}

const FIRST_PAUSE_MS = 100;

/**
 * Does `work`, and again while the database is away, with pauses that double: about 13 seconds in all, as long as a
 * restart takes. For work that may be done twice.
 * @throws what `work` threw last
 */
export async function whileDatabaseReturns<T>(work: () => Promise<T>, tries = 8): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= tries || !isDatabaseAway(error)) throw error;
      await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
