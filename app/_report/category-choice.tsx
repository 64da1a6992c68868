'use client';

import { useState } from 'react';

import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Choices } from '../_ui/form/choice';
import { ElsewhereNotice } from './elsewhere-notice';
import { OwnCategory } from './own-category';
import { OWN_CHOICE, suggestedOptions } from './suggested-options';
import { useSuggestions } from './use-suggestions';

/**
 * The category, below the text it is about: what the words suggest, nothing by default, or one's own choice. It comes
 * with the first answer and stands below the field being typed in, so it moves nothing there; a choice once made stays.
 */
export function CategoryChoice({
  t,
  locale,
  text,
  paused,
  chosen,
  error,
  onChoose,
}: {
  t: Translate;
  locale: Locale;
  text: string;
  /** An input method is composing. */
  paused: boolean;
  chosen: { code: string; name: string };
  /** A category that is offered no more is refused when sent. */
  error: string | undefined;
  onChoose: (code: string) => void;
}) {
  const reply = useSuggestions(text, paused);
  const [own, setOwn] = useState(false);
  const suggestions = reply?.suggestions ?? [];
  const elsewhere = reply?.outOfScope;

  function choose([value = '']: string[]) {
    setOwn(value === OWN_CHOICE);
    onChoose(value === OWN_CHOICE ? '' : value);
  }

  return (
    <>
      <p role="status" className="sr-only">
        {suggestions.length > 0 ? t('report.category.found', { count: suggestions.length }) : null}{' '}
        {elsewhere ? t('report.elsewhere.title') : null}
      </p>
      {elsewhere ? <ElsewhereNotice t={t} locale={locale} advice={elsewhere} /> : null}
      {reply || chosen.code !== '' ? (
        <>
          <Choices
            id="categoryCode"
            name="category"
            label={t('report.category.label')}
            hint={t(reply && suggestions.length === 0 ? 'report.category.none' : 'report.category.hint')}
            error={error}
            options={suggestedOptions(t, locale, suggestions, own ? { code: '', name: '' } : chosen)}
            chosen={[own ? OWN_CHOICE : chosen.code]}
            onChoose={choose}
          />
          {own ? <OwnCategory t={t} locale={locale} chosen={chosen.code} onChoose={onChoose} /> : null}
        </>
      ) : null}
    </>
  );
}
