import type { PageContext } from '@/app/_page/context';
import type { TimelineItem } from '@/app/_ui/content/timeline';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { PublicTicketView } from '@/lib/tickets/view-schemas';

type Entry = PublicTicketView['timeline'][number];

/** An entry that changes nothing and says nothing is the desk's own bookkeeping. */
const tells = (entry: Entry) => entry.status !== null || entry.text !== null || entry.dueAt !== null;

/**
 * A ticket's public timeline as the page shows it. The last entry that set the status is where the ticket stands; the
 * unit is named where it changes.
 */
export function timelineItems(ticket: PublicTicketView, { t, locale }: PageContext): TimelineItem[] {
  const entries = ticket.timeline.filter(tells);
  const standing = entries.findLastIndex((entry) => entry.status !== null);
  const unitBefore = (index: number) => entries.slice(0, index).findLast(({ unit }) => unit !== null)?.unit;
  return entries.map((entry, index) => ({
    id: `${entry.at}-${index}`,
    title: entry.statusText ? entry.statusText[locale] : t('track.note'),
    time: formatDateTime(locale, new Date(entry.at)),
    dateTime: entry.at,
    lines: [
      ...(entry.unit && entry.unit !== unitBefore(index) ? [t('track.byUnit', { unit: entry.unit })] : []),
      ...(entry.text ? [entry.text] : []),
      ...(entry.dueAt ? [t('track.newDue', { at: formatDateTime(locale, new Date(entry.dueAt)) })] : []),
    ],
    now: index === standing,
  }));
}
