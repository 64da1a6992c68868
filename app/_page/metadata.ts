import type { Metadata } from 'next';

import type { MessageKey } from '@/lib/platform/i18n/translate';

import { pageContext } from './context';

/** A page's `generateMetadata`: its title in the reader's language. `hidden` keeps personal pages out of search engines. */
export function pageMetadata(title: MessageKey, { hidden = false } = {}) {
  return async ({ params }: { params: Promise<{ locale: string }> }): Promise<Metadata> => {
    const { t } = await pageContext(params);
    return { title: t(title), ...(hidden ? { robots: { index: false, follow: false } } : {}) };
  };
}

export interface PageProps {
  params: Promise<{ locale: string }>;
}
