'use client';

import { useEffect, useMemo, useState } from 'react';

import { foldText } from '@/lib/intake/suggest/fold-text';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';
import type { CategoryItem } from '@/lib/tickets/view-schemas';

import { Button } from '../_ui/form/button';
import { Choices } from '../_ui/form/choice';
import { SelectField, TextField } from '../_ui/form/text-field';
import { categoryGroups, categoryName, groupOf, majorName } from './category-groups';

/** More are no answer to a search. */
const MOST_FOUND = 8;

async function load(): Promise<CategoryItem[]> {
  const response = await window.fetch('/api/v1/categories');
  if (!response.ok) throw new Error(`categories: ${response.status}`);
  return ((await response.json()) as { items: CategoryItem[] }).items;
}

/** Categories whose name, keyword or code has the words; those whose name has them first. */
function search(items: readonly CategoryItem[], words: string): CategoryItem[] {
  const sought = foldText(words).trim();
  if (sought === '') return [];
  const has = (texts: readonly string[]) => texts.some((text) => foldText(text).includes(sought));
  const named = items.filter(({ nameZh, nameEn, code }) => has([nameZh, nameEn, code]));
  const meant = items.filter((item) => !named.includes(item) && has(item.keywords));
  return [...named, ...meant];
}

/** All categories, to search in or to go through by their major classes. Loaded only for who wants to choose. */
export function OwnCategory({
  t,
  locale,
  chosen,
  onChoose,
}: {
  t: Translate;
  locale: Locale;
  chosen: string;
  onChoose: (code: string) => void;
}) {
  const [all, setAll] = useState<CategoryItem[]>([]);
  const [failed, setFailed] = useState(false);
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState('');
  const again = () =>
    void load().then(
      (items) => {
        setAll(items);
        setFailed(false);
      },
      () => setFailed(true),
    );
  useEffect(again, []);

  const groups = useMemo(() => categoryGroups(all, locale), [all, locale]);
  const found = useMemo(() => search(all, words), [all, words]);

  if (failed)
    return (
      <p role="alert" className="mb-6">
        {t('report.category.listFailed')}{' '}
        <Button type="button" look="second" onClick={again}>
          {t('form.again')}
        </Button>
      </p>
    );

  const major = picked || groupOf(chosen);
  const options = groups.find(({ id }) => id === major)?.options ?? [];
  return (
    <div className="border-line mb-6 border-l-4 pl-4">
      <TextField
        id="category-search"
        type="search"
        label={t('report.category.search')}
        hint={t('report.category.searchHint')}
        value={words}
        autoComplete="off"
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          // Enter here searches, which has happened already; it must not send the step.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      <p role="status" className={words.trim() === '' ? 'sr-only' : 'mb-4'}>
        {words.trim() === ''
          ? null
          : found.length > 0
            ? t('report.category.results', { count: found.length })
            : t('report.category.noResults')}
      </p>
      {found.length > 0 ? (
        <Choices
          id="category-found"
          name="category-found"
          label={t('report.category.resultsLabel')}
          options={found.slice(0, MOST_FOUND).map((item) => ({
            value: item.code,
            label: categoryName(item, locale),
            hint: majorName(item, locale),
          }))}
          chosen={[chosen]}
          onChoose={([code = '']) => {
            setPicked('');
            onChoose(code);
          }}
        />
      ) : null}
      <SelectField
        id="category-major"
        label={t('report.category.major')}
        value={major}
        onChange={(event) => {
          setPicked(event.target.value);
          onChoose('');
        }}
      >
        <option value="">{groups.length > 0 ? t('form.choose') : t('form.loading')}</option>
        {groups.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </SelectField>
      {options.length > 0 ? (
        <SelectField
          id="category-minor"
          label={t('report.category.minor')}
          value={chosen}
          onChange={(event) => onChoose(event.target.value)}
        >
          <option value="">{t('form.choose')}</option>
          {options.map(({ code, text }) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </SelectField>
      ) : null}
    </div>
  );
}
