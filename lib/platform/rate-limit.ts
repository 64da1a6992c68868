import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { assertActor, type Actor } from './actor';
import { db, limiterPool } from './db';
import { env } from './env';
import { DomainError } from './errors';

/**
 * The public doors and how often one key may pass: points per seconds. In the sandbox one machine plays every
 * resident of a province, so doors that are counted per address stand wider there.
 */
interface Rule {
  points: number;
  seconds: number;
  sandboxPoints?: number;
  /** Passes are given back, so a key that is full now may not be in a moment: never refused from memory. */
  givenBack?: boolean;
}

const LIMITS = {
  'submit-address': { points: 120, seconds: 60, sandboxPoints: 60_000 },
  'upload-address': { points: 120, seconds: 600, sandboxPoints: 6_000 },
  'draft-address': { points: 300, seconds: 600, sandboxPoints: 6_000 },
  'read-address': { points: 1_200, seconds: 60, sandboxPoints: 60_000 },
  'component-address': { points: 120, seconds: 600, sandboxPoints: 6_000 },
  /** Asked while a person types; a school or an office types behind one address. */
  'suggest-address': { points: 600, seconds: 60, sandboxPoints: 60_000 },
  /** The search over everything; the lists of one kind stand behind the shared cache instead. */
  'search-address': { points: 60, seconds: 60, sandboxPoints: 6_000 },
  'flag-address': { points: 10, seconds: 3_600 },
  /** Following cases. Many people share one address of a mobile network, so a case takes some from each. */
  'follow-address': { points: 60, seconds: 3_600, sandboxPoints: 6_000 },
  'follow-case-address': { points: 20, seconds: 86_400 },
  'follow-case': { points: 600, seconds: 3_600 },
  /** Wrong number + code pairs, and those being compared. */
  'track-number': { points: 10, seconds: 900, givenBack: true },
  'track-address': { points: 30, seconds: 900, givenBack: true },
  'track-all': { points: 5_000, seconds: 900, givenBack: true },
  /** What reporters do on their tickets' pages. */
  'track-act-ticket': { points: 30, seconds: 3_600 },
  'track-act-address': { points: 120, seconds: 3_600, sandboxPoints: 6_000 },
  /** One-time codes asked for; a person needs one or two a day. */
  'code-address': { points: 10, seconds: 3_600, sandboxPoints: 1_000 },
  'code-contact': { points: 5, seconds: 86_400 },
  'code-all': { points: 5_000, seconds: 3_600 },
  'code-try-address': { points: 30, seconds: 900, sandboxPoints: 3_000 },
  /** A person's own data: downloads and erasures per contact and day. */
  'person-export': { points: 10, seconds: 86_400 },
  'person-erase': { points: 5, seconds: 86_400 },
  /** Staff: failed sign-ins, counted for a day and given back; growing-delay.ts makes waits of them. */
  'staff-login-failures': { points: 1_000_000, seconds: 86_400, givenBack: true },
  'staff-login-wait': { points: 1, seconds: 900, givenBack: true },
  'staff-address-failures': { points: 1_000_000, seconds: 86_400, givenBack: true },
  'staff-address-wait': { points: 1, seconds: 900, givenBack: true },
  /** Streams of the console opened; each page of theirs opens one. */
  'staff-live-account': { points: 240, seconds: 60 },
  'staff-form-address': { points: 120, seconds: 600, sandboxPoints: 6_000 },
  'sms-inbound': { points: 10, seconds: 600 },
} as const satisfies Record<string, Rule>;

export type LimitName = keyof typeof LIMITS;

const limiters = new Map<LimitName, RateLimiterPostgres>();

/** The counter behind a door, for lib/platform/growing-delay. */
export function limiter(name: LimitName): RateLimiterPostgres {
  let found = limiters.get(name);
  if (!found) {
    const rule: Rule = LIMITS[name];
    const points = (env().sandbox && rule.sandboxPoints) || rule.points;
    found = new RateLimiterPostgres({
      storeClient: limiterPool(),
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: rule.seconds,
      // Once over, a key is refused from memory until its window ends: an attack does not become database load.
      ...(!rule.givenBack && { inMemoryBlockOnConsumed: points }),
      clearExpiredByTimeout: false,
    });
    limiters.set(name, found);
  }
  return found;
}

/** @throws DomainError rate_limited with the seconds to wait */
export function refuse(state: RateLimiterRes): never {
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  throw new DomainError('rate_limited', {
    params: { seconds },
    retryAfterSeconds: seconds,
  });
}

/**
 * Counts one pass of `key` through a door.
 * @throws DomainError rate_limited with the seconds to wait
 */
export async function limit(name: LimitName, key: string): Promise<void> {
  if (!env().rateLimits) return;
  try {
    await limiter(name).consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) refuse(error);
    throw error;
  }
}

/**
 * Counts one pass through each door before the work, for doors where only failures are to count: many at once cannot
 * slip past one look. One refused gives all of them back.
 * @returns gives the passes back; call it when the work was no failure
 * @throws DomainError rate_limited with the seconds to wait
 */
export async function holdPasses(
  doors: readonly (readonly [LimitName, string])[],
): Promise<() => Promise<void>> {
  if (!env().rateLimits) return () => Promise.resolve();
  const taken: (readonly [LimitName, string])[] = [];
  const giveBack = async () => {
    await Promise.all(taken.map(([name, key]) => limiter(name).reward(key)));
  };
  for (const door of doors) {
    const [name, key] = door;
    try {
      // A refused pass was counted as well.
      taken.push(door);
      await limiter(name).consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      await giveBack();
      refuse(error);
    }
  }
  return giveBack;
}

/**
 * Removes counters whose window has ended.
 * @returns how many were removed
 */
export async function purgeLimits(actor: Actor): Promise<number> {
  assertActor(actor, 'system');
  const { rowCount } = await db().query('DELETE FROM rate_limit WHERE expire < $1', [Date.now()]);
  return rowCount;
}

/** Forgets the limiters of this process, when the database behind them changes. */
export function resetLimiters(): void {
  limiters.clear();
}
