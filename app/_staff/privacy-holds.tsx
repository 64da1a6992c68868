import { Button } from '@/app/_ui/form/button';
import { TextField } from '@/app/_ui/form/text-field';
import { Sheet } from '@/app/_ui/layout/page';
import { DataTable } from '@/app/_ui/table/data-table';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { HoldView } from '@/lib/privacy/read-privacy';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';

import type { PageContext } from '../_page/context';
import type { KeptForm } from './kept-form';

/** The tickets that are held, each with the way to end it. */
export function HoldTable({
  context: { t, link, locale },
  holds,
  mayRelease,
}: {
  context: PageContext;
  holds: readonly HoldView[];
  mayRelease: boolean;
}) {
  if (holds.length === 0) return <p className="mb-6">{t('console.privacy.noHolds')}</p>;
  return (
    <DataTable
      caption={t('console.privacy.holdCount', { count: holds.length })}
      columns={[
        t('console.privacy.number'),
        t('console.privacy.reason'),
        t('console.privacy.placed'),
        ...(mayRelease ? [t('console.privacy.act')] : []),
      ]}
      rows={holds.map(({ trackingNumber, reason, placedAt, placedBy }) => ({
        id: trackingNumber,
        cells: [
          formatTrackingNumber(trackingNumber),
          reason,
          `${formatDateTime(locale, placedAt)} ${placedBy ?? ''}`,
          ...(mayRelease
            ? [
                <form key="release" action={link('/console/privacy/release')} method="post">
                  <input type="hidden" name="number" value={trackingNumber} />
                  <Button
                    look="second"
                    aria-label={t('console.privacy.releaseWhat', { number: trackingNumber })}
                  >
                    {t('console.privacy.release')}
                  </Button>
                </form>,
              ]
            : []),
        ],
      }))}
    />
  );
}

/** Holds one more ticket. */
export function HoldForm({ context: { t, link }, kept }: { context: PageContext; kept: KeptForm }) {
  return (
    <Sheet>
      <h3 className="mb-4 text-lg">{t('console.privacy.holdOne')}</h3>
      <form action={link('/console/privacy/hold')} method="post" noValidate>
        <TextField
          id="number"
          name="number"
          label={t('console.privacy.number')}
          hint={t('console.privacy.numberHint')}
          error={kept.errorOf('number')}
          defaultValue={kept.value('number')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={30}
          width="code"
          required
        />
        <TextField
          id="reason"
          name="reason"
          label={t('console.privacy.reason')}
          hint={t('console.privacy.reasonHint')}
          error={kept.errorOf('reason')}
          defaultValue={kept.value('reason')}
          autoComplete="off"
          maxLength={200}
          required
        />
        <Button>{t('console.privacy.hold')}</Button>
      </form>
    </Sheet>
  );
}
