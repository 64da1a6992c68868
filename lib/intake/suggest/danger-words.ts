import {
  ASKED_BEFORE,
  DANGER_RULES,
  LOOKALIKES,
  NEGATED_BEFORE,
  NEGATED_BEFORE_EN,
  RISK_ONLY,
  type DangerRule,
  type EmergencyService,
} from './danger-lexicon';
import { foldText } from './fold-text';

export type { EmergencyService };

export interface Danger {
  /** Whom to call, in the order 110, 119, 120, 122, gas. */
  services: EmergencyService[];
  /** The words that led to it, as they stand in the (folded) text, in its order. */
  words: string[];
}

const ORDER: readonly EmergencyService[] = ['110', '119', '120', '122', 'gas'];

/** No negation with its filling words is longer. */
const LOOK_BACK = 40;

function isNegated(before: string): boolean {
  if (NEGATED_BEFORE_EN.test(before)) return true;
  return NEGATED_BEFORE.test(before) && !ASKED_BEFORE.test(before);
}

interface Hit {
  at: number;
  word: string;
  services: readonly EmergencyService[];
}

const END_OF_CLAUSE = /[,.!?;]/;

function clauseAround(text: string, at: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && !END_OF_CLAUSE.test(text.charAt(start - 1))) start -= 1;
  const length = text.slice(at).search(END_OF_CLAUSE);
  return { start, end: length === -1 ? text.length : at + length };
}

function speaksOfOther(rule: DangerRule, clause: string): boolean {
  return Boolean(rule.unless?.test(clause) || (rule.softens && RISK_ONLY.test(clause)));
}

function hitsOf(rule: DangerRule, text: string): Hit[] {
  const hits: Hit[] = [];
  let clause = { start: 0, end: -1, other: false };
  for (const { 0: word, index: at } of text.matchAll(rule.words)) {
    if (at >= clause.end) {
      const { start, end } = clauseAround(text, at);
      clause = { start, end, other: speaksOfOther(rule, text.slice(start, end)) };
    }
    if (!clause.other && !isNegated(text.slice(Math.max(clause.start, at - LOOK_BACK), at)))
      hits.push({ at, word, services: rule.services });
  }
  return hits;
}

/**
 * Danger words of a description and the services to call, or null. It proposes, never diverts: a false alarm costs one notice,
 * so it leans to telling. Negations ("没有打架"), look-alikes ("水枪", "架子鼓") and mere risks ("容易着火") do not count.
 * Pure and free of dependencies, so the form can show the notice while the person writes.
 */
export function findDanger(text: string): Danger | null {
  let folded = foldText(text).replace(/[。、:\n]/g, ',');
  for (const lookalike of LOOKALIKES) folded = folded.replace(lookalike, (found) => '□'.repeat(found.length));

  const hits = DANGER_RULES.flatMap((rule) => hitsOf(rule, folded));
  if (hits.length === 0) return null;

  hits.sort((left, right) => left.at - right.at);
  const called = new Set(hits.flatMap((hit) => hit.services));
  return {
    services: ORDER.filter((service) => called.has(service)),
    words: [...new Set(hits.map((hit) => hit.word))],
  };
}
