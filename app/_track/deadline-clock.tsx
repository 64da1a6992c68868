import type { PageContext } from '@/app/_page/context';
import { formatDateTime, formatDuration } from '@/lib/platform/i18n/format';
import { isOpen } from '@/lib/tickets/status';
import type { PublicTicketView } from '@/lib/tickets/view-schemas';

/** Until when, and how long that is from now. The words alone say whether it is late. */
export function DeadlineClock({
  ticket,
  context: { t, locale },
  now,
}: {
  ticket: Pick<PublicTicketView, 'status' | 'closedAt' | 'deadline'>;
  context: PageContext;
  now: Date;
}) {
  const { deadline } = ticket;
  if (!deadline) {
    return (
      <>
        <p className="text-muted font-bold">{t('track.deadline')}</p>
        <p>{t('track.noDeadline')}</p>
      </>
    );
  }
  const due = new Date(deadline.dueAt);
  const ended = ticket.closedAt ? new Date(ticket.closedAt) : now;
  const time = formatDuration(t, due.getTime() - ended.getTime());
  return (
    <>
      <p className="text-muted font-bold">{t('track.deadline')}</p>
      <p>
        <time dateTime={deadline.dueAt}>{t('track.due', { at: formatDateTime(locale, due) })}</time>
      </p>
      {deadline.overdue ? (
        <p className="text-danger font-bold">{t('track.overdue', { time })}</p>
      ) : isOpen(ticket.status) ? (
        <p className="font-bold">{t('track.remaining', { time })}</p>
      ) : null}
      {deadline.provisional ? <p className="text-muted text-sm">{t('track.provisional')}</p> : null}
    </>
  );
}
