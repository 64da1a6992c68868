import type { PageContext } from '@/app/_page/context';
import type { Definition } from '@/app/_ui/content/definition-list';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { ReporterView } from '@/lib/tickets/track-ticket';

/** When, what, where, who: a ticket's facts with its reporter's own answers, for its page and its receipt. */
export function ticketFacts(
  { ticket, answers }: Pick<ReporterView, 'ticket' | 'answers'>,
  { t, locale }: PageContext,
): Definition[] {
  const place = [ticket.division, ticket.street]
    .flatMap((part) => (part ? [part.name[locale]] : []))
    .join(' ');
  return [
    { name: t('track.submitted'), value: formatDateTime(locale, new Date(ticket.submittedAt)) },
    ...(ticket.category ? [{ name: t('track.category'), value: ticket.category.name[locale] }] : []),
    ...answers.map(({ label, value }) => ({ name: label[locale], value: value[locale] })),
    { name: t('track.place'), value: place },
    ...(ticket.desk ? [{ name: t('track.desk'), value: ticket.desk.name[locale] }] : []),
    ...(ticket.unit ? [{ name: t('track.unit'), value: ticket.unit }] : []),
    { name: t('track.photos'), value: t('track.photoCount', { count: ticket.photos }) },
    ...(ticket.closedAt
      ? [{ name: t('track.closedAt'), value: formatDateTime(locale, new Date(ticket.closedAt)) }]
      : []),
  ];
}
