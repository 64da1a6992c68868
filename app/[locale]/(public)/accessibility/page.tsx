import { Article, Passage } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';

export const generateMetadata = pageMetadata('accessibility.title');

export default async function AccessibilityPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t } = context;
  return (
    <Article context={context} title={t('accessibility.title')}>
      <Passage
        title={t('accessibility.aimTitle')}
        texts={[t('accessibility.aim1'), t('accessibility.aim2')]}
      />
      <Passage
        title={t('accessibility.modesTitle')}
        texts={[t('accessibility.modes1'), t('accessibility.modes2')]}
      />
      <Passage title={t('accessibility.limitsTitle')} texts={[t('accessibility.limits1')]} />
      <Passage title={t('accessibility.tellTitle')} texts={[t('accessibility.tell1')]} />
    </Article>
  );
}
