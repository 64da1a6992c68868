import type { SuggestReply } from '@/lib/intake/suggest/suggest-schema';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import type { ChoiceOption } from '../_ui/form/choice';

/** The value of "I choose myself": leads to the list of all categories. */
export const OWN_CHOICE = 'own';

/** The words that led to a suggestion, quoted. */
function quoted(t: Translate, locale: Locale, words: readonly string[]): string {
  return words.map((word) => t('report.category.word', { word })).join(locale === 'en' ? ', ' : '');
}

/**
 * What can be chosen: what the words suggest, with those words; what is chosen already, should the words no longer
 * say it; nothing; another one.
 */
export function suggestedOptions(
  t: Translate,
  locale: Locale,
  suggestions: SuggestReply['suggestions'],
  chosen: { code: string; name: string },
): ChoiceOption[] {
  const kept = chosen.code !== '' && !suggestions.some(({ code }) => code === chosen.code);
  return [
    ...suggestions.map(({ code, name, words }) => ({
      value: code,
      label: name[locale],
      hint: t('report.category.because', { words: quoted(t, locale, words) }),
    })),
    ...(kept
      ? [{ value: chosen.code, label: chosen.name || chosen.code, hint: t('report.category.chosen') }]
      : []),
    { value: '', label: t('report.category.unsure') },
    {
      value: OWN_CHOICE,
      label: t(suggestions.length > 0 ? 'report.category.own' : 'report.category.ownAlone'),
    },
  ];
}
