import { RateLimiterRes } from 'rate-limiter-flexible';
import { env } from './env';
import { limiter, refuse } from './rate-limit';

/** How many failures a day cost nothing, how long the first wait is, and the longest. Each failure doubles the wait. */
interface Delay {
  free: number;
  sandboxFree?: number;
  firstSeconds: number;
  mostSeconds: number;
}

const DELAYS = {
  'staff-login': { free: 5, firstSeconds: 30, mostSeconds: 900 },
  'staff-address': { free: 20, sandboxFree: 2_000, firstSeconds: 10, mostSeconds: 900 },
} as const satisfies Record<string, Delay>;

export type DelayName = keyof typeof DELAYS;

/** A try that was let in. */
export interface HeldTry {
  /** It was no failure: what it counted is given back. */
  giveBack(): Promise<void>;
  /** It succeeded wholly: the first door's failures are forgotten, the others get back what it counted. */
  succeeded(): Promise<void>;
}

/** Seconds of the wait that the `count`-th failure of a day brings; 0 while failures are free. */
export function waitAfter(name: DelayName, count: number): number {
  const { firstSeconds, mostSeconds, ...rest }: Delay = DELAYS[name];
  const free = (env().sandbox && rest.sandboxFree) || rest.free;
  return count <= free ? 0 : Math.min(mostSeconds, firstSeconds * 2 ** (count - free - 1));
}

/** Called for the first try that finds a door shut in each of its waits, and for no other: knocking cannot flood what it writes. */
type FirstKnock = (door: DelayName) => Promise<void>;

async function countTry(name: DelayName, key: string, firstKnock: FirstKnock): Promise<void> {
  const failures = limiter(`${name}-failures`);
  const { consumedPoints } = await failures.consume(key);
  const seconds = waitAfter(name, consumedPoints);
  if (seconds === 0) return;
  try {
    // One try opens each wait and closes the door behind it, so that many at once gain nothing.
    await limiter(`${name}-wait`).consume(key, 1, { customDuration: seconds });
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    // Not let in: knocking at a closed door does not make the owner wait longer.
    await failures.reward(key);
    // One point opened the wait, so this is the second; PostgreSQL counts, and hands each number out once.
    if (error.consumedPoints === 2) await firstKnock(name);
    refuse(error);
  }
}

/**
 * Counts a try at each door before it is judged; after some failures the door opens for one try at a time, each time later.
 * Whether the key belongs to anybody is not asked, so waiting tells nothing.
 * @param doors the first is the one that `succeeded` forgets
 * @throws DomainError rate_limited with the seconds to wait
 */
export async function holdTry(
  doors: readonly [readonly [DelayName, string], ...(readonly [DelayName, string])[]],
  firstKnock: FirstKnock,
): Promise<HeldTry> {
  if (!env().rateLimits) return { giveBack: async () => undefined, succeeded: async () => undefined };
  const [first, ...others] = doors;
  const taken: (readonly [DelayName, string])[] = [];
  const rewardAll = async (given: readonly (readonly [DelayName, string])[]) => {
    await Promise.all(given.map(([name, key]) => limiter(`${name}-failures`).reward(key)));
  };
  for (const door of doors) {
    try {
      await countTry(...door, firstKnock);
      taken.push(door);
    } catch (error) {
      await rewardAll(taken);
      throw error;
    }
  }
  return {
    giveBack: () => rewardAll(taken),
    async succeeded() {
      const [name, key] = first;
      await Promise.all([limiter(`${name}-failures`).delete(key), limiter(`${name}-wait`).delete(key)]);
      await rewardAll(others);
    },
  };
}
