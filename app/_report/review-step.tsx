import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import type { ClientStep } from './client-steps';
import { ReviewList } from './review-list';

/** Everything once more before it is sent, with script. */
export function ReviewStep({
  t,
  answers,
  placeName,
  go,
}: {
  t: Translate;
  answers: ReportAnswers;
  /** City, district and street in words. */
  placeName: string;
  go: (step: ClientStep) => void;
}) {
  return (
    <>
      <p className="mb-4">{t('report.review.lead')}</p>
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
