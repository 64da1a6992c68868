'use client';

import type { Translate } from '@/lib/platform/i18n/translate';

import { Button } from '../_ui/form/button';
import { PageTitle } from '../_ui/layout/page';

/** In place of the form while another tab writes the report: two writers would undo each other's words. */
export function DraftElsewhere({ t, onTakeOver }: { t: Translate; onTakeOver: () => void }) {
  return (
    <>
      <PageTitle>{t('report.otherTab.title')}</PageTitle>
      <div role="alert">
        <p className="mb-6">{t('report.otherTab.text')}</p>
      </div>
      <Button type="button" onClick={onTakeOver}>
        {t('report.otherTab.takeOver')}
      </Button>
    </>
  );
}
