import type { Store } from './store';
import { fillCases } from './synthetic-cases';
import { until } from './until';

/** Gives a running product many published cases and has its worker count them. */
export async function fillAndCount(store: Store, count: number): Promise<void> {
  await fillCases({ query: async (text, values) => ({ rows: await store.rows(text, values) }) }, count);
  await store.rows(`SELECT graphile_worker.add_job('summarise-cases', '{}'::json)`);
  await until('the worker has counted the cases', 60_000, async () => {
    const [row] = await store.rows<{ count: number }>(
      `SELECT count FROM case_summary WHERE jurisdiction_code = '000000'`,
    );
    return (row?.count ?? 0) >= count;
  });
}
