import type { PageContext } from '@/app/_page/context';
import { placeName } from '@/app/_report/place-names';
import { formatDate } from '@/lib/platform/i18n/format';
import { WHOLE_PROVINCE } from '@/lib/notices/notice-kinds';
import type { NoticeView } from '@/lib/notices/notice-views';
import type { Reference } from '@/lib/tickets/reference';

/** A text of a notice in the reader's language, or the Chinese one marked as such. */
export function noticeText(text: NoticeView['title'], { locale }: Pick<PageContext, 'locale'>) {
  const english = locale === 'en' && text.en !== null;
  return {
    text: english ? text.en! : text['zh-CN'],
    lang: locale === 'en' && !english ? ('zh-CN' as const) : undefined,
  };
}

/** The counties concerned, or the whole prefecture or province. */
export function noticePlaces(
  { jurisdictionCode, divisionCodes }: NoticeView,
  { divisions }: Reference,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): string {
  if (divisionCodes.length === 0 && jurisdictionCode === WHOLE_PROVINCE) return t('notices.anyPlace');
  const nameOf = (code: string) => {
    const division = divisions.get(code);
    return division ? placeName(division, locale) : code;
  };
  const counties = divisionCodes.map(nameOf).join(t('notices.and'));
  return jurisdictionCode === WHOLE_PROVINCE ? counties : `${nameOf(jurisdictionCode)} ${counties}`.trim();
}

/** From when until when, in words. */
export function noticeTime(
  { startsAt, endsAt, ended }: NoticeView,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): string {
  const from = formatDate(locale, new Date(startsAt));
  if (endsAt === null) return t('notices.since', { from });
  const until = formatDate(locale, new Date(endsAt));
  return ended ? t('notices.was', { from, until }) : t('notices.between', { from, until });
}
