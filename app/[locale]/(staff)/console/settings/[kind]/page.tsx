import type { Metadata } from 'next';

import { pageContext } from '@/app/_page/context';
import { kindPage } from '@/app/_settings/kind-page';
import { screenOf } from '@/app/_settings/screens';
import { ButtonLink } from '@/app/_ui/form/button';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';

interface Props {
  params: Promise<{ locale: string; kind: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await pageContext(params);
  return { title: t(screenOf((await params).kind).name) };
}

/** All settings of one kind. */
export default async function KindPage({ params, searchParams }: Props) {
  const { page, screen } = await kindPage(params);
  const { t, link } = page;
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('settings.title'), href: link('/console/settings') }, { text: t(screen.name) }]}
      />
      <PageTitle>{t(screen.name)}</PageTitle>
      <p className="mb-4">{t(screen.about)}</p>
      <p className="mb-6 flex flex-wrap items-center gap-x-6">
        {screen.add ? (
          <ButtonLink href={link(`/console/settings/${screen.kind}/edit`)}>{t(screen.add)}</ButtonLink>
        ) : null}
        <a
          href={link(`/console/settings/changes?kind=${screen.kind}`)}
          className="min-h-target inline-flex items-center font-bold"
        >
          {t('settings.historyOf')}
        </a>
      </p>
      {await screen.List({ page, query: await searchParams })}
    </Page>
  );
}
