import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '@/tests/setup/database';
import { holdPasses, limit, purgeLimits, resetLimiters } from './rate-limit';

const database = useDatabase();

describe('a public door', () => {
  afterEach(resetLimiters);

  it('lets ten wrong pairs of one number pass and says how long to wait for the next', async () => {
    for (let attempt = 0; attempt < 10; attempt++) await holdPasses([['track-number', 'n1']]);
    const error = await holdPasses([['track-number', 'n1']]).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'rate_limited', status: 429 });
    expect((error as { options: { retryAfterSeconds: number } }).options.retryAfterSeconds).toBeGreaterThan(
      800,
    );
    await holdPasses([['track-number', 'n2']]);
  });

  it('keeps no pass that is given back, nor those of the other doors when one refuses', async () => {
    for (let attempt = 0; attempt < 40; attempt++) await (await holdPasses([['track-number', 'n6']]))();
    for (let attempt = 0; attempt < 10; attempt++) await holdPasses([['track-number', 'n7']]);
    for (let attempt = 0; attempt < 40; attempt++)
      await expect(
        holdPasses([
          ['track-address', 'a7'],
          ['track-number', 'n7'],
        ]),
      ).rejects.toMatchObject({ code: 'rate_limited' });
    const left = await database.query<{ key: string; points: number }>(
      "SELECT key, points FROM rate_limit WHERE key ~ ':(n6|n7|a7)$' ORDER BY key",
    );
    expect(left).toEqual([
      { key: 'track-address:a7', points: 0 },
      { key: 'track-number:n6', points: 0 },
      { key: 'track-number:n7', points: 10 },
    ]);
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
