import type { Metadata } from 'next';
import type { ReactNode } from 'react';

import { currentPage, displayMode, displayModes, pageContext } from '@/app/_page/context';
import { consolePlaces } from '@/app/_staff/console-places';
import { grantName, placesByCode } from '@/app/_staff/role-names';
import { LiveStatus } from '@/app/_staff/live/live-status';
import { SessionNotice } from '@/app/_staff/live/session-notice';
import { ShortcutKeys } from '@/app/_staff/shortcuts/shortcut-keys';
import { shortcutsFor, shortcutsOn } from '@/app/_staff/shortcuts/shortcuts';
import { whoIsSignedIn } from '@/app/_staff/signed-in';
import { SiteHeader } from '@/app/_ui/layout/site-header';
import { systemClock } from '@/lib/platform/clock';
import { localePath, splitLocale } from '@/lib/platform/i18n/locales';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await pageContext(params);
  return {
    title: { default: t('console.title'), template: `%s · ${t('console.title')}` },
    robots: { index: false, follow: false },
    referrer: 'same-origin',
  };
}

/** The frame of the console. It shows who is signed in and what is theirs; each page asks for itself whether it is. */
export default async function ConsoleLayout({ params, children }: Props & { children: ReactNode }) {
  // Before anything is read for the page: what changes from here on, its stream tells.
  const since = systemClock.now().getTime();
  const context = await pageContext(params);
  const { locale, t, link } = context;
  const identity = await whoIsSignedIn();
  const page = await currentPage();
  const mode = await displayMode();
  const other = locale === 'en' ? 'zh-CN' : 'en';
  const [pathname = '/', query] = page.split('?', 2);
  const otherPath = localePath(other, splitLocale(pathname).path) + (query ? `?${query}` : '');
  const places = await placesByCode(context);
  return (
    <>
      <SiteHeader
        skip={t('site.skip')}
        home={{ text: t('site.name'), href: link('/console') }}
        tagline={t('console.title')}
        placesLabel={t('console.places')}
        places={identity ? consolePlaces(context, identity.actor) : []}
        language={{ text: t('site.otherLanguage'), href: otherPath, lang: other }}
        modes={{
          action: link('/preferences'),
          back: page,
          label: t('mode.label'),
          options: displayModes.map((value) => ({ value, text: t(`mode.${value}`), on: value === mode })),
        }}
      />
      {identity ? (
        <div className="no-print border-line bg-surface border-b">
          <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-6 px-4 text-sm">
            <p className="py-2">
              <span className="font-bold">{identity.displayName}</span>{' '}
              <span className="text-muted">
                {identity.actor.grants.map((grant) => grantName(context, places, grant)).join('；') ||
                  t('console.noRole')}
              </span>
            </p>
            <div className="flex flex-wrap items-center gap-x-4">
              <LiveStatus
                plan={{ url: link('/console/live'), session: identity.actor.sessionId, since }}
                texts={{ on: t('console.live.on'), off: t('console.live.off') }}
              />
              <a href={link('/console/shortcuts')} className="min-h-target inline-flex items-center px-2">
                {t('console.shortcuts.title')}
              </a>
              <form action={link('/console/sign-out')} method="post">
                <button className="min-h-target text-accent cursor-pointer px-2 font-bold underline underline-offset-4">
                  {t('console.signOut')}
                </button>
              </form>
            </div>
          </div>
        </div>
      ) : null}
      {children}
      {identity ? (
        <SessionNotice
          signIn={link(`/console/sign-in?next=${encodeURIComponent(link('/console'))}`)}
          texts={{
            ended: t('console.live.ended'),
            signIn: t('console.live.signIn'),
            rights: t('console.live.rights'),
            reload: t('console.live.reload'),
          }}
        />
      ) : null}
      {identity && (await shortcutsOn()) ? (
        <ShortcutKeys
          shortcuts={shortcutsFor(context, identity.actor, page)}
          settings={link('/console/shortcuts')}
          texts={{
            title: t('console.shortcuts.title'),
            here: t('console.shortcuts.here'),
            everywhere: t('console.shortcuts.everywhere'),
            between: t('console.shortcuts.then'),
            close: t('console.shortcuts.close'),
            settings: t('console.shortcuts.settings'),
          }}
        />
      ) : null}
    </>
  );
}
