const LONGEST_MS = 3_600_000;

/** About a day of attempts with the default base: pauses double for an hour, then average half an hour. */
export const MAX_ATTEMPTS = 56;

/**
 * The pause after attempt number `attempts` (from 1): exponential with full jitter, so that a thousand deliveries that
 * failed together do not come back together.
 * @param random uniform in [0, 1)
 */
export function retryDelayMs(attempts: number, baseMs: number, random: number): number {
  return Math.ceil(random * Math.min(LONGEST_MS, baseMs * 2 ** Math.min(attempts - 1, 30)));
}
