import { DataTable } from '@/app/_ui/table/data-table';
import { Tag } from '@/app/_ui/content/tag';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { ClassReport } from '@/lib/privacy/read-privacy';

import type { PageContext } from '../_page/context';

function LastRun({ context: { t, locale }, last }: { context: PageContext; last: ClassReport['last'] }) {
  if (!last) return t('console.privacy.neverRun');
  return (
    <>
      {formatDateTime(locale, last.at)}
      <br />
      {t('console.privacy.purged', { count: last.purged })}
      {last.error ? (
        <>
          <br />
          <Tag kind="danger">{t('console.privacy.error', { error: last.error })}</Tag>
        </>
      ) : null}
    </>
  );
}

function Remaining({ context: { t, locale }, last }: { context: PageContext; last: ClassReport['last'] }) {
  if (!last || last.error) return '—';
  return (
    <>
      {last.oldestLeft
        ? t('console.privacy.oldest', { at: formatDateTime(locale, last.oldestLeft) })
        : t('console.privacy.empty')}
      {last.overdueLeft > 0 ? (
        <>
          <br />
          {t('console.privacy.overdue', { count: last.overdueLeft, held: last.heldLeft })}
        </>
      ) : null}
    </>
  );
}

/** Every retention class: what it covers, its days and their source, and what the last run did and left. */
export function RetentionTable({
  context,
  classes,
}: {
  context: PageContext;
  classes: readonly ClassReport[];
}) {
  const { t, locale } = context;
  return (
    <DataTable
      caption={t('console.privacy.classes')}
      columns={[
        t('console.privacy.covers'),
        t('console.privacy.days'),
        t('console.privacy.purges'),
        t('console.privacy.lastRun'),
        t('console.privacy.left'),
        t('console.privacy.basis'),
      ]}
      rows={classes.map(({ code, covers, days, after, purges, last, basis, confidence }) => ({
        id: code,
        cells: [
          covers[locale],
          t(days > 0 ? 'console.privacy.daysAfter' : 'console.privacy.atOnce', {
            days,
            after: after[locale],
          }),
          purges[locale],
          <LastRun key="last" context={context} last={last} />,
          <Remaining key="left" context={context} last={last} />,
          <span key="basis">
            <span lang="zh-CN">{basis}</span>
            {confidence === 'assumed' ? ` ${t('console.privacy.assumed')}` : null}
          </span>,
        ],
      }))}
    />
  );
}
