import type { Locale } from '@/lib/platform/i18n/locales';

/** What acts are about, by the code in the rows. One that is not named is shown as its code. */
const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ticket: ['工单', 'Ticket'],
  delivery: ['派送', 'Delivery'],
  desk: ['承办平台', 'Desk'],
  case: ['公开案件', 'Public case'],
  message: ['消息', 'Message'],
  upload: ['照片', 'Photo'],
  notice: ['公告', 'Notice'],
  'component-list': ['部件清单', 'List of components'],
  'one-time-code': ['验证码', 'One-time code'],
  'citizen-session': ['市民登录', 'Resident’s session'],
  'staff-account': ['工作人员账户', 'Staff account'],
  'staff-session': ['工作人员登录', 'Staff session'],
  'site-owner': ['网站主办单位', 'Page foot'],
  permission: ['权限', 'Permission'],
  'audit-trail': ['审计记录', 'Audit trail'],
  'audit-event': ['一条审计记录', 'Audit row'],
};

/** A kind of subject in words. */
export function subjectName(kind: string, locale: Locale): string {
  const name = Object.hasOwn(NAMES, kind) ? NAMES[kind] : undefined;
  return name ? name[locale === 'en' ? 1 : 0] : kind;
}

export const SUBJECT_KINDS = Object.keys(NAMES);
