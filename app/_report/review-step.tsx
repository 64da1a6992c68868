import { lazy, Suspense, useEffect } from 'react';

import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';
import type { NearbyCases } from '@/lib/tickets/cases/case-schemas';

import { Button } from '../_ui/form/button';
import type { CategoryDetail } from '@/lib/tickets/view-schemas';
import type { ClientStep } from './client-steps';
import { ReviewList } from './review-list';
import type { Place } from './use-place';

/** Loaded with the first case there is to show; when it cannot be, the review does without. */
const NearList = lazy(() =>
  import('./near-list').then(
    ({ NearList: list }) => ({ default: list }),
    () => ({ default: () => null }),
  ),
);

/** Everything once more before it is sent, with script. */
export function ReviewStep({
  t,
  locale,
  answers,
  category,
  place,
  near,
  go,
}: {
  t: Translate;
  locale: Locale;
  answers: ReportAnswers;
  /** The category chosen, once it is loaded. */
  category: CategoryDetail | null;
  place: Place;
  /** Open cases that may be the same. */
  near: NearbyCases['items'];
  go: (step: ClientStep) => void;
}) {
  const { lookUp, found } = place.component;
  const { assetCode, divisionCode, streetCode } = answers;
  useEffect(() => void lookUp(assetCode), [lookUp, assetCode]);
  return (
    <>
      <p className="mb-4">{t('report.review.lead')}</p>
      <div aria-live="polite">
        {near.length > 0 ? (
          <Suspense fallback={null}>
            <NearList t={t} locale={locale} items={near} draft="form" />
          </Suspense>
        ) : null}
      </div>
      <ReviewList
        t={t}
        locale={locale}
        answers={answers}
        category={category}
        placeName={place.nameOf([`${divisionCode.slice(0, 4)}00`, divisionCode, streetCode])}
        component={found}
        change={(target, what) => (
          <Button
            type="button"
            look="plain"
            aria-label={t('form.changeWhat', { what })}
            onClick={() => go(target === 'category' ? 'what' : target)}
          >
            {t('form.change')}
          </Button>
        )}
      />
    </>
  );
}
