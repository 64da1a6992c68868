import { redirect } from 'next/navigation';

import { pageContext } from '@/app/_page/context';
import { pageMetadata } from '@/app/_page/metadata';
import { PrintButton } from '@/app/_page/print-button';
import { ActLinks } from '@/app/_track/act-links';
import { DeadlineClock } from '@/app/_track/deadline-clock';
import { DoneNotice } from '@/app/_track/done-notice';
import { PublicCase } from '@/app/_track/public-case';
import { QuestionNotice } from '@/app/_track/question-notice';
import { proofOfLink, ticketPath } from '@/app/_track/reporter-proof';
import { ticketFacts } from '@/app/_track/ticket-facts';
import { timelineItems } from '@/app/_track/timeline-items';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Tag } from '@/app/_ui/content/tag';
import { Timeline } from '@/app/_ui/content/timeline';
import { ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { systemClock } from '@/lib/platform/clock';
import { formatDate } from '@/lib/platform/i18n/format';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';
import { trackForReporter } from '@/lib/tickets/track-ticket';

export const generateMetadata = pageMetadata('track.title', { hidden: true });

interface Props {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A ticket for who holds its signed link: where it stands, until when, who has it, and what has happened. */
export default async function TicketPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const [{ number }, query] = [await params, await searchParams];
  const proof = proofOfLink(number, query.t);
  if (!proof) redirect(link('/track?error=link'));
  const token = String(query.t);
  const { ticket, acts, questions, answers } = await trackForReporter(proof);
  return (
    <Page narrow>
      <PageTitle>{t('track.ticket', { number: formatTrackingNumber(ticket.trackingNumber) })}</PageTitle>
      <DoneNotice context={context} done={query.done} gone={query.gone} />
      <QuestionNotice context={context} questions={questions}>
        <ButtonLink href={link(ticketPath(number, token, '/answer'))}>
          {t('track.act.answer.link')}
        </ButtonLink>
      </QuestionNotice>
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
      {ticket.purgedAt ? (
        <Notice title={t('track.purgedTitle')}>
          {t('track.purged', { date: formatDate(locale, new Date(ticket.purgedAt)) })}
        </Notice>
      ) : null}
      <ActLinks context={context} number={number} token={token} acts={acts} />
      <h2 className="mb-3 text-xl">{t('track.timeline')}</h2>
      <Sheet>
        <Timeline items={timelineItems(ticket, context)} nowLabel={t('track.now')} />
      </Sheet>
      <PublicCase context={context} item={ticket.case} />
      <h2 className="mb-3 text-xl">{t('track.facts')}</h2>
      <DefinitionList items={ticketFacts({ ticket, answers }, context)} />
      <p className="flex flex-wrap gap-3">
        <PrintButton text={t('track.print')} />
        <ButtonLink look="second" href={link('/track')}>
          {t('track.other')}
        </ButtonLink>
      </p>
    </Page>
  );
}
