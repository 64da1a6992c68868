import type { OutOfScope } from '@/lib/intake/suggest/suggest-schema';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { Translate } from '@/lib/platform/i18n/translate';

import { Notice } from '../_ui/content/notice';

/** Who else this may belong to. Advice: the form goes on all the same. */
export function ElsewhereNotice({ t, locale, advice }: { t: Translate; locale: Locale; advice: OutOfScope }) {
  return (
    <Notice title={t('report.elsewhere.title')}>
      <p>{locale === 'en' ? advice.reasonEn : advice.reason}</p>
      <p>
        <a href={`tel:${advice.where}`} className="min-h-target inline-flex items-center font-bold">
          {t('report.elsewhere.call', { number: advice.where })}
        </a>
      </p>
      <p>{t('report.elsewhere.still')}</p>
    </Notice>
  );
}
