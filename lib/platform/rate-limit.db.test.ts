import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { assertWithinLimit, limit, purgeLimits, resetLimiters } from './rate-limit';

const database = useDatabase();

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

  it('is swept of counters whose window has ended, and of no other', async () => {
    await limit('track-number', 'n5');
    await database.query("INSERT INTO rate_limit (key, points, expire) VALUES ('old', 1, 1000)");
    await purgeLimits({ kind: 'system', name: 'test' });
    const keys = (await database.query<{ key: string }>('SELECT key FROM rate_limit')).map(({ key }) => key);
    expect(keys).toContain('track-number:n5');
    expect(keys).not.toContain('old');
    await expect(purgeLimits({ kind: 'public', address: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
