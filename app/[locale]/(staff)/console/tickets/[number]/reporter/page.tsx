import { pageMetadata } from '@/app/_page/metadata';
import { keptFormOf } from '@/app/_staff/kept-form';
import { RevealForm, RevealHistory, RevealedContact } from '@/app/_staff/reporter-reveal';
import { reporterPath, revealedOf } from '@/app/_staff/revealed';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { readReporter } from '@/lib/privacy/read-reporter';
import { formatTrackingNumber } from '@/lib/tickets/tracking-number';

export const generateMetadata = pageMetadata('console.reporter.title', { hidden: true });

/** Who reported a ticket: masked, and after a reason was given, shown for a moment. */
export default async function ReporterPage({
  params,
  searchParams,
}: {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const page = await staffPage(params, { permission: 'reporter.read', recent: true });
  const { t, locale, headers, identity } = page;
  const reporter = await orNotFound(readReporter(identity.actor, (await params).number));
  const { trackingNumber, keepSecret, contact, mayReveal, reveals } = reporter;
  const kept = keptFormOf(headers, reporterPath(trackingNumber), await searchParams, locale);
  const revealed = revealedOf(headers, trackingNumber, identity.actor.sessionId);
  return (
    <Page narrow>
      <PageTitle>{t('console.reporter.of', { number: formatTrackingNumber(trackingNumber) })}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      {keepSecret ? (
        <Notice kind="warning" title={t('console.reporter.secret')}>
          {t(mayReveal ? 'console.reporter.secretText' : 'console.reporter.secretClosed')}
        </Notice>
      ) : null}
      {contact === null ? (
        <p className="mb-6">{t('console.reporter.none')}</p>
      ) : revealed ? (
        <RevealedContact context={page} number={trackingNumber} contact={revealed} />
      ) : (
        <DefinitionList
          items={(['name', 'phone', 'email'] as const).map((part) => ({
            name: t(`console.reporter.${part}`),
            value: contact[part] ?? '—',
          }))}
        />
      )}
      {mayReveal && !revealed ? <RevealForm context={page} number={trackingNumber} kept={kept} /> : null}
      {reveals ? <RevealHistory context={page} reveals={reveals} /> : null}
    </Page>
  );
}
