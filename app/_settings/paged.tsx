import type { PageContext } from '@/app/_page/context';
import { Pagination } from '@/app/_ui/table/pagination';

import type { SettingScreen } from './screen';

type Query = Parameters<SettingScreen<unknown>['List']>[0]['query'];

/** A part of a long list, so that a page of the console stays light. */
export interface Paged<R> {
  rows: R[];
  /** From 1. */
  at: number;
  last: number;
}

/** The part of a list that the address names; the first when it names none. */
export function pagedRows<R>(rows: readonly R[], query: Query, size: number): Paged<R> {
  const last = Math.max(1, Math.ceil(rows.length / size));
  const wanted = typeof query.page === 'string' && /^\d{1,4}$/.test(query.page) ? Number(query.page) : 1;
  const at = Math.min(Math.max(wanted, 1), last);
  return { rows: rows.slice((at - 1) * size, at * size), at, last };
}

/** Links to the parts beside the one that is shown, with the same filters. */
export function PagedLinks({
  page: { t, link },
  path,
  query,
  part: { at, last },
}: {
  page: PageContext;
  path: string;
  query: Query;
  part: Paged<unknown>;
}) {
  if (last === 1) return null;
  const to = (page: number) => {
    const kept = Object.entries(query).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'page',
    );
    return link(`${path}?${new URLSearchParams([...kept, ['page', String(page)]]).toString()}`);
  };
  return (
    <>
      <p className="text-muted">{t('settings.page', { at, last })}</p>
      <Pagination
        label={t('settings.pages')}
        previous={at > 1 ? { href: to(at - 1), text: t('settings.previousPage') } : undefined}
        next={at < last ? { href: to(at + 1), text: t('settings.nextPage') } : undefined}
      />
    </>
  );
}
