import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { AccountStatusTag } from '@/app/_staff/account-status';
import { ChangedNotice } from '@/app/_staff/live/changed-notice';
import { grantName, placesByCode } from '@/app/_staff/role-names';
import { staffPage } from '@/app/_staff/staff-page';
import { ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { DataTable } from '@/app/_ui/table/data-table';
import { systemClock } from '@/lib/platform/clock';
import { formatDateTime } from '@/lib/platform/i18n/format';
import { listAccounts } from '@/lib/staff/accounts';

export const generateMetadata = pageMetadata('console.accounts.title', { hidden: true });

/** Everybody who works here, for the security administrator. */
export default async function AccountsPage({ params }: PageProps) {
  const page = await staffPage(params, { permission: 'accounts.read' });
  const { t, link, locale, identity } = page;
  const accounts = await listAccounts(identity.actor, systemClock.now());
  const places = await placesByCode(page);
  return (
    <Page>
      <PageTitle>{t('console.accounts.title')}</PageTitle>
      <p className="mb-6">
        <ButtonLink href={link('/console/accounts/invite')}>{t('console.accounts.invite')}</ButtonLink>
      </p>
      <DataTable
        caption={t('console.accounts.count', { count: accounts.length })}
        columns={[
          t('console.signIn.login'),
          t('console.name'),
          t('console.accounts.status'),
          t('console.home.roles'),
          t('console.accounts.seen'),
        ]}
        rows={accounts.map((account) => ({
          id: account.id,
          cells: [
            <a
              key="login"
              href={link(`/console/accounts/${account.id}`)}
              className="min-h-target -my-2 inline-flex items-center font-bold"
            >
              {account.login}
            </a>,
            account.displayName,
            <AccountStatusTag key="status" context={page} status={account.status} />,
            account.grants.map((grant) => grantName(page, places, grant)).join('；') || t('console.noRole'),
            account.lastSeenAt ? formatDateTime(locale, account.lastSeenAt) : t('console.accounts.never'),
          ],
        }))}
      />
      <ChangedNotice
        topics={['accounts']}
        texts={{ changed: t('console.accounts.changed'), reload: t('console.live.reload') }}
      />
    </Page>
  );
}
