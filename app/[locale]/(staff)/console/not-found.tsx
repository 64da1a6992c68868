import { pageContextFromHeaders } from '@/app/_page/context';
import { ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle } from '@/app/_ui/layout/page';

/** What is not there, or not theirs: the same words. */
export default async function ConsoleNotFound() {
  const { t, link } = await pageContextFromHeaders();
  return (
    <Page narrow>
      <PageTitle>{t('console.notFound.title')}</PageTitle>
      <p className="mb-6">{t('console.notFound.text')}</p>
      <ButtonLink href={link('/console')}>{t('console.notFound.home')}</ButtonLink>
    </Page>
  );
}
