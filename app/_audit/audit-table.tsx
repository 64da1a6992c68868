import { DataTable } from '@/app/_ui/table/data-table';
import { Tag } from '@/app/_ui/content/tag';
import { actionName } from '@/lib/audit/action-names';
import { subjectName } from '@/lib/audit/subject-names';
import type { AuditRowView } from '@/lib/audit/audit-rows';

import type { PageContext } from '../_page/context';
import { actorText, auditTime, placeText, shortId } from './audit-words';

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
      ]}
      rows={rows.map((row) => ({
        id: row.reference,
        cells: [
          <span key="time">
            <a
              href={link(`/console/audit/${row.reference}`)}
              className="min-h-target -my-2 inline-flex items-center font-bold whitespace-nowrap tabular-nums"
            >
              {auditTime(row.at)}
            </a>
            <span className="text-muted block text-sm font-normal">
              {row.position === null
                ? t('console.audit.notSealed')
                : t('console.audit.sealedAs', { position: row.position })}
            </span>
          </span>,
          <span key="action">
            {actionName(row.action, locale)}{' '}
            <code className="text-muted block text-sm break-words">{row.action}</code>
          </span>,
          <span key="who" className="break-words">
            {actorText(context, row)}
          </span>,
          <OutcomeTag key="outcome" context={context} outcome={row.outcome} />,
          <span key="subject">
            {subjectName(row.subjectKind, locale)}
            <span className="text-muted block text-sm break-words">
              {row.subjectLogin ?? shortId(row.subjectId)}
            </span>
          </span>,
          placeText(context, places, row.jurisdictionCode),
        ],
      }))}
    />
  );
}
