import { DataTable } from '@/app/_ui/table/data-table';
import { Tag } from '@/app/_ui/content/tag';
import { actionName } from '@/lib/audit/action-names';
import type { AuditRowView } from '@/lib/audit/audit-rows';

import type { PageContext } from '../_page/context';
import { actorText, auditTime, placeText, subjectText } from './audit-words';

/** How an act went. */
export function OutcomeTag({ context: { t }, outcome }: { context: PageContext; outcome: string }) {
  return outcome === 'refused' ? (
    <Tag kind="warning">{t('console.audit.refused')}</Tag>
  ) : (
    <Tag>{t('console.audit.done')}</Tag>
  );
}

/** Rows of the audit trail, newest first; the time leads to the row's page. */
export function AuditTable({
  context,
  caption,
  rows,
  places,
}: {
  context: PageContext;
  caption: string;
  rows: readonly AuditRowView[];
  places: ReadonlyMap<string, string>;
}) {
  const { t, link, locale } = context;
  return (
    <DataTable
      caption={caption}
      columns={[
        t('console.audit.time'),
        t('console.audit.action'),
        t('console.audit.who'),
        t('console.audit.outcome'),
        t('console.audit.subject'),
        t('console.audit.place'),
        t('console.audit.seal'),
      ]}
      rows={rows.map((row) => ({
        id: row.reference,
        cells: [
          <a
            key="time"
            href={link(`/console/audit/${row.reference}`)}
            className="min-h-target -my-2 inline-flex items-center font-bold whitespace-nowrap tabular-nums"
          >
            {auditTime(row.at)}
          </a>,
          <span key="action">
            {actionName(row.action, locale)}{' '}
            <code className="text-muted block text-sm break-all">{row.action}</code>
          </span>,
          <span key="who" className="break-all">
            {actorText(context, row)}
          </span>,
          <OutcomeTag key="outcome" context={context} outcome={row.outcome} />,
          <span key="subject" className="break-all">
            {subjectText(context, row)}
          </span>,
          placeText(context, places, row.jurisdictionCode),
          row.position === null ? t('console.audit.notSealed') : `№ ${row.position}`,
        ],
      }))}
    />
  );
}
