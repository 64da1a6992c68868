import type { Metadata } from 'next';

import { CaseCards } from '@/app/_cases/case-list';
import { DistrictMap } from '@/app/_cases/district-map';
import { FilterForm } from '@/app/_cases/filter-form';
import { pageContext } from '@/app/_page/context';
import type { PageProps } from '@/app/_page/metadata';
import { Notice } from '@/app/_ui/content/notice';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { Pagination } from '@/app/_ui/table/pagination';
import { formatTime } from '@/lib/platform/i18n/format';
import { filterQuery } from '@/lib/tickets/cases/case-filters';
import { listCases, readableCaseQuery } from '@/lib/tickets/cases/list-cases';
import { reference } from '@/lib/tickets/reference';

const PAGE = 20;

interface Props extends PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function queryOf(searchParams: Props['searchParams']) {
  const single = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  return readableCaseQuery(new URLSearchParams(single));
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { t, link } = await pageContext(params);
  const { filters } = await queryOf(searchParams);
  return {
    title: t('cases.title'),
    alternates: { types: { 'application/atom+xml': link(`/cases/feed.xml${filterQuery(filters)}`) } },
  };
}

/** What has been reported and what became of it: a list that anyone may search. */
export default async function CasesPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link } = context;
  const query = await queryOf(searchParams);
  const [list, facts] = await Promise.all([listCases(query, PAGE), reference()]);
  const { filters, cursor } = query;
  const count = list.count.toLocaleString('en');
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('site.home'), href: link('/') }, { text: t('cases.nav') }]}
      />
      <PageTitle>{t('cases.title')}</PageTitle>
      <p className="mb-6">{t('cases.lead')}</p>
      <FilterForm filters={filters} list={list} reference={facts} context={context} />
      <h2 className="mb-3 text-xl">
        {list.countedAt
          ? t('cases.countAt', { count, at: formatTime(context.locale, new Date(list.countedAt)) })
          : t(list.capped ? 'cases.countCapped' : 'cases.count', { count })}
      </h2>
      {list.items.length === 0 ? (
        <Notice title={t('cases.none')}>{t('cases.noneText')}</Notice>
      ) : (
        <CaseCards items={list.items} context={context} />
      )}
      <Pagination
        label={t('cases.pages')}
        previous={
          cursor === null
            ? undefined
            : { href: link(`/cases${filterQuery(filters)}`), text: t('cases.first') }
        }
        next={
          list.next === null
            ? undefined
            : { href: link(`/cases${filterQuery(filters, { cursor: list.next })}`), text: t('cases.next') }
        }
      />
      <DistrictMap list={list} filters={filters} reference={facts} context={context} />
      <p>
        <a
          href={link(`/cases/feed.xml${filterQuery(filters)}`)}
          type="application/atom+xml"
          className="min-h-target inline-flex items-center"
        >
          {t('cases.feed')}
        </a>
      </p>
    </Page>
  );
}
