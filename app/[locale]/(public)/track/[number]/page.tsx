import { redirect } from 'next/navigation';

import { pageContext, type PageContext } from '@/app/_page/context';
import { pageMetadata } from '@/app/_page/metadata';
import { PrintButton } from '@/app/_page/print-button';
import { DeadlineClock } from '@/app/_track/deadline-clock';
import { timelineItems } from '@/app/_track/timeline-items';
import { DefinitionList, type Definition } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Tag } from '@/app/_ui/content/tag';
import { Timeline } from '@/app/_ui/content/timeline';
import { ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { systemClock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import { formatDateTime } from '@/lib/platform/i18n/format';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';
import { trackByLink } from '@/lib/tickets/track-ticket';
import type { PublicTicketView } from '@/lib/tickets/view-schemas';

export const generateMetadata = pageMetadata('track.title', { hidden: true });

interface Props {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function ticketOf(number: string, token: unknown): Promise<PublicTicketView | null> {
  try {
    return await trackByLink(number, typeof token === 'string' ? token : '');
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}

function facts(ticket: PublicTicketView, { t, locale }: PageContext): Definition[] {
  const place = [ticket.division, ticket.street]
    .flatMap((part) => (part ? [part.name[locale]] : []))
    .join(' ');
  return [
    { name: t('track.submitted'), value: formatDateTime(locale, new Date(ticket.submittedAt)) },
    ...(ticket.category ? [{ name: t('track.category'), value: ticket.category.name[locale] }] : []),
    { name: t('track.place'), value: place },
    ...(ticket.desk ? [{ name: t('track.desk'), value: ticket.desk.name[locale] }] : []),
    ...(ticket.unit ? [{ name: t('track.unit'), value: ticket.unit }] : []),
    { name: t('track.photos'), value: t('track.photoCount', { count: ticket.photos }) },
    ...(ticket.closedAt
      ? [{ name: t('track.closedAt'), value: formatDateTime(locale, new Date(ticket.closedAt)) }]
      : []),
  ];
}

/** A ticket for who holds its signed link: where it stands, until when, who has it, and what has happened. */
export default async function TicketPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const ticket = await ticketOf((await params).number, (await searchParams).t);
  if (!ticket) redirect(link('/track?error=link'));
  return (
    <Page narrow>
      <PageTitle>{t('track.ticket', { number: formatTrackingNumber(ticket.trackingNumber) })}</PageTitle>
      <Sheet>
        <p className="text-muted font-bold">{t('track.status')}</p>
        <p className="mb-4 flex flex-wrap items-center gap-3 text-xl font-bold">
          {ticket.statusText[locale]}
          {ticket.overdue ? <Tag kind="danger">{t('track.overdueTag')}</Tag> : null}
        </p>
        <DeadlineClock ticket={ticket} context={context} now={systemClock.now()} />
      </Sheet>
      {ticket.status === 'closed' || ticket.status === 'not_accepted' ? (
        <Notice title={t('track.remediesTitle')}>{t('track.remedies')}</Notice>
      ) : null}
      <h2 className="mb-3 text-xl">{t('track.timeline')}</h2>
      <Sheet>
        <Timeline items={timelineItems(ticket, context)} nowLabel={t('track.now')} />
      </Sheet>
      <h2 className="mb-3 text-xl">{t('track.facts')}</h2>
      <DefinitionList items={facts(ticket, context)} />
      <p className="flex flex-wrap gap-3">
        <PrintButton text={t('track.print')} />
        <ButtonLink look="second" href={link('/track')}>
          {t('track.other')}
        </ButtonLink>
      </p>
    </Page>
  );
}
