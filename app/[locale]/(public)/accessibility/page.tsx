import { Article, Passage } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';

export const generateMetadata = pageMetadata('accessibility.title');

export default async function AccessibilityPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t } = context;
  return (
    <Article context={context} title={t('accessibility.title')}>
      <Passage title={t('accessibility.aimTitle')} text={t('accessibility.aim')} />
      <Passage title={t('accessibility.modesTitle')} text={t('accessibility.modes')} />
      <Passage title={t('accessibility.limitsTitle')} text={t('accessibility.limits')} />
      <Passage title={t('accessibility.tellTitle')} text={t('accessibility.tell')} />
    </Article>
  );
}
