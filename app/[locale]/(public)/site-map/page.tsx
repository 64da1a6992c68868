import { Article } from '@/app/_page/article';
import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { sitePages } from '@/app/_page/site-pages';

export const generateMetadata = pageMetadata('siteMap.title');

export default async function SiteMapPage({ params }: PageProps) {
  const context = await pageContext(params);
  const { t, link } = context;
  return (
    <Article context={context} title={t('siteMap.title')}>
      <ul>
        {sitePages.map((page) => (
          <li key={page.path}>
            <a href={link(page.path)} className="min-h-target inline-flex items-center">
              {t(page.name)}
            </a>
          </li>
        ))}
      </ul>
    </Article>
  );
}
