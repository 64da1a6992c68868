import type { PageContext } from '@/app/_page/context';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Timeline } from '@/app/_ui/content/timeline';
import { Sheet } from '@/app/_ui/layout/page';
import { DataTable } from '@/app/_ui/table/data-table';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { PersonData } from '@/lib/privacy/export-schema';
import { trackPath } from '@/lib/tickets/track-link';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';

import { timelineItems } from './timeline-items';

/** One report with everything that was left with it. */
export function PersonReport({
  context,
  report,
}: {
  context: PageContext;
  report: PersonData['reports'][number];
}) {
  const { t, locale } = context;
  const { trackingNumber, name, phone, email, description, address, photoLinks, erasedWhenClosed } = report;
  const answers = Object.values(report.answers).map(String).join('；');
  return (
    <Sheet>
      <h3 className="mb-2 text-lg">
        <a
          href={trackPath(trackingNumber, locale)}
          className="min-h-target inline-flex items-center font-bold"
        >
          {t('track.ticket', { number: formatTrackingNumber(trackingNumber) })}
        </a>
      </h3>
      {erasedWhenClosed ? <p className="mb-2 font-bold">{t('my.toBeErased')}</p> : null}
      <DefinitionList
        items={[
          { name: t('my.data.description'), value: description || '—' },
          { name: t('my.data.address'), value: address ?? '—' },
          ...(report.lng !== null && report.lat !== null
            ? [{ name: t('my.data.position'), value: `${report.lat}, ${report.lng}` }]
            : []),
          ...(answers ? [{ name: t('my.data.answers'), value: answers }] : []),
          { name: t('my.data.contact'), value: [name, phone, email].filter(Boolean).join('，') || '—' },
          ...(photoLinks.length > 0
            ? [
                {
                  name: t('my.data.photos'),
                  value: photoLinks.map((photo, index) => (
                    <a key={photo} href={photo} className="min-h-target mr-4 inline-flex items-center">
                      {t('my.data.photo', { number: index + 1 })}
                    </a>
                  )),
                },
              ]
            : []),
        ]}
      />
      <Timeline items={timelineItems(report, context)} nowLabel={t('track.now')} />
    </Sheet>
  );
}

/** What is held beside the reports: messages, followed cases, sessions, codes and messages that were declined. */
export function PersonRecords({ context: { t, locale }, data }: { context: PageContext; data: PersonData }) {
  const at = (iso: string) => formatDateTime(locale, new Date(iso));
  const tables = [
    {
      caption: t('my.data.messages', { count: data.messages.length }),
      columns: [t('my.data.when'), t('my.data.what')],
      rows: data.messages.map((message) => [at(message.at), `${message.to} ${message.text}`]),
    },
    {
      caption: t('my.data.following', { count: data.following.length }),
      columns: [t('my.data.when'), t('my.data.what')],
      rows: data.following.map((one) => [at(one.since), `${one.category[locale]} ${one.division[locale]}`]),
    },
    {
      caption: t('my.data.sessions', { count: data.sessions.length }),
      columns: [t('my.data.when'), t('my.data.lastSeen')],
      rows: data.sessions.map((one) => [at(one.startedAt), at(one.lastSeenAt)]),
    },
    {
      caption: t('my.data.codes', { count: data.codes.length }),
      columns: [t('my.data.when'), t('my.data.what')],
      rows: data.codes.map((one) => [at(one.askedAt), t(one.used ? 'my.data.used' : 'my.data.unused')]),
    },
    {
      caption: t('my.data.optedOut', { count: data.optedOut.length }),
      columns: [t('my.data.when'), t('my.data.what')],
      rows: data.optedOut.map((one) => [at(one.since), one.channel]),
    },
  ];
  return tables
    .filter(({ rows }) => rows.length > 0)
    .map(({ caption, columns, rows }) => (
      <DataTable
        key={caption}
        caption={caption}
        columns={columns}
        rows={rows.map((cells, index) => ({ id: String(index), cells }))}
      />
    ));
}
