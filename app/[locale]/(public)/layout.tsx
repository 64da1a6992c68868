import type { ReactNode } from 'react';

import { currentPage, displayMode, displayModes, pageContext } from '@/app/_page/context';
import { footerLines } from '@/app/_page/footer-lines';
import { ReadAloud } from '@/app/_page/read-aloud';
import { SiteFooter } from '@/app/_ui/layout/site-footer';
import { SiteHeader } from '@/app/_ui/layout/site-header';
import { localePath, splitLocale } from '@/lib/platform/i18n/locales';

export default async function PublicLayout({
  params,
  children,
}: {
  params: Promise<{ locale: string }>;
  children: ReactNode;
}) {
  const { locale, t, link } = await pageContext(params);
  const page = await currentPage();
  const mode = await displayMode();
  const other = locale === 'en' ? 'zh-CN' : 'en';
  const [pathname = '/', query] = page.split('?', 2);
  const otherPath = localePath(other, splitLocale(pathname).path) + (query ? `?${query}` : '');
  return (
    <>
      <SiteHeader
        skip={t('site.skip')}
        home={{ text: t('site.name'), href: link('/') }}
        tagline={t('site.tagline')}
        placesLabel={t('site.places')}
        places={[
          { text: t('report.nav'), href: link('/report') },
          { text: t('track.nav'), href: link('/track') },
          { text: t('cases.nav'), href: link('/cases') },
          { text: t('notices.nav'), href: link('/notices') },
          { text: t('help.nav'), href: link('/help') },
          { text: t('search.title'), href: link('/search') },
        ]}
        language={{ text: t('site.otherLanguage'), href: otherPath, lang: other }}
        modes={{
          action: link('/preferences'),
          back: page,
          label: t('mode.label'),
          options: displayModes.map((value) => ({ value, text: t(`mode.${value}`), on: value === mode })),
        }}
      />
      {mode === 'elder' ? (
        <ReadAloud read={t('mode.read')} stop={t('mode.stopReading')} lang={locale} />
      ) : null}
      {children}
      <SiteFooter
        linksLabel={t('footer.links')}
        links={[
          { text: t('contact.nav'), href: link('/contact') },
          { text: t('siteMap.nav'), href: link('/site-map') },
          { text: t('accessibility.nav'), href: link('/accessibility') },
          { text: t('privacy.nav'), href: link('/privacy') },
        ]}
        lines={await footerLines(t)}
      />
    </>
  );
}
