import type { MessageKey } from '@/lib/platform/i18n/translate';

/** The pages that anyone may find: the site map for people and the one for machines are made from this list. */
export const sitePages: readonly { path: string; name: MessageKey }[] = [
  { path: '/', name: 'site.home' },
  { path: '/report', name: 'report.nav' },
  { path: '/track', name: 'track.nav' },
  { path: '/my-reports', name: 'my.nav' },
  { path: '/cases', name: 'cases.nav' },
  { path: '/notices', name: 'notices.nav' },
  { path: '/help', name: 'help.nav' },
  { path: '/contact', name: 'contact.nav' },
  { path: '/accessibility', name: 'accessibility.nav' },
  { path: '/privacy', name: 'privacy.nav' },
  { path: '/site-map', name: 'siteMap.nav' },
];
