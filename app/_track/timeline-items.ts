import type { PageContext } from '@/app/_page/context';
import type { TimelineItem } from '@/app/_ui/content/timeline';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { Translate } from '@/lib/platform/i18n/translate';
import type { PublicTicketView } from '@/lib/tickets/view-schemas';

/** Steps that move nothing but have a name of their own. */
const NAMED = ['question', 'addition', 'answer', 'urging', 'contact_changed'] as const;

function noteTitle(type: string, t: Translate): string {
  const named = NAMED.find((name) => name === type);
  return named ? t(`track.event.${named}`) : t('track.note');
}

/** A ticket's public timeline as the page shows it; the last entry that set the status is where the ticket stands. */
export function timelineItems(ticket: PublicTicketView, { t, locale }: PageContext): TimelineItem[] {
  const standing = ticket.timeline.findLastIndex((entry) => entry.status !== null);
  return ticket.timeline.map((entry, index) => ({
    id: `${entry.at}-${index}`,
    title: entry.statusText ? entry.statusText[locale] : noteTitle(entry.type, t),
    time: formatDateTime(locale, new Date(entry.at)),
    dateTime: entry.at,
    lines: [
      ...(entry.unit ? [t('track.byUnit', { unit: entry.unit })] : []),
      ...(entry.text ? [entry.text] : []),
      ...(entry.dueAt ? [t('track.newDue', { at: formatDateTime(locale, new Date(entry.dueAt)) })] : []),
    ],
    now: index === standing,
  }));
}
