import type { ReactNode } from 'react';

import { Breadcrumbs } from '../_ui/layout/breadcrumbs';
import { Page, PageTitle } from '../_ui/layout/page';
import type { PageContext } from './context';
import { Prose } from './prose';

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

/** A titled part of an article; its text as Prose takes it. */
export function Passage({ title, text }: { title: string; text: string }) {
  return (
    <section className="mb-8">
      <h2 className="mb-2 text-xl">{title}</h2>
      <Prose text={text} />
    </section>
  );
}
