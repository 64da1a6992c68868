import { HealthSection } from '@/app/_staff/health-section';
import { consolePlaces } from '@/app/_staff/console-places';
import { grantName, placesByCode } from '@/app/_staff/role-names';
import { staffPage } from '@/app/_staff/staff-page';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { systemClock } from '@/lib/platform/clock';
import { readSystemHealth } from '@/lib/routing/system-health';
import { placesOf } from '@/lib/staff/permissions';

export const generateMetadata = pageMetadata('console.home.title');

/** Where staff arrive: who they are here, the places that are theirs, and for some how the system does. */
export default async function ConsolePage({ params }: PageProps) {
  const page = await staffPage(params);
  const { t, identity } = page;
  const places = await placesByCode(page);
  const now = systemClock.now();
  const health =
    placesOf(identity.actor.grants, 'system.health').length > 0
      ? await readSystemHealth(identity.actor, now)
      : undefined;
  return (
    <Page>
      <PageTitle>{t('console.home.hello', { name: identity.displayName })}</PageTitle>
      <h2 className="mb-2 text-xl">{t('console.home.roles')}</h2>
      {identity.actor.grants.length > 0 ? (
        <ul className="mb-6 list-disc pl-6">
          {identity.actor.grants.map((grant) => (
            <li key={`${grant.role}${grant.jurisdictionCode}`}>{grantName(page, places, grant)}</li>
          ))}
        </ul>
      ) : (
        <p className="mb-6">{t('console.home.noRole')}</p>
      )}
      <h2 className="mb-2 text-xl">{t('console.places')}</h2>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {consolePlaces(page, identity.actor).map(({ href, text, about }) => (
          <Sheet key={href}>
            <h3 className="text-lg">
              <a href={href} className="min-h-target inline-flex items-center font-bold">
                {text}
              </a>
            </h3>
            <p>{about}</p>
          </Sheet>
        ))}
      </div>
      {health ? <HealthSection context={page} health={health} now={now} /> : null}
    </Page>
  );
}
