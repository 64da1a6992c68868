import { notFound } from 'next/navigation';

import { pageMetadata } from '@/app/_page/metadata';
import { AccountActs } from '@/app/_staff/account-acts';
import {
  AccountNameForm,
  CloseAccountForm,
  InvitationActs,
  invitationText,
} from '@/app/_staff/account-details';
import { AccountStatusTag } from '@/app/_staff/account-status';
import { ChangedNotice } from '@/app/_staff/live/changed-notice';
import { keptFormOf } from '@/app/_staff/kept-form';
import { RoleFields } from '@/app/_staff/role-fields';
import { placesByCode } from '@/app/_staff/role-names';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Button } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Breadcrumbs } from '@/app/_ui/layout/breadcrumbs';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { systemClock } from '@/lib/platform/clock';
import { formatDateTime } from '@/lib/platform/i18n/format';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { readAccount } from '@/lib/staff/accounts';

export const generateMetadata = pageMetadata('console.accounts.one', { hidden: true });

const DONE: Record<string, MessageKey> = {
  roles: 'console.accounts.rolesDone',
  lock: 'console.accounts.lockDone',
  unlock: 'console.accounts.unlockDone',
  sessions: 'console.accounts.sessionsDone',
  edit: 'console.accounts.editDone',
  close: 'console.accounts.closeDone',
  mailed: 'console.accounts.mailedDone',
  cancel: 'console.accounts.cancelDone',
};

/** One account, and what a security administrator can do about it. */
export default async function OneAccountPage({
  params,
  searchParams,
}: {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const page = await staffPage(params, { permission: 'accounts.read', recent: true });
  const { t, link, locale, headers, identity } = page;
  const { id } = await params;
  const account = await orNotFound(readAccount(identity.actor, id, systemClock.now()));
  if (!account) notFound();
  const query = await searchParams;
  const kept = keptFormOf(headers, `/console/accounts/${id}`, query, locale);
  const places = await placesByCode(page);
  const own = account.id === identity.actor.accountId;
  const done =
    typeof query.done === 'string' && Object.hasOwn(DONE, query.done) ? DONE[query.done] : undefined;
  return (
    <Page>
      <Breadcrumbs
        label={t('site.breadcrumbs')}
        parts={[
          { text: t('console.accounts.title'), href: link('/console/accounts') },
          { text: account.login },
        ]}
      />
      <PageTitle>{account.displayName}</PageTitle>
      <ErrorSummary title={t('form.errors')} errors={kept.errors} />
      {done ? <Notice kind="success" title={t(done)} /> : null}
      <DefinitionList
        items={[
          { name: t('console.signIn.login'), value: account.login },
          {
            name: t('console.accounts.status'),
            value: <AccountStatusTag context={page} status={account.status} />,
          },
          {
            name: t('console.accounts.email'),
            value: account.email ?? t('console.accounts.noEmail'),
          },
          ...(account.status === 'invited'
            ? [{ name: t('console.accounts.invitation'), value: invitationText(page, account) }]
            : []),
          { name: t('console.accounts.sessions'), value: String(account.openSessions) },
          {
            name: t('console.accounts.seen'),
            value: account.lastSeenAt
              ? formatDateTime(locale, account.lastSeenAt)
              : t('console.accounts.never'),
          },
          ...(account.singleSignOn
            ? [{ name: t('console.accounts.bound'), value: t('console.method.oidc') }]
            : []),
        ]}
      />
      {own ? <p className="mb-6">{t('console.accounts.own')}</p> : null}
      {own || account.status === 'closed' ? null : (
        <>
          <h2 className="mb-2 text-xl">{t('console.home.roles')}</h2>
          <Sheet>
            <form action={link(`/console/accounts/${id}/roles`)} method="post">
              <RoleFields
                context={page}
                kept={kept}
                actor={identity.actor}
                permission="accounts.roles"
                places={places}
                grants={account.grants}
              />
              <Button>{t('console.roles.save')}</Button>
            </form>
          </Sheet>
          <AccountNameForm context={page} account={account} kept={kept} />
          <InvitationActs context={page} account={account} />
          <AccountActs context={page} account={account} />
          <CloseAccountForm context={page} account={account} kept={kept} />
        </>
      )}
      <ChangedNotice
        topics={['accounts']}
        ids={[account.id]}
        texts={{ changed: t('console.accounts.oneChanged'), reload: t('console.live.reload') }}
      />
    </Page>
  );
}
