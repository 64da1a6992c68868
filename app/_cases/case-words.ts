import type { PageContext } from '@/app/_page/context';
import { formatDate } from '@/lib/platform/i18n/format';
import type { Locale } from '@/lib/platform/i18n/locales';
import type { CaseSummary } from '@/lib/tickets/cases/case-schemas';

/** City, district and street of a case, each once. */
export function casePlace(item: CaseSummary, locale: Locale): string {
  const names = [item.prefecture, item.division, item.street].flatMap((part) =>
    part ? [part.name[locale]] : [],
  );
  return [...new Set(names)].join(' ');
}

/** Where a case stands, in one sentence of plain words. */
export function caseLine(item: CaseSummary, { t, locale }: Pick<PageContext, 't' | 'locale'>): string {
  const date = (value: string) => formatDate(locale, new Date(value));
  return [
    `${t('cases.status')}${t('cases.colon')}${item.statusText[locale]}${item.overdue ? ` (${t('cases.overdueTag')})` : ''}`,
    `${t('cases.submitted')}${t('cases.colon')}${date(item.submittedAt)}`,
    ...(item.closedAt ? [`${t('cases.closed')}${t('cases.colon')}${date(item.closedAt)}`] : []),
    ...(item.desk ? [`${t('cases.desk')}${t('cases.colon')}${item.desk.name[locale]}`] : []),
    ...[item.description, item.result].flatMap((text) => (text ? [text] : [])),
  ].join(locale === 'en' ? '; ' : '；');
}

/** The dates of a case in a line: one text instead of many small elements, for a list is rendered again and again. */
export function caseDates(item: CaseSummary, { t, locale }: Pick<PageContext, 't' | 'locale'>): string {
  const date = (value: string) => formatDate(locale, new Date(value));
  const submitted = `${t('cases.submitted')} ${date(item.submittedAt)}`;
  if (item.closedAt) return `${submitted} · ${t('cases.closed')} ${date(item.closedAt)}`;
  return item.dueAt ? `${submitted} · ${t('cases.due')} ${date(item.dueAt)}` : submitted;
}
