import type pg from 'pg';
import { seededRandom } from './drills/random';
import { withCaseStore } from './lib/case-store';
import { percentile, spreadOf } from './lib/percentiles';
import { Report } from './lib/report';
import { randomWords, recallMisses } from './lib/search-recall';
import { fillCases } from './lib/synthetic-cases';
import { searchCases } from '@/lib/tickets/cases/search-cases';

const ROWS = 1_000_000;
const WORDS = 200;
/** LIKE reads the whole table for every word: a few words are enough to know it. */
const BASELINE_WORDS = 12;
const GATE_MS = 200;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The same answer (first page, count, spread over prefectures) as one would ask for without an index on characters. */
const byLike = (owner: pg.Client, word: string) =>
  owner.query(
    `WITH hits AS MATERIALIZED (SELECT jurisdiction_code, case_id, submitted_at FROM public_case WHERE search_text LIKE $1)
     SELECT (SELECT count(*) FROM hits), (SELECT json_agg(f) FROM (SELECT jurisdiction_code, count(*) FROM hits GROUP BY 1) f),
       (SELECT json_agg(p) FROM (SELECT case_id FROM hits ORDER BY submitted_at DESC, case_id DESC LIMIT 20) p)`,
    [`%${word}%`],
  );

/** `npm run bench -- search [rows]`: first page, capped count and counts per filter for any word, against LIKE. */
export async function benchSearch([rows = String(ROWS)]: string[]): Promise<boolean> {
  const report = new Report('search');
  await withCaseStore(async (owner) => {
    const filling = await timed(() => fillCases(owner, Number(rows)));
    report.value('cases made and indexed', 's', filling / 1000);
    const words = await randomWords(owner, WORDS, seededRandom(11));
    const search = (q: string) =>
      searchCases({ filters: { q }, after: null, limit: 20, hidden: [], now: new Date() });
    for (const word of words.slice(0, 20)) await search(word);

    const times = [];
    for (const word of words) times.push({ word, ms: await timed(() => search(word)) });
    const spread = spreadOf(times.map(({ ms }) => ms));
    const p95 = percentile(Float64Array.from(times.map(({ ms }) => ms)).sort(), 0.95);
    report.value('search of one word, p50', 'ms', spread.p50);
    report.value('search of one word, p95', 'ms', p95, GATE_MS);
    report.value('search of one word, slowest', 'ms', spread.max);
    const slowest = times.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
    console.log(slowest.map(({ word, ms }) => `${word} ${ms.toFixed(0)} ms`).join(', '));

    const some = words.slice(0, BASELINE_WORDS);
    const mean = async (work: (word: string) => Promise<unknown>) => {
      let sum = 0;
      for (const word of some) sum += await timed(() => work(word));
      return sum / some.length;
    };
    report.ratio(
      'search against LIKE over the table',
      'ms',
      { ours: await mean(search), baseline: await mean((word) => byLike(owner, word)) },
      1,
    );
    const misses = await recallMisses(owner, words);
    for (const miss of misses) console.log(JSON.stringify(miss));
    report.value(`words of ${words.length} that do not find what LIKE finds`, 'words', misses.length, 1);
  });
  return report.finish();
}
