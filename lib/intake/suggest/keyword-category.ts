import englishWords from './english-words.json';
import { EXTRA_WORDS } from './extra-words';
import { foldText } from './fold-text';

/** What the suggestion needs to know of a category. */
export interface CategoryWords {
  code: string;
  nameZh: string;
  nameEn: string;
  keywordsZh: readonly string[];
}

export interface CategorySuggestion {
  code: string;
  /** 0..1: how much of the evidence speaks for this category, less when there is little of it. */
  score: number;
  /** The words of the description that led to it. */
  words: string[];
}

const MOST = 3;
/** Less is a guess that helps nobody. */
const LEAST_SCORE = 0.15;
/** From here on a report may be given the category without asking a person; two words that say different things stay below. */
export const SURE_SCORE = 0.4;
/** Evidence at which half of the doubt is gone: one keyword of two characters that no other category has. */
const HALF_EVIDENCE = 4;

interface Keyword {
  word: string;
  codes: string[];
}

interface Match {
  keyword: Keyword;
  at: number;
}

const indexes = new WeakMap<readonly CategoryWords[], Keyword[]>();

const ENGLISH: Readonly<Record<string, readonly string[]>> = englishWords;

/** A shorter English name says too little alone: "Well" is a category and begins half of all sentences. */
const LEAST_ENGLISH_NAME = 6;

/** A name with brackets or a stroke is a heading, and nobody writes it: half of "Morning / night market" would match any morning. */
const isEnglishWord = (name: string) => name.length >= LEAST_ENGLISH_NAME && !/[(/]/u.test(name);

/** Text as keywords are looked for in it, as long as the folded text: people write fly-tipping and fly tipping. */
const readable = (text: string) => foldText(text).replace(/[-\s]/gu, ' ');

/** All keywords with the categories that own them; kept for as long as the list itself. */
function keywordsOf(categories: readonly CategoryWords[]): Keyword[] {
  const ready = indexes.get(categories);
  if (ready) return ready;
  const owners = new Map<string, Set<string>>();
  for (const { code, nameZh, nameEn, keywordsZh } of categories) {
    const proposed = [...(EXTRA_WORDS[code] ?? []), ...(ENGLISH[code] ?? [])];
    for (const word of [nameZh, ...keywordsZh, ...(isEnglishWord(nameEn) ? [nameEn] : []), ...proposed]) {
      const folded = readable(word);
      if (folded.length < 2) continue;
      owners.set(folded, (owners.get(folded) ?? new Set()).add(code));
    }
  }
  const keywords = [...owners].map(([word, codes]) => ({ word, codes: [...codes].sort() }));
  indexes.set(categories, keywords);
  return keywords;
}

const LATIN = /[a-z0-9]/;

/** A Latin keyword counts only as a whole word (a final s allowed), so that `led` is not found in `called`. */
function standsAlone(text: string, at: number, word: string): boolean {
  if (!LATIN.test(word.charAt(0))) return true;
  const after = text.slice(at + word.length).replace(/^s(?![a-z])/, '');
  return !LATIN.test(text.charAt(at - 1)) && !LATIN.test(after.charAt(0));
}

/** The longest keywords, at equal length the first in the text; none overlaps another. */
function matchesIn(text: string, keywords: readonly Keyword[]): Match[] {
  const found: Match[] = [];
  for (const keyword of keywords) {
    for (let at = text.indexOf(keyword.word); at !== -1; at = text.indexOf(keyword.word, at + 1))
      if (standsAlone(text, at, keyword.word)) found.push({ keyword, at });
  }
  found.sort((left, right) => right.keyword.word.length - left.keyword.word.length || left.at - right.at);
  const taken = new Uint8Array(text.length);
  const kept = found.filter(({ keyword, at }) => {
    const span = taken.subarray(at, at + keyword.word.length);
    if (span.includes(1)) return false;
    span.fill(1);
    return true;
  });
  return kept.sort((left, right) => left.at - right.at);
}

/**
 * Categories a description speaks of, best first, at most three, empty when not sure. A longer keyword says more than a shorter one
 * inside it, and one that several categories share says less for each. Deterministic: equal evidence is ordered by code.
 */
export function suggestCategory(text: string, categories: readonly CategoryWords[]): CategorySuggestion[] {
  const evidence = new Map<string, { weight: number; words: Set<string> }>();
  const seen = new Set<string>();
  const folded = foldText(text);
  for (const { keyword, at } of matchesIn(readable(text), keywordsOf(categories))) {
    if (seen.has(keyword.word)) continue;
    seen.add(keyword.word);
    const length = LATIN.test(keyword.word) ? Math.ceil(keyword.word.length / 3) : keyword.word.length;
    for (const code of keyword.codes) {
      const found = evidence.get(code) ?? { weight: 0, words: new Set<string>() };
      found.weight += length ** 2 / keyword.codes.length;
      found.words.add(folded.slice(at, at + keyword.word.length));
      evidence.set(code, found);
    }
  }
  const total = [...evidence.values()].reduce((sum, { weight }) => sum + weight, 0);
  return [...evidence]
    .map(([code, { weight, words }]) => ({
      code,
      score: Math.round((weight / total) * (weight / (weight + HALF_EVIDENCE)) * 100) / 100,
      words: [...words],
    }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((left, right) => right.score - left.score || (left.code < right.code ? -1 : 1))
    .slice(0, MOST);
}
