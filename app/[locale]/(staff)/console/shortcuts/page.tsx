import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { ShortcutList } from '@/app/_staff/shortcuts/shortcut-list';
import { shortcutsFor, shortcutsOn } from '@/app/_staff/shortcuts/shortcuts';
import { staffPage } from '@/app/_staff/staff-page';
import { Notice } from '@/app/_ui/content/notice';
import { Button } from '@/app/_ui/form/button';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';

export const generateMetadata = pageMetadata('console.shortcuts.title', { hidden: true });

/** The keyboard shortcuts that are somebody's, and whether they are wanted. */
export default async function ShortcutsPage({ params }: PageProps) {
  const page = await staffPage(params);
  const { t, link, identity } = page;
  const on = await shortcutsOn();
  const all = shortcutsFor(page, identity.actor);
  const own = all.filter((shortcut) => shortcut.own);
  return (
    <Page narrow>
      <PageTitle>{t('console.shortcuts.title')}</PageTitle>
      <p className="mb-4">{t('console.shortcuts.lead')}</p>
      {on ? null : <Notice title={t('console.shortcuts.isOff')} />}
      <h2 className="text-xl">{t('console.shortcuts.everywhere')}</h2>
      <ShortcutList
        shortcuts={all.filter((shortcut) => !shortcut.own)}
        between={t('console.shortcuts.then')}
      />
      {own.length > 0 ? (
        <>
          <h2 className="text-xl">{t('console.shortcuts.onePage')}</h2>
          <ShortcutList shortcuts={own} between={t('console.shortcuts.then')} />
        </>
      ) : null}
      <Sheet>
        <p className="mb-4">{t('console.shortcuts.whyOff')}</p>
        <form action={link('/preferences')} method="post">
          <input type="hidden" name="back" value={link('/console/shortcuts')} />
          <Button look="second" name="shortcuts" value={on ? 'off' : 'on'}>
            {t(on ? 'console.shortcuts.turnOff' : 'console.shortcuts.turnOn')}
          </Button>
        </form>
      </Sheet>
    </Page>
  );
}
