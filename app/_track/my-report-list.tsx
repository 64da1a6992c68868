import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { FollowedCase } from '@/lib/tickets/cases/followed-cases';
import type { MyTicket } from '@/lib/tickets/my-tickets';
import { trackPath } from '@/lib/tickets/track-link';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';

import { FollowedCases } from './followed-cases';

/** The reports of a proven contact, each leading to its page by its signed link, and the cases it follows. */
export function MyReportList({
  context,
  tickets,
  followed,
}: {
  context: PageContext;
  tickets: readonly MyTicket[];
  followed: readonly FollowedCase[];
}) {
  const { t, link, locale } = context;
  return (
    <>
      {tickets.length === 0 ? (
        <p className="mb-6">{t('my.none')}</p>
      ) : (
        <ul className="border-line mb-6 border-t">
          {tickets.map((ticket) => (
            <li key={ticket.trackingNumber} className="border-line border-b py-3">
              <a
                href={trackPath(ticket.trackingNumber, locale)}
                className="min-h-target inline-flex items-center font-bold"
              >
                {t('track.ticket', { number: formatTrackingNumber(ticket.trackingNumber) })}
              </a>
              <p>
                {[ticket.statusText[locale], ticket.category?.[locale], ticket.division[locale]]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {ticket.toBeErased ? <p>{t('my.toBeErased')}</p> : null}
              <p className="text-muted text-sm">
                <time dateTime={ticket.submittedAt.toISOString()}>
                  {formatDateTime(locale, ticket.submittedAt)}
                </time>
              </p>
            </li>
          ))}
        </ul>
      )}
      <p className="mb-6">
        <a href={link('/my-reports/data')} className="min-h-target inline-flex items-center">
          {t('my.data.link')}
        </a>
      </p>
      <FollowedCases context={context} followed={followed} />
      <form action={link('/my-reports/leave')} method="post">
        <Button look="second">{t('my.leave')}</Button>
      </form>
    </>
  );
}
