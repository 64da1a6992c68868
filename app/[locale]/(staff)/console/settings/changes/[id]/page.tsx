import { pageMetadata } from '@/app/_page/metadata';
import { ChangeActs } from '@/app/_settings/change-acts';
import { Differences } from '@/app/_settings/differences';
import { Effects } from '@/app/_settings/effects';
import { ChangeState } from '@/app/_settings/change-table';
import { screenOf } from '@/app/_settings/screens';
import { keptFormOf } from '@/app/_staff/kept-form';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { readChange } from '@/lib/settings/changes';

export const generateMetadata = pageMetadata('settings.oneChange', { hidden: true });

const DONE: Record<string, MessageKey> = {
  apply: 'settings.applied',
  undo: 'settings.undone',
  discard: 'settings.discarded',
};

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One change of a setting: what it changes and what that brings, before it is made and after. */
export default async function ChangePage({ params, searchParams }: Props) {
  const page = await staffPage(params);
  const { t, link, locale, headers, identity } = page;
  const { id } = await params;
  const change = await orNotFound(readChange(identity.actor, id));
  const screen = screenOf(change.kind);
  const query = await searchParams;
  const kept = keptFormOf(headers, `/console/settings/changes/${id}`, query, locale);
  const done =
    typeof query.done === 'string' && Object.hasOwn(DONE, query.done) ? DONE[query.done] : undefined;
  const title = screen.title(page, change.subject, change.after ?? change.before);
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('settings.title'), href: link('/console/settings') },
          { text: t(screen.name), href: link(`/console/settings/${screen.kind}`) },
          { text: title },
        ]}
      />
      <PageTitle>
        {t(change.state === 'proposed' ? 'settings.previewOf' : 'settings.changeOf', { name: title })}
      </PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      {done ? <Notice kind="success" title={t(done)} /> : null}
      {change.state === 'proposed' ? <Notice title={t('settings.notYet')} /> : null}
      {change.outdated ? (
        <Notice
          kind="warning"
          title={t(change.state === 'proposed' ? 'settings.outdated' : 'settings.changedSince')}
        />
      ) : null}
      <DefinitionList
        items={[
          { name: t('settings.stateName'), value: <ChangeState context={page} change={change} /> },
          {
            name: t('settings.proposed'),
            value: `${change.proposedBy} · ${formatDateTime(locale, change.proposedAt)}`,
          },
          ...(change.settledBy && change.settledAt
            ? [
                {
                  name: t('settings.settled'),
                  value: `${change.settledBy} · ${formatDateTime(locale, change.settledAt)}`,
                },
              ]
            : []),
          ...(change.undoes
            ? [
                {
                  name: t('settings.undoes'),
                  value: (
                    <a href={link(`/console/settings/changes/${change.undoes}`)}>{t('settings.earlier')}</a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Differences
        page={page}
        before={change.before === null ? [] : await screen.describe(page, change.before)}
        after={change.after === null ? [] : await screen.describe(page, change.after)}
      />
      <Effects page={page} effects={change.effects} />
      <ChangeActs page={page} change={change} />
    </Page>
  );
}
