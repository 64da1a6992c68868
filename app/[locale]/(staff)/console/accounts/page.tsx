import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { AccountFilterForm } from '@/app/_staff/account-filter-form';
import { AccountStatusTag } from '@/app/_staff/account-status';
import { ChangedNotice } from '@/app/_staff/live/changed-notice';
import { grantName, placesByCode } from '@/app/_staff/role-names';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { Notice } from '@/app/_ui/content/notice';
import { ButtonLink } from '@/app/_ui/form/button';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { DataTable } from '@/app/_ui/table/data-table';
import { Pagination } from '@/app/_ui/table/pagination';
import { systemClock } from '@/lib/platform/clock';
import { formatDateTime } from '@/lib/platform/i18n/format';
import { accountFilters, listAccounts } from '@/lib/staff/accounts';
import { foldLogin } from '@/lib/staff/login-name';

export const generateMetadata = pageMetadata('console.accounts.title', { hidden: true });

const PAGE = 50;

/** Everybody who works here, for the security administrator. */
export default async function AccountsPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const page = await staffPage(params, { permission: 'accounts.read' });
  const { t, link, locale, identity } = page;
  const query = await searchParams;
  const filters = accountFilters.parse(query);
  const after = foldLogin(query.after);
  const { accounts, count, next } = await orNotFound(
    listAccounts(identity.actor, { filters, after, limit: PAGE }, systemClock.now()),
  );
  const places = await placesByCode(page);
  const address = (more: Record<string, string>) => {
    const given = Object.entries({ ...filters, ...more }).filter(([, value]) => value !== undefined);
    const text = new URLSearchParams(given as [string, string][]).toString();
    return link(`/console/accounts${text ? `?${text}` : ''}`);
  };
  return (
    <Page>
      <PageTitle>{t('console.accounts.title')}</PageTitle>
      <p className="mb-6">
        <ButtonLink href={link('/console/accounts/invite')}>{t('console.accounts.invite')}</ButtonLink>
      </p>
      <AccountFilterForm context={page} filters={filters} places={places} />
      {accounts.length === 0 ? (
        <Notice title={t('console.accounts.none')}>
          <p>{t('console.accounts.noneText')}</p>
        </Notice>
      ) : (
        <DataTable
          caption={t('console.accounts.count', { count })}
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
      )}
      <Pagination
        label={t('console.accounts.pages')}
        previous={after === null ? undefined : { href: address({}), text: t('console.accounts.first') }}
        next={
          next === null ? undefined : { href: address({ after: next }), text: t('console.accounts.next') }
        }
      />
      <ChangedNotice
        topics={['accounts']}
        texts={{ changed: t('console.accounts.changed'), reload: t('console.live.reload') }}
      />
    </Page>
  );
}
