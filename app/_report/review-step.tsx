import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';
import type { NearbyCases } from '@/lib/tickets/cases/case-schemas';

import { Button } from '../_ui/form/button';
import type { ClientStep } from './client-steps';
import { NearList } from './near-list';
import { ReviewList } from './review-list';

/** Everything once more before it is sent, with script. */
export function ReviewStep({
  t,
  locale,
  answers,
  near,
  placeName,
  go,
}: {
  t: Translate;
  locale: Locale;
  answers: ReportAnswers;
  /** Open cases that may be the same. */
  near: NearbyCases['items'];
  /** City, district and street in words. */
  placeName: string;
  go: (step: ClientStep) => void;
}) {
  return (
    <>
      <p className="mb-4">{t('report.review.lead')}</p>
      <div aria-live="polite">
        <NearList t={t} locale={locale} items={near} draft="form" />
      </div>
      <ReviewList
        t={t}
        answers={answers}
        placeName={placeName}
        change={(target, what) => (
          <Button
            type="button"
            look="plain"
            aria-label={t('form.changeWhat', { what })}
            onClick={() => go(target)}
          >
            {t('form.change')}
          </Button>
        )}
      />
    </>
  );
}
