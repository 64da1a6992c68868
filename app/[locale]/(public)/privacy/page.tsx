import { Article, Passage } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';

export const generateMetadata = pageMetadata('privacy.title');

export default async function PrivacyPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t } = context;
  return (
    <Article context={context} title={t('privacy.title')}>
      <Passage
        title={t('privacy.whatTitle')}
        texts={[t('privacy.what1'), t('privacy.what2'), t('privacy.what3')]}
      />
      <Passage
        title={t('privacy.whoTitle')}
        texts={[t('privacy.who1'), t('privacy.who2'), t('privacy.who3')]}
      />
      <Passage title={t('privacy.keepTitle')} texts={[t('privacy.keep1'), t('privacy.keep2')]} />
      <Passage title={t('privacy.browserTitle')} texts={[t('privacy.browser1'), t('privacy.browser2')]} />
      <Passage title={t('privacy.rightsTitle')} texts={[t('privacy.rights1'), t('privacy.rights2')]} />
    </Article>
  );
}
