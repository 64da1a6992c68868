import { Article } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { ButtonLink } from '@/app/_ui/form/button';

export const generateMetadata = pageMetadata('report.expiredTitle', { hidden: true });

export default async function ExpiredPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t, link } = context;
  return (
    <Article context={context} title={t('report.expiredTitle')}>
      <p className="mb-6">{t('report.expiredText')}</p>
      <ButtonLink href={link('/report')}>{t('report.expiredAgain')}</ButtonLink>
    </Article>
  );
}
