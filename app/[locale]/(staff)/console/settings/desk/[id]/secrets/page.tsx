import { pageMetadata } from '@/app/_page/metadata';
import { secretsPath } from '@/app/_settings/desk-screen';
import { SecretTable } from '@/app/_settings/secret-table';
import { SettingText } from '@/app/_settings/setting-field';
import { keptFormOf } from '@/app/_staff/kept-form';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { Notice } from '@/app/_ui/content/notice';
import { Button } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { readDeskSecrets } from '@/lib/routing/console-queries';

export const generateMetadata = pageMetadata('settings.secret.name', { hidden: true });

const DONE: Record<string, MessageKey> = {
  limit: 'settings.secret.limited',
  'take-back': 'settings.secret.takenBack',
};

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The signing secrets of a desk: two are valid while one is being replaced. None is ever shown here. */
export default async function SecretsPage({ params, searchParams }: Props) {
  const page = await staffPage(params, { permission: 'settings.desks', recent: true });
  const { t, link, locale, headers, identity } = page;
  const { id } = await params;
  const desk = await orNotFound(readDeskSecrets(identity.actor, id));
  const query = await searchParams;
  const here = secretsPath(id);
  const kept = keptFormOf(headers, here, query, locale);
  const given = {
    ...kept,
    value: (field: string) =>
      kept.value(field) ?? (field === 'keyId' ? (desk.secrets[0]?.keyId ?? id) : '24'),
  };
  const done =
    typeof query.done === 'string' && Object.hasOwn(DONE, query.done) ? DONE[query.done] : undefined;
  const valid = desk.secrets.filter((secret) => secret.valid);
  const [signing, former] = valid;
  const title = t('settings.secret.of', { name: locale === 'en' ? desk.nameEn : desk.nameZh });
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('settings.title'), href: link('/console/settings') },
          { text: t('settings.desk.name'), href: link('/console/settings/desk') },
          { text: title },
        ]}
      />
      <PageTitle>{title}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      {done ? <Notice kind="success" title={t(done)} /> : null}
      <p className="mb-4">{t('settings.secret.lead')}</p>
      {signing && former && !signing.lastHeardAt ? (
        <Notice kind="warning" title={t('settings.secret.notYetHeard')} />
      ) : null}
      {desk.secrets.length > 0 ? (
        <SecretTable
          page={page}
          action={link(`${here}/limit`)}
          secrets={desk.secrets}
          hoursError={kept.errorOf('hours')}
        />
      ) : (
        <Notice kind="warning" title={t('settings.secret.none')} />
      )}
      <Sheet>
        <h2 className="mb-4 text-lg">{t('settings.secret.startTitle')}</h2>
        <form action={link(`${here}/start`)} method="post" noValidate>
          <SettingText
            given={given}
            name="keyId"
            label={t('settings.secret.keyId')}
            hint={t('settings.secret.keyIdHint')}
            maxLength={64}
          />
          <SettingText
            given={given}
            name="overlapHours"
            label={t('settings.secret.overlap')}
            hint={t('settings.secret.overlapHint')}
            inputMode="numeric"
            maxLength={3}
            width="code"
          />
          <Button>{t('settings.secret.start')}</Button>
        </form>
      </Sheet>
      {signing && former ? (
        <Sheet>
          <h2 className="mb-4 text-lg">{t('settings.secret.takeBackTitle')}</h2>
          <p className="mb-4">{t('settings.secret.takeBackText')}</p>
          <form action={link(`${here}/take-back`)} method="post">
            <Button look="second">{t('settings.secret.takeBack')}</Button>
          </form>
        </Sheet>
      ) : null}
    </Page>
  );
}
