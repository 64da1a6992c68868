import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { screensFor } from '@/app/_settings/screens';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { assertAnySetting } from '@/lib/settings/may-change';

export const generateMetadata = pageMetadata('settings.title', { hidden: true });

/** What can be set, for whoever may. */
export default async function SettingsPage({ params }: PageProps) {
  const page = await staffPage(params);
  const { t, link, identity } = page;
  await orNotFound(assertAnySetting(identity.actor));
  return (
    <Page>
      <PageTitle>{t('settings.title')}</PageTitle>
      <p className="mb-4">{t('settings.lead')}</p>
      <p className="mb-6">
        <a
          href={link('/console/settings/changes')}
          className="min-h-target inline-flex items-center font-bold"
        >
          {t('settings.history')}
        </a>
      </p>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {screensFor(identity.actor).map((screen) => (
          <Sheet key={screen.kind}>
            <h2 className="text-lg">
              <a
                href={link(`/console/settings/${screen.kind}`)}
                className="min-h-target inline-flex items-center font-bold"
              >
                {t(screen.name)}
              </a>
            </h2>
            <p>{t(screen.about)}</p>
          </Sheet>
        ))}
      </div>
    </Page>
  );
}
