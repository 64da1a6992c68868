import type { Metadata } from 'next';

import { CaseClock } from '@/app/_cases/case-clock';
import { caseOf } from '@/app/_cases/case-of';
import { casePlace } from '@/app/_cases/case-words';
import { FlagForm } from '@/app/_cases/flag-form';
import { pageContext, type PageContext } from '@/app/_page/context';
import { DefinitionList, type Definition } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Tag } from '@/app/_ui/content/tag';
import { Timeline } from '@/app/_ui/content/timeline';
import { ButtonLink } from '@/app/_ui/form/button';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { formatDate } from '@/lib/platform/i18n/format';
import type { CaseDetail } from '@/lib/tickets/cases/case-schemas';

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t, locale } = await pageContext(params);
  const item = await caseOf((await params).id);
  return {
    title: t('cases.caseTitle', { category: item.category.name[locale], place: casePlace(item, locale) }),
  };
}

function facts(item: CaseDetail, { t, locale, link }: PageContext): Definition[] {
  const address = env().publicBaseUrl + link(`/cases/${item.id}`);
  return [
    { name: t('cases.category'), value: item.category.name[locale] },
    { name: t('cases.place'), value: casePlace(item, locale) },
    { name: t('cases.submitted'), value: formatDate(locale, new Date(item.submittedAt)) },
    ...(item.closedAt
      ? [{ name: t('cases.closed'), value: formatDate(locale, new Date(item.closedAt)) }]
      : []),
    ...(item.desk ? [{ name: t('cases.desk'), value: item.desk.name[locale] }] : []),
    ...(item.description
      ? [{ name: t('cases.description'), value: <span lang="zh-CN">{item.description}</span> }]
      : []),
    ...(item.result ? [{ name: t('cases.result'), value: <span lang="zh-CN">{item.result}</span> }] : []),
    { name: t('cases.share'), value: <a href={address}>{address}</a> },
  ];
}

/** One published case: what, where, who has it, until when, and how it went. Never who reported it, nor their words. */
export default async function CasePage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const item = await caseOf((await params).id);
  const flagged = (await searchParams).flagged === '1';
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('site.home'), href: link('/') },
          { text: t('cases.nav'), href: link('/cases') },
          { text: item.category.name[locale] },
        ]}
      />
      <PageTitle>
        {t('cases.caseTitle', { category: item.category.name[locale], place: casePlace(item, locale) })}
      </PageTitle>
      {flagged ? (
        <Notice kind="success" title={t('cases.flagged')}>
          {t('cases.flaggedText')}
        </Notice>
      ) : null}
      <Sheet>
        <p className="text-muted font-bold">{t('cases.status')}</p>
        <p className="mb-4 flex flex-wrap items-center gap-3 text-xl font-bold">
          {item.statusText[locale]}
          {item.overdue ? <Tag kind="danger">{t('cases.overdueTag')}</Tag> : null}
        </p>
        <CaseClock item={item} context={context} now={systemClock.now()} />
        {item.followers > 0 ? (
          <p className="mt-3">{t('cases.followers', { count: item.followers })}</p>
        ) : null}
        {item.state === 'open' ? (
          <p className="mt-3">
            <ButtonLink look="second" href={link(`/cases/${item.id}/follow`)}>
              {t('cases.alsoMet')}
            </ButtonLink>
          </p>
        ) : null}
      </Sheet>
      <h2 className="mb-3 text-xl">{t('cases.timeline')}</h2>
      <Sheet>
        <Timeline
          nowLabel={t('track.now')}
          items={item.timeline.map((step, index) => ({
            id: `${step.at}-${index}`,
            title: step.statusText[locale],
            time: formatDate(locale, new Date(step.at)),
            dateTime: step.at,
            now: index === item.timeline.length - 1,
          }))}
        />
      </Sheet>
      <h2 className="mb-3 text-xl">{t('cases.facts')}</h2>
      <DefinitionList items={facts(item, context)} />
      <p className="text-muted mb-6 text-sm">{t('cases.redacted')}</p>
      <FlagForm caseId={item.id} context={context} />
    </Page>
  );
}
