import { Values } from '@/lib/tickets/cases/case-filters';
import { wordConditions } from '@/lib/tickets/cases/search-cases';

import type { Sql } from './synthetic-cases';

/** A word that the tokens and LIKE do not find alike. */
export interface Miss {
  word: string;
  byTokens: string;
  byLike: string;
}

/** Words of one to four characters as they stand in the texts, a quarter of each length, and a few that stand nowhere. */
export async function randomWords(sql: Sql, count: number, random: () => number): Promise<string[]> {
  const { rows } = (await sql.query(
    `SELECT search_text AS text FROM public_case ORDER BY md5(case_id) LIMIT ${count * 3}`,
  )) as { rows: { text: string }[] };
  const words = new Set<string>(['灯', '路灯', '龘', '马桶', '垃圾清运']);
  for (const { text } of rows) {
    const length = 1 + (words.size % 4);
    const runs = text.split(' ').filter((run) => /^[^a-z0-9]/.test(run) && Array.from(run).length >= length);
    const run = Array.from(runs[Math.floor(random() * runs.length)] ?? '');
    const start = Math.floor(random() * (run.length - length + 1));
    if (run.length > 0) words.add(run.slice(start, start + length).join(''));
    if (words.size >= count) break;
  }
  return [...words];
}

/** Compares, word by word, everything the product's own conditions find with everything LIKE finds. */
export async function recallMisses(sql: Sql, words: readonly string[]): Promise<Miss[]> {
  const set = `count(*) || '/' || COALESCE(sum(hashtext(case_id)::bigint), 0)`;
  // one pass over the table for all words
  const { rows } = (await sql.query(
    `SELECT w.word, ${set} AS found FROM unnest($1::text[]) AS w(word) JOIN public_case ON search_text LIKE '%' || w.word || '%'
     GROUP BY w.word`,
    [words],
  )) as { rows: { word: string; found: string }[] };
  const liked = new Map(rows.map(({ word, found }) => [word, found]));
  const misses: Miss[] = [];
  for (const word of words) {
    const values = new Values();
    const conditions = wordConditions(word, values).join(' AND ');
    const byTokens = (
      (await sql.query(`SELECT ${set} AS found FROM public_case WHERE ${conditions}`, values.list)).rows as {
        found: string;
      }[]
    )[0]!.found;
    const byLike = liked.get(word) ?? '0/0';
    if (byTokens !== byLike) misses.push({ word, byTokens, byLike });
  }
  return misses;
}
