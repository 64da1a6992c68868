import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { Notice } from '@/app/_ui/content/notice';
import { ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle } from '@/app/_ui/layout/page';

export const generateMetadata = pageMetadata('my.erased.title', { hidden: true });

const countOf = (given: unknown) =>
  typeof given === 'string' && /^\d{1,5}$/u.test(given) ? Number(given) : 0;

/** Says what an erasure has done. Nobody is signed in any more. */
export default async function ErasedPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { t, link } = await pageContext(params);
  const { now, later } = await searchParams;
  return (
    <Page narrow>
      <PageTitle>{t('my.erased.title')}</PageTitle>
      <Notice kind="success" title={t('my.erased.now', { count: countOf(now) })}>
        {countOf(later) > 0 ? <p>{t('my.erased.later', { count: countOf(later) })}</p> : null}
        <p>{t('my.erased.told')}</p>
      </Notice>
      <ButtonLink href={link('/')}>{t('my.erased.home')}</ButtonLink>
    </Page>
  );
}
