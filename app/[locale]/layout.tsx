import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';

import '../globals.css';

import { displayMode, pageContext } from '../_page/context';

interface Props {
  params: Promise<{ locale: string }>;
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#0b4f8a' };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await pageContext(params);
  return {
    title: { default: t('site.title'), template: `%s · ${t('site.title')}` },
    description: t('site.description'),
    formatDetection: { telephone: false },
    icons: { icon: '/icon.svg' },
  };
}

export default async function RootLayout({ params, children }: Props & { children: ReactNode }) {
  const { locale } = await pageContext(params);
  return (
    <html lang={locale} data-mode={await displayMode()}>
      <head>
        {/* Nothing is painted before the whole page is there: a row or a table that grows as it comes in would move what is already seen. */}
        <link rel="expect" href="#page-end" blocking="render" />
      </head>
      <body>
        {children}
        <span id="page-end" hidden />
      </body>
    </html>
  );
}
