import { expect, it } from 'vitest';
import { env } from '@/lib/platform/env';
import { useDatabase } from '@/tests/setup/database';
import { GET } from './route';

const database = useDatabase();

async function ask(query = '', headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost:3000/api/health/ready${query}`, { headers });
  const response = await GET(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as unknown };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

it('tells anybody whether it works, the holder of METRICS_TOKEN how far behind, and asks the database once', async () => {
  await database.query(
    "INSERT INTO worker_heartbeat (worker_id, kind, started_at, seen_at) VALUES ('w1', 'worker', now(), now())",
  );
  const well = { status: 200, body: { status: 'ok', database: true, worker: { alive: true } } };
  expect(await ask()).toEqual(well);
  await database.query('DELETE FROM worker_heartbeat');
  expect(await ask()).toEqual(well);
  expect(await ask('', bearer('wrong'))).toEqual(well);

  const { body } = await ask('', bearer(env().metricsToken));
  expect(body).toMatchObject({ status: 'ok', worker: { alive: true, seenSecondsAgo: expect.any(Number) } });
  expect((body as { queues: { kind: string }[] }).queues.map(({ kind }) => kind)).toContain('delivery');

  // A launcher waits for the worker that it started, not the one before.
  expect(await ask(`?since=${Date.now() + 60_000}`)).toEqual({
    status: 503,
    body: { status: 'degraded', database: true, worker: { alive: false } },
  });
});
