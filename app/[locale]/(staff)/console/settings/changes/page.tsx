import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { ChangeTable } from '@/app/_settings/change-table';
import { screensFor } from '@/app/_settings/screens';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { Button } from '@/app/_ui/form/button';
import { SelectField } from '@/app/_ui/form/text-field';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { Pagination } from '@/app/_ui/table/pagination';
import { listChanges } from '@/lib/settings/changes';

export const generateMetadata = pageMetadata('settings.history', { hidden: true });

/** Who changed what, and when. */
export default async function ChangesPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const page = await staffPage(params);
  const { t, link, identity } = page;
  const query = await searchParams;
  const text = (name: string) =>
    typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined;
  const [kind, subject] = [text('kind'), text('subject')];
  const { changes, next } = await orNotFound(
    listChanges(identity.actor, { kind, subject, before: text('before') }),
  );
  const onward = new URLSearchParams({
    ...(kind && { kind }),
    ...(subject && { subject }),
    before: next ?? '',
  });
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('settings.title'), href: link('/console/settings') },
          { text: t('settings.history') },
        ]}
      />
      <PageTitle>{t('settings.history')}</PageTitle>
      <form action={link('/console/settings/changes')} className="flex flex-wrap items-end gap-x-4">
        <SelectField id="kind" name="kind" label={t('settings.kind')} defaultValue={kind ?? ''}>
          <option value="">{t('settings.allKinds')}</option>
          {screensFor(identity.actor).map((screen) => (
            <option key={screen.kind} value={screen.kind}>
              {t(screen.name)}
            </option>
          ))}
        </SelectField>
        <Button look="second" className="mb-6">
          {t('settings.show')}
        </Button>
      </form>
      {changes.length > 0 ? <ChangeTable page={page} changes={changes} /> : <p>{t('settings.noChanges')}</p>}
      {next ? (
        <Pagination
          label={t('settings.history')}
          next={{ href: link(`/console/settings/changes?${onward.toString()}`), text: t('settings.older') }}
        />
      ) : null}
    </Page>
  );
}
