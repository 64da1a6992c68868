import { useState, type ReactNode } from 'react';

import { LIMITS } from '@/lib/intake/limits';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import { CategoryChoice } from './category-choice';
import { categoryName } from './category-groups';
import { WhatFields, type FieldsProps } from './fields';
import type { useCategory } from './use-category';
import type { useKeptDraft } from './use-kept-draft';

/** What is wrong, with script: the text and, below it, what its words bring up at once. */
export function WhatStep({
  t,
  locale,
  fields,
  kept,
  description,
  categoryCode,
  category,
  categoryError,
  notice,
}: {
  t: Translate;
  locale: Locale;
  fields: FieldsProps;
  kept: ReturnType<typeof useKeptDraft>;
  description: string;
  categoryCode: string;
  category: ReturnType<typeof useCategory>;
  categoryError: string | undefined;
  /** The emergency notice, when the text asks for one. */
  notice: ReactNode;
}) {
  const [composing, setComposing] = useState(false);
  const count = Array.from(description.trim()).length;
  return (
    <>
      {kept.restored ? (
        <p className="mb-4">
          {t('report.restored')}{' '}
          <Button type="button" look="plain" onClick={() => kept.clear()}>
            {t('report.startAgain')}
          </Button>
        </p>
      ) : null}
      <div onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)}>
        <WhatFields
          {...fields}
          counter={
            kept.ready
              ? t('report.what.counter', { count, max: LIMITS.description })
              : t('report.what.most', { max: LIMITS.description })
          }
        />
      </div>
      {notice}
      {kept.ready ? (
        <CategoryChoice
          t={t}
          locale={locale}
          text={description}
          paused={composing}
          chosen={{
            code: categoryCode,
            name: category.detail ? categoryName(category.detail, locale) : '',
          }}
          error={categoryError}
          onChoose={category.choose}
        />
      ) : null}
    </>
  );
}
