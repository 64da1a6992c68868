import { pageContextFromHeaders } from '@/app/_page/context';
import { ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle } from '@/app/_ui/layout/page';

export default async function NotFound() {
  const { t, link } = await pageContextFromHeaders();
  return (
    <Page narrow>
      <title>{`${t('notFound.title')} · ${t('site.title')}`}</title>
      <PageTitle>{t('notFound.title')}</PageTitle>
      <p className="mb-6">{t('notFound.text')}</p>
      <p className="flex flex-wrap gap-3">
        <ButtonLink href={link('/')}>{t('notFound.home')}</ButtonLink>
        <ButtonLink look="second" href={link('/track')}>
          {t('track.nav')}
        </ButtonLink>
      </p>
    </Page>
  );
}
