import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { assertActor, type Actor } from './actor';
import { db, limiterPool } from './db';
import { env } from './env';
import { DomainError } from './errors';

/**
 * The public doors and how often one key may pass: points per seconds. In the sandbox one machine plays every
 * resident of a province, so doors that are counted per address stand wider there.
 */
const LIMITS = {
  'submit-address': { points: 120, seconds: 60, sandboxPoints: 60_000 },
  'upload-address': { points: 120, seconds: 600, sandboxPoints: 6_000 },
  'draft-address': { points: 300, seconds: 600, sandboxPoints: 6_000 },
  'read-address': { points: 1_200, seconds: 60, sandboxPoints: 60_000 },
  'flag-address': { points: 10, seconds: 3_600 },
  /** Wrong number + code pairs only. */
  'track-number': { points: 10, seconds: 900 },
  'track-address': { points: 30, seconds: 900 },
  'track-all': { points: 5_000, seconds: 900 },
  /** What reporters do on their tickets' pages. */
  'track-act-ticket': { points: 30, seconds: 3_600 },
  'track-act-address': { points: 120, seconds: 3_600, sandboxPoints: 6_000 },
  /** One-time codes asked for; a person needs one or two a day. */
  'code-address': { points: 10, seconds: 3_600, sandboxPoints: 1_000 },
  'code-contact': { points: 5, seconds: 86_400 },
  'code-all': { points: 5_000, seconds: 3_600 },
  'code-try-address': { points: 30, seconds: 900, sandboxPoints: 3_000 },
  'sms-inbound': { points: 10, seconds: 600 },
} as const satisfies Record<string, { points: number; seconds: number; sandboxPoints?: number }>;

export type LimitName = keyof typeof LIMITS;

const limiters = new Map<LimitName, RateLimiterPostgres>();

function limiter(name: LimitName): RateLimiterPostgres {
  let found = limiters.get(name);
  if (!found) {
    const rule: { points: number; seconds: number; sandboxPoints?: number } = LIMITS[name];
    found = new RateLimiterPostgres({
      storeClient: limiterPool(),
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: name,
      points: (env().sandbox && rule.sandboxPoints) || rule.points,
      duration: rule.seconds,
      // Once over, a key is refused from memory until its window ends: an attack does not become database load.
      inMemoryBlockOnConsumed: (env().sandbox && rule.sandboxPoints) || rule.points,
      clearExpiredByTimeout: false,
    });
    limiters.set(name, found);
  }
  return found;
}

function refuse(state: RateLimiterRes): never {
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
 * Looks without counting: for doors where only failures count.
 * @throws DomainError rate_limited when the key has used up its failures
 */
export async function assertWithinLimit(name: LimitName, key: string): Promise<void> {
  if (!env().rateLimits) return;
  const state = await limiter(name).get(key);
  if (state && state.remainingPoints <= 0) refuse(state);
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
