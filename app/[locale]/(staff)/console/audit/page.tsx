import { AuditFilterForm } from '@/app/_audit/audit-filter-form';
import { AuditTable } from '@/app/_audit/audit-table';
import { ChainPanel } from '@/app/_audit/chain-panel';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { keptFormOf } from '@/app/_staff/kept-form';
import { placesByCode } from '@/app/_staff/role-names';
import { orNotFound, staffPage } from '@/app/_staff/staff-page';
import { Notice } from '@/app/_ui/content/notice';
import { Button } from '@/app/_ui/form/button';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { Page, PageTitle } from '@/app/_ui/layout/page';
import { Pagination } from '@/app/_ui/table/pagination';
import {
  AUDIT_FILTER_NAMES,
  auditQuery,
  decodeAuditCursor,
  readAuditFilters,
  type AuditFilterName,
  type AuditFilters,
} from '@/lib/audit/audit-filters';
import { readablePlaces } from '@/lib/audit/audit-rows';
import { readChainState } from '@/lib/audit/chain-state';
import { EXPORT_MOST } from '@/lib/audit/export-audit';
import { searchAudit, type AuditPage as Found } from '@/lib/audit/search-audit';
import { systemClock } from '@/lib/platform/clock';
import { DomainError } from '@/lib/platform/errors';
import type { StaffActor } from '@/lib/platform/actor';

export const generateMetadata = pageMetadata('console.audit.title', { hidden: true });

const PAGE = 25;

/** A page of rows; null when the search was given up. */
async function search(
  actor: StaffActor,
  filters: AuditFilters,
  cursor: string | null,
): Promise<Found | null> {
  try {
    return await searchAudit(actor, { filters, after: decodeAuditCursor(cursor), limit: PAGE });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'search_too_wide') return null;
    throw error;
  }
}

/** The audit trail for the audit administrator: the state of its chains, and its rows by time, who, what and where. */
export default async function AuditPage({
  params,
  searchParams,
}: PageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const page = await staffPage(params, { permission: 'audit.read' });
  const { t, link, locale, headers, identity } = page;
  const query = await searchParams;
  const single = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const kept = keptFormOf(headers, '/console/audit', query, locale);
  const refused = kept.errors.length > 0;
  const given = new URLSearchParams(
    refused ? AUDIT_FILTER_NAMES.map((name): [string, string] => [name, kept.value(name) ?? '']) : single,
  );
  const { filters, wrong } = readAuditFilters(given);
  const cursor = given.get('cursor');
  const all = await placesByCode(page);
  const mine = readablePlaces(identity.actor);
  const places = mine ? new Map([...all].filter(([code]) => mine.includes(code))) : all;
  const errorOf = (name: AuditFilterName) =>
    wrong.includes(name) ? t(`console.audit.wrong.${name}`) : undefined;
  const found =
    refused || wrong.length > 0 ? undefined : await orNotFound(search(identity.actor, filters, cursor));
  const state = await orNotFound(readChainState(identity.actor, systemClock.now()));
  const count = found ? found.count.toLocaleString('en') : '';
  return (
    <Page>
      <PageTitle>{t('console.audit.title')}</PageTitle>
      <p className="mb-4">{t('console.audit.lead')}</p>
      <ErrorSummary
        title={t('form.errors')}
        errors={[...kept.errors, ...wrong.map((name) => ({ field: name, text: errorOf(name) ?? '' }))]}
      />
      <ChainPanel context={page} places={all} state={state} />
      <h2 className="mb-2 text-xl">{t('console.audit.rows')}</h2>
      <AuditFilterForm
        context={page}
        value={(name) => given.get(name) ?? undefined}
        errorOf={errorOf}
        places={places}
      />
      {found === null ? (
        <Notice kind="warning" title={t('console.audit.tooWide')}>
          <p>{t('console.audit.tooWideText')}</p>
        </Notice>
      ) : null}
      {found?.rows.length === 0 ? (
        <Notice title={t('console.audit.none')}>
          <p>{t('console.audit.noneText')}</p>
        </Notice>
      ) : null}
      {found && found.rows.length > 0 ? (
        <>
          <AuditTable
            context={page}
            caption={t(found.more ? 'console.audit.countMore' : 'console.audit.count', { count })}
            rows={found.rows}
            places={all}
          />
          <Pagination
            label={t('console.audit.pages')}
            previous={
              cursor === null
                ? undefined
                : { href: link(`/console/audit${auditQuery(filters)}`), text: t('console.audit.newest') }
            }
            next={
              found.next === null
                ? undefined
                : {
                    href: link(`/console/audit${auditQuery(filters, { cursor: found.next })}`),
                    text: t('console.audit.older'),
                  }
            }
          />
          <form action={link('/console/audit/export')} method="post">
            {AUDIT_FILTER_NAMES.filter((name) => filters[name]).map((name) => (
              <input key={name} type="hidden" name={name} value={filters[name]} />
            ))}
            <p className="mb-2">
              {t(found.more ? 'console.audit.exportCut' : 'console.audit.exportAll', {
                count: found.more ? EXPORT_MOST.toLocaleString('en') : count,
              })}
            </p>
            <Button look="second">{t('console.audit.export')}</Button>
          </form>
        </>
      ) : null}
    </Page>
  );
}
