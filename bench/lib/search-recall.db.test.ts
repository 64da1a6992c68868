import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '@/bench/drills/random';
import { searchCases } from '@/lib/tickets/cases/search-cases';
import { useDatabase } from '@/tests/setup/database';
import { randomWords, recallMisses } from './search-recall';
import { fillCases } from './synthetic-cases';

const database = useDatabase();
const ROWS = 5_000;

let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await fillCases(owner, ROWS);
});

afterAll(() => owner.end());

test('200 random words of one to four characters find what LIKE finds, and most find something', async () => {
  const words = await randomWords(owner, 200, seededRandom(11));
  expect(words).toHaveLength(200);
  expect(new Set(words.map((word) => Array.from(word).length))).toEqual(new Set([1, 2, 3, 4]));
  expect(await recallMisses(owner, words)).toEqual([]);
});

test('a page of a search is the newest of what LIKE finds, with its exact count', async () => {
  for (const q of ['灯', '井盖', '垃圾', 'cover', '道里区', '道 灯']) {
    const parts = q.split(' ').map((part) => (/^[a-z]/.test(part) ? `% ${part}%` : `%${part}%`));
    const { rows } = await owner.query<{ case_id: string }>(
      'SELECT case_id FROM public_case WHERE search_text LIKE ALL ($1) ORDER BY submitted_at DESC, case_id DESC',
      [parts],
    );
    const page = await searchCases({ filters: { q }, after: null, limit: 20, hidden: [], now: new Date() });
    expect(page.count, q).toBe(rows.length);
    expect(
      page.cases.map(({ caseId }) => caseId),
      q,
    ).toEqual(rows.slice(0, 20).map(({ case_id }) => case_id));
  }
});

test('following the pages meets every case once, in order', async () => {
  const seen: string[] = [];
  let after = null;
  for (;;) {
    const page = await searchCases({
      filters: { q: '井盖', state: 'closed' },
      after,
      limit: 100,
      hidden: [],
      now: new Date(),
    });
    seen.push(...page.cases.map(({ caseId }) => caseId));
    expect(page.count).toBeGreaterThan(100);
    after = page.cases.at(-1) ?? null;
    if (!page.more) {
      expect(new Set(seen).size).toBe(page.count);
      break;
    }
  }
  const { rows } = await owner.query<{ case_id: string }>(
    `SELECT case_id FROM public_case WHERE search_text LIKE '%井盖%' AND closed_at IS NOT NULL ORDER BY submitted_at DESC, case_id DESC`,
  );
  expect(seen).toEqual(rows.map(({ case_id }) => case_id));
});

test('a word that more rows match than are counted is read by date: the same pages, the newest counted', async () => {
  const caps = { count: 100, recent: 1000 };
  for (const filters of [{ q: '道' }, { q: '公' }, {}, { q: '道', state: 'open' as const }]) {
    const search = { filters, limit: 30, hidden: [], now: new Date() };
    const whole = await searchCases({ ...search, after: null });
    const first = await searchCases({ ...search, after: null }, caps);
    const second = await searchCases({ ...search, after: first.cases.at(-1) ?? null }, caps);
    expect([first.count, first.capped, first.more]).toEqual([100, true, true]);
    expect(first.cases).toEqual(whole.cases);
    expect(second.cases).toEqual((await searchCases({ ...search, after: whole.cases.at(-1)! })).cases);
    const counted = first.facets.state.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBeGreaterThan(50);
    expect(counted).toBeLessThanOrEqual(101);
  }
});

test('the counts of each filter add up, and each value leads to as many', async () => {
  const search = { after: null, limit: 1, hidden: [], now: new Date() };
  const { facets, count } = await searchCases({ ...search, filters: { q: '盖' } });
  const sum = (values: { count: number }[]) => values.reduce((total, value) => total + value.count, 0);
  expect(sum(facets.state)).toBe(count);
  expect(sum(facets.prefecture)).toBe(count);
  expect(sum(facets.month)).toBe(count);
  const { value: month, count: inMonth } = facets.month[0]!;
  expect((await searchCases({ ...search, filters: { q: '盖', month } })).count).toBe(inMonth);
  const { value: district, count: there } = facets.prefecture[0]!;
  expect((await searchCases({ ...search, filters: { q: '盖', district } })).count).toBe(there);
  expect((await searchCases({ ...search, filters: { q: '盖', overdue: '1' } })).count).toBe(
    facets.overdue[0]!.count,
  );
});

test('hidden categories are neither listed nor counted', async () => {
  const search = { after: null, limit: 5000, hidden: ['01001'], now: new Date() };
  const page = await searchCases({ ...search, filters: {} });
  expect(page.count).toBeLessThan(ROWS);
  expect(page.cases.some(({ categoryCode }) => categoryCode === '01001')).toBe(false);
});
