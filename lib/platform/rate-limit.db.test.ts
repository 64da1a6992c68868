import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { assertWithinLimit, limit, resetLimiters } from './rate-limit';

useDatabase();

describe('a public door', () => {
  afterEach(resetLimiters);

  it('lets ten wrong pairs of one number pass and says how long to wait for the next', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      await assertWithinLimit('track-number', 'n1');
      await limit('track-number', 'n1');
    }
    const error = await assertWithinLimit('track-number', 'n1').catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'rate_limited', status: 429 });
    expect((error as { options: { retryAfterSeconds: number } }).options.retryAfterSeconds).toBeGreaterThan(
      800,
    );
    await assertWithinLimit('track-number', 'n2');
  });

  it('counts across processes: a fresh limiter knows what another one counted', async () => {
    for (let attempt = 0; attempt < 10; attempt++) await limit('track-number', 'n3');
    resetLimiters();
    await expect(limit('track-number', 'n3')).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('counts parallel attempts one by one', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => limit('track-number', 'n4')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });
});
