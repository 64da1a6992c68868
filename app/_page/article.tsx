import type { ReactNode } from 'react';

import { Breadcrumbs } from '../_ui/layout/breadcrumbs';
import { Page, PageTitle } from '../_ui/layout/page';
import type { PageContext } from './context';

/** A page of text: the way home, the title, the text. */
export function Article({
  context: { t, link },
  title,
  children,
}: {
  context: PageContext;
  title: string;
  children: ReactNode;
}) {
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[{ text: t('site.home'), href: link('/') }, { text: title }]}
      />
      <PageTitle>{title}</PageTitle>
      {children}
    </Page>
  );
}

/** A titled part of an article: paragraphs of plain text. */
export function Passage({ title, texts }: { title: string; texts: readonly string[] }) {
  return (
    <section className="mb-8">
      <h2 className="mb-2 text-xl">{title}</h2>
      {texts.map((text) => (
        <p key={text} className="mb-3">
          {text}
        </p>
      ))}
    </section>
  );
}
