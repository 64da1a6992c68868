import { beforeAll, expect, test } from 'vitest';
import { fillCases } from '@/bench/lib/synthetic-cases';
import type { Actor } from '@/lib/platform/actor';
import { useDatabase } from '@/tests/setup/database';
import { listCases } from './list-cases';
import { summariseCases } from './summarise-cases';

const database = useDatabase();
const SYSTEM: Actor = { kind: 'system', name: 'test' };
const CASES = 1_500;

const list = (filters: Parameters<typeof listCases>[0]['filters'] = {}) =>
  listCases({ filters, cursor: null }, 20);
/** Whether the list rests on the job's counts, once a process has looked at them anew. */
const countedByJob = (filters: Parameters<typeof list>[0] = {}) =>
  expect.poll(async () => (await list(filters)).countedAt !== null, { timeout: 10_000 });
const counted = (sql: string) => database.query<{ value: string; count: number }>(sql);
const byValue = <T extends { value: string }>(rows: readonly T[]) =>
  [...rows].sort((left, right) => (left.value < right.value ? -1 : 1));

beforeAll(() =>
  fillCases({ query: async (text, values) => ({ rows: await database.query(text, values) }) }, CASES),
);

test('many cases are counted by the job; the list says when, and pages on as before', async () => {
  expect(await list()).toMatchObject({ count: CASES, capped: false, countedAt: null });
  await summariseCases(SYSTEM);
  await countedByJob().toBe(true);
  const first = await list();
  expect(Date.now() - Date.parse(first.countedAt ?? '')).toBeLessThan(60_000);
  expect(first).toMatchObject({ count: CASES, capped: false });
  expect(first.items).toHaveLength(20);
  const second = await listCases({ filters: {}, cursor: first.next }, 20);
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  expect(second.items[0]!.submittedAt <= first.items[19]!.submittedAt).toBe(true);
});

test('the spread is that of all cases, by China time', async () => {
  const { facets } = await list();
  const by = async (value: string, where = 'true') =>
    byValue(
      await counted(
        `SELECT ${value} AS value, count(*)::int AS count FROM public_case WHERE ${where} GROUP BY 1`,
      ),
    );
  expect(byValue(facets.prefecture)).toEqual(await by('jurisdiction_code::text'));
  expect(byValue(facets.major)).toEqual(await by('major_code'));
  expect(byValue(facets.month)).toEqual(
    await by(`to_char(submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')`),
  );
  expect(byValue(facets.state)).toEqual(
    await by(`CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END`),
  );
  const [late] = await by(`'1'`, 'coalesce(closed_at, now()) > due_at');
  expect(facets.overdue).toEqual([late]);
  expect(facets.district).toEqual([]);
});

test('a prefecture has counts of its own when it has many, else they are counted at once', async () => {
  const [harbin] = await counted(
    `SELECT jurisdiction_code::text AS value, count(*)::int AS count FROM public_case GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
  );
  const few = await list({ district: harbin!.value });
  expect(few).toMatchObject({ count: harbin!.count, countedAt: null });

  await database.query(
    `INSERT INTO public_case SELECT (jsonb_populate_record(c, jsonb_build_object('ticket_id', gen_random_uuid(),
       'case_id', left(c.case_id, 2) || translate(substr(md5(c.case_id || n), 1, 12), '01ae', 'xyzw')))).*
     FROM public_case c, generate_series(1, 4) n WHERE jurisdiction_code = $1`,
    [harbin!.value],
  );
  await summariseCases(SYSTEM);
  await countedByJob({ district: harbin!.value }).toBe(true);
  const many = await list({ district: harbin!.value });
  expect(many).toMatchObject({
    count: harbin!.count * 5,
    facets: { prefecture: [{ value: harbin!.value }] },
  });
  expect(many.facets.district.reduce((sum, { count }) => sum + count, 0)).toBe(harbin!.count * 5);
  expect((await list({ district: harbin!.value, state: 'open' })).countedAt).toBeNull();
});

test('what is old is not shown, nor what counts a category hidden today', async () => {
  await database.query(`UPDATE case_summary SET made_at = now() - interval '20 minutes'`);
  await countedByJob().toBe(false);
  await summariseCases(SYSTEM);
  await countedByJob().toBe(true);
  await database.query(`UPDATE case_summary SET hidden = '{01001}'`);
  await countedByJob().toBe(false);
  await database.query('DELETE FROM public_case WHERE jurisdiction_code <> $1', ['230100']);
  await summariseCases(SYSTEM);
  expect(await database.query('SELECT jurisdiction_code FROM case_summary ORDER BY 1')).toEqual([
    { jurisdiction_code: '000000' },
    { jurisdiction_code: '230100' },
  ]);
});
