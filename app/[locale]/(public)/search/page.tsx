import type { Metadata } from 'next';
import { redirect } from 'next/navigation';

import { pageContext, type PageContext } from '@/app/_page/context';
import type { PageProps } from '@/app/_page/metadata';
import { readerLimit } from '@/app/_page/reader-limit';
import { unlessAway } from '@/app/_page/when-away';
import { LONGEST_QUERY, SearchBox } from '@/app/_search/search-box';
import { searchSources } from '@/app/_search/search-sources';
import { ResultGroup, type SourceResult } from '@/app/_search/result-group';
import { Notice } from '@/app/_ui/content/notice';
import { ButtonLink } from '@/app/_ui/form/button';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { searchTerms } from '@/lib/platform/search-text';

interface Props extends PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What was asked for: trimmed, full-width letters as plain ones, cut where the search ends. */
async function askedFor(searchParams: Props['searchParams']): Promise<{ words: string; cut: boolean }> {
  const { q } = await searchParams;
  const typed = Array.from((typeof q === 'string' ? q : '').normalize('NFKC').trim().replace(/\s+/gu, ' '));
  return { words: typed.slice(0, LONGEST_QUERY).join(''), cut: typed.length > LONGEST_QUERY };
}

/** Twelve digits, however they are parted: somebody looks for a ticket. Whether there is one is not asked here. */
function ticketNumberIn(words: string): string | null {
  const digits = words.replace(/[\s\p{Pd}.·]/gu, '');
  return /^\d{12}$/u.test(digits) ? digits : null;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { t } = await pageContext(params);
  const { words } = await askedFor(searchParams);
  return {
    title: words ? t('search.titleOf', { words }) : t('search.title'),
    robots: { index: false, follow: false },
  };
}

async function findAll(words: string, context: PageContext): Promise<SourceResult[]> {
  return Promise.all(
    searchSources.map(async ({ id, title, find }) => ({
      id,
      title: context.t(title),
      found: await unlessAway(`search.${id}`, find(words, context)),
    })),
  );
}

/** What to do when nothing was found, or nothing was asked. */
function WaysOn({ context: { t, link } }: { context: PageContext }) {
  return (
    <p className="mb-6 flex flex-wrap gap-3">
      <ButtonLink href={link('/report')}>{t('report.nav')}</ButtonLink>
      <ButtonLink look="second" href="tel:12319">
        {t('home.call')}
      </ButtonLink>
      <ButtonLink look="second" href={link('/help')}>
        {t('search.help')}
      </ButtonLink>
    </p>
  );
}

async function Results({ words, context }: { words: string; context: PageContext }) {
  const { t } = context;
  const seconds = await readerLimit('search-address');
  if (seconds !== null)
    return (
      <>
        <Notice kind="warning" title={t('search.tooMany', { seconds })} />
        <WaysOn context={context} />
      </>
    );
  const results = await findAll(words, context);
  const shown = results.filter(({ found }) => found === null || found.count > 0);
  if (shown.length > 0)
    return shown.map((result) => <ResultGroup key={result.id} result={result} context={context} />);
  return (
    <>
      <Notice title={t('search.none', { words })}>{t('search.noneText')}</Notice>
      <WaysOn context={context} />
    </>
  );
}

/**
 * One search over help, notices and cases. Not kept by shared caches: what it answers depends on how often the reader has
 * asked (docs/decisions/0059).
 */
export default async function SearchPage({ params, searchParams }: Props) {
  const context = await pageContext(params);
  const { t, link } = context;
  const { words, cut } = await askedFor(searchParams);
  const number = ticketNumberIn(words);
  if (number) redirect(link(`/track?number=${number}`));
  const asked = searchTerms(words).length > 0;
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('site.home'), href: link('/') }, { text: t('search.title') }]}
      />
      <PageTitle>{asked ? t('search.titleOf', { words }) : t('search.title')}</PageTitle>
      <SearchBox words={words} context={context} />
      {cut ? <p className="mb-6">{t('search.cut', { max: LONGEST_QUERY })}</p> : null}
      {asked ? (
        <Results words={words} context={context} />
      ) : (
        <>
          <p className="mb-4">{t('search.empty')}</p>
          <WaysOn context={context} />
        </>
      )}
    </Page>
  );
}
