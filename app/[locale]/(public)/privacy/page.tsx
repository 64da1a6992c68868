import { Article, Passage } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';

export const generateMetadata = pageMetadata('privacy.title');

export default async function PrivacyPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t } = context;
  return (
    <Article context={context} title={t('privacy.title')}>
      <p className="mb-8">{t('privacy.lead')}</p>
      <Passage title={t('privacy.whatTitle')} text={t('privacy.what')} />
      <Passage title={t('privacy.minorsTitle')} text={t('privacy.minors')} />
      <Passage title={t('privacy.whoTitle')} text={t('privacy.who')} />
      <Passage title={t('privacy.keepTitle')} text={t('privacy.keep')} />
      <Passage title={t('privacy.browserTitle')} text={t('privacy.browser')} />
      <Passage title={t('privacy.rightsTitle')} text={t('privacy.rights')} />
    </Article>
  );
}
