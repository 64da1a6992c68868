import type { ReportAnswers } from '@/lib/intake/draft-answers';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import type { CategoryDetail } from '@/lib/tickets/view-schemas';
import type { ClientStep } from './client-steps';
import { ReviewList } from './review-list';

/** Everything once more before it is sent, with script. */
export function ReviewStep({
  t,
  locale,
  answers,
  category,
  placeName,
  go,
}: {
  t: Translate;
  locale: Locale;
  answers: ReportAnswers;
  /** The category chosen, once it is loaded. */
  category: CategoryDetail | null;
  /** City, district and street in words. */
  placeName: string;
  go: (step: ClientStep) => void;
}) {
  return (
    <>
      <p className="mb-4">{t('report.review.lead')}</p>
      <ReviewList
        t={t}
        locale={locale}
        answers={answers}
        category={category}
        placeName={placeName}
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
