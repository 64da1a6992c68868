import { expect, test } from 'vitest';
import { crashDrill } from '@/bench/drills/crash';

/** The small sister of `npm run drill:crash`: one kill of each process, each with 20 requests in flight. */
test('killing web, worker and PostgreSQL while people report loses nothing and doubles nothing', async () => {
  const result = await crashDrill({ seed: 1, submissions: 80, kills: 1, connections: 30, inFlight: 20 });
  expect(result.faults).toEqual([]);
  expect({ lost: result.lost, doubled: result.doubled }).toEqual({ lost: 0, doubled: 0 });
  expect(result.killed).toEqual({ web: 1, worker: 1, postgres: 1 });
  expect(result.leastInFlight).toBeGreaterThanOrEqual(20);
  expect(result.acknowledged).toBeGreaterThan(60);
}, 180_000);
