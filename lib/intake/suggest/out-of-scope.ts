import { foldText } from './fold-text';
import { AS_PLACE, OUT_OF_SCOPE } from './out-of-scope-lexicon';
import type { OutOfScope } from './suggest-schema';

const END_OF_CLAUSE = /[,.!?;。、\n]/;

/**
 * Who else a text plainly belongs to, or null. It advises, never refuses: nobody knows all that a city's office does.
 * The first rule that finds something counts; words that name a place do not.
 */
export function findOutOfScope(text: string): OutOfScope | null {
  const clauses = foldText(text)
    .split(END_OF_CLAUSE)
    .filter((clause) => !AS_PLACE.test(clause));
  for (const { where, words, unless, reason, reasonEn } of OUT_OF_SCOPE) {
    const found = clauses
      .filter((clause) => !unless?.test(clause))
      .flatMap((clause) => Array.from(clause.matchAll(words), ([word]) => word));
    if (found.length > 0) return { where, reason, reasonEn, words: [...new Set(found)] };
  }
  return null;
}
