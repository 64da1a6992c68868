import { DomainError } from '@/lib/platform/errors';
import type { Reference } from '@/lib/tickets/reference';

import { submissionErrors } from '../submission';
import { withoutBlanks } from '../submission-text';
import { findDanger } from './danger-words';
import { suggestCategory, SURE_SCORE } from './keyword-category';
import { findOutOfScope } from './out-of-scope';
import { suggestRequest, type SuggestReply } from './suggest-schema';

/**
 * What a text speaks of: categories, who else it may belong to, and whom to call first. A text that surely names a
 * category of ours is never called somebody else's.
 */
export function suggest(text: string, reference: Reference): SuggestReply {
  const suggestions = suggestCategory(text, reference.categoryRows);
  const danger = findDanger(text);
  const elsewhere = (suggestions[0]?.score ?? 0) < SURE_SCORE ? findOutOfScope(text) : null;
  return {
    suggestions: suggestions.map(({ code, score, words }) => {
      const category = reference.categories.get(code);
      return {
        code,
        name: { 'zh-CN': category?.nameZh ?? code, en: category?.nameEn ?? code },
        score,
        words,
      };
    }),
    ...(elsewhere ? { outOfScope: elsewhere } : {}),
    ...(danger ? { emergency: { services: danger.services, words: danger.words } } : {}),
  };
}

/**
 * The same for a request of the public API.
 * @throws DomainError invalid_body, invalid_input with field errors
 */
export function answerSuggest(body: unknown, reference: Reference): SuggestReply {
  if (!body || typeof body !== 'object' || Array.isArray(body)) throw new DomainError('invalid_body');
  const parsed = suggestRequest.safeParse(withoutBlanks(body));
  if (!parsed.success) throw new DomainError('invalid_input', { fields: submissionErrors(parsed.error) });
  return suggest(parsed.data.text, reference);
}
