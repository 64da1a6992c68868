import type { Metadata } from 'next';

import { NoticeCards } from '@/app/_notices/notice-cards';
import { pageContext } from '@/app/_page/context';
import type { PageProps } from '@/app/_page/metadata';
import { chosenPrefecture, prefecturesOf } from '@/app/_page/prefecture';
import { placeName } from '@/app/_report/place-names';
import { Notice } from '@/app/_ui/content/notice';
import { Button } from '@/app/_ui/form/button';
import { SelectField } from '@/app/_ui/form/text-field';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { listNotices } from '@/lib/notices/list-notices';
import { reference } from '@/lib/tickets/reference';

/** More running at once than this would help nobody. */
const RUNNING = 50;
const ENDED = 20;

interface Props extends PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t, link } = await pageContext(params);
  return {
    title: t('notices.title'),
    alternates: { types: { 'application/atom+xml': link('/notices/feed.xml') } },
  };
}

/** What runs now, and below it what ended last. */
export default async function NoticesPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link, locale } = context;
  const facts = await reference();
  const chosen = chosenPrefecture((await searchParams).district, facts);
  const jurisdictionCode = chosen?.code ?? null;
  const [running, ended] = await Promise.all([
    listNotices({ state: 'running', jurisdictionCode, limit: RUNNING }),
    listNotices({ state: 'ended', jurisdictionCode, limit: ENDED }),
  ]);
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('site.home'), href: link('/') }, { text: t('notices.nav') }]}
      />
      <PageTitle>{t('notices.title')}</PageTitle>
      <p className="mb-6">{t('notices.lead')}</p>
      <form action={link('/notices')} method="get" className="no-print max-w-md">
        <SelectField id="district" name="district" label={t('notices.place')} defaultValue={chosen?.code}>
          <option value="">{t('notices.anyPlace')}</option>
          {prefecturesOf(facts).map((prefecture) => (
            <option key={prefecture.code} value={prefecture.code}>
              {placeName(prefecture, locale)}
            </option>
          ))}
        </SelectField>
        <p className="mb-8">
          <Button look="second">{t('notices.choose')}</Button>
        </p>
      </form>
      <h2 className="mb-3 text-xl">{t('notices.running')}</h2>
      {running.length === 0 ? (
        <Notice title={t('notices.none')}>{t('notices.noneText')}</Notice>
      ) : (
        <NoticeCards notices={running} reference={facts} context={context} />
      )}
      {ended.length > 0 ? (
        <>
          <h2 className="mt-8 mb-3 text-xl">{t('notices.ended')}</h2>
          <NoticeCards notices={ended} reference={facts} context={context} />
        </>
      ) : null}
      <p className="no-print">
        <a
          href={link('/notices/feed.xml')}
          type="application/atom+xml"
          className="min-h-target inline-flex items-center"
        >
          {t('notices.feed')}
        </a>
      </p>
    </Page>
  );
}
