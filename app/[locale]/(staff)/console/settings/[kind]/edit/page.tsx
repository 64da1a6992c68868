import type { Metadata } from 'next';
import { notFound } from 'next/navigation';

import { pageContext } from '@/app/_page/context';
import { givenForm } from '@/app/_settings/given-form';
import { kindPage } from '@/app/_settings/kind-page';
import { screenOf } from '@/app/_settings/screens';
import { ChangedNotice } from '@/app/_staff/live/changed-notice';
import { orNotFound } from '@/app/_staff/staff-page';
import { Button } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { readSetting, readTyped } from '@/lib/settings/changes';
import { settingKind } from '@/lib/settings/kinds';

interface Props {
  params: Promise<{ locale: string; kind: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await pageContext(params);
  return { title: t('settings.changeOf', { name: t(screenOf((await params).kind).name) }) };
}

/** The form of one setting. What comes next is a preview; nothing is changed by it. */
export default async function EditPage({ params, searchParams }: Props) {
  const { page, screen } = await kindPage(params, { recent: true });
  const { t, link, locale, identity } = page;
  const query = await searchParams;
  const typed =
    typeof query.change === 'string'
      ? await orNotFound(readTyped(identity.actor, screen.kind, query.change))
      : undefined;
  const subject = typeof query.subject === 'string' ? query.subject : '';
  const value = subject === '' ? null : await orNotFound(readSetting(identity.actor, screen.kind, subject));
  const { fixed } = settingKind(screen.kind);
  if (value === null && (subject === '' ? !screen.add : !fixed)) notFound();
  // A new one may begin as a copy of another.
  const copied =
    subject === '' && typeof query.copy === 'string'
      ? await orNotFound(readSetting(identity.actor, screen.kind, query.copy))
      : null;
  const given = givenForm(typed?.form ?? screen.toForm(value ?? copied), typed?.errors ?? [], locale);
  const title = subject === '' && screen.add ? t(screen.add) : screen.title(page, subject, value);
  return (
    <Page narrow>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('settings.title'), href: link('/console/settings') },
          { text: t(screen.name), href: link(`/console/settings/${screen.kind}`) },
          { text: title },
        ]}
      />
      <PageTitle>{title}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={given.errors} />
      <Sheet>
        <form
          action={link(`/console/settings/${screen.kind}/${screen.upload ? 'import' : 'propose'}`)}
          method="post"
          encType={screen.upload ? 'multipart/form-data' : undefined}
          noValidate
        >
          <input type="hidden" name="subject" value={subject} />
          {await screen.Fields({ page, given, value })}
          <p className="text-muted mb-4 text-sm">{t('settings.previewHint')}</p>
          <div className="flex flex-wrap gap-4">
            <Button>{t('settings.preview')}</Button>
            {value !== null && !fixed ? (
              <Button look="second" name="remove" value="1">
                {t('settings.remove')}
              </Button>
            ) : null}
          </div>
        </form>
      </Sheet>
      <ChangedNotice topics={['settings']} ids={[screen.kind]} texts={{ changed: t('settings.elsewhere') }} />
    </Page>
  );
}
