import type { Translate } from '@/lib/platform/i18n/translate';
import { logger } from '@/lib/platform/log';
import { readSiteOwner as read, type SiteOwner } from '@/lib/settings/site-owner';

const nobodyYet: SiteOwner = { organiser: '', contact: '', siteCode: '', icpNumber: '', policeNumber: '' };

/** The setting `site.owner`. While the database is away the site still shows its pages and telephone numbers. */
export async function readSiteOwner(): Promise<SiteOwner> {
  try {
    return await read();
  } catch (error) {
    logger('site').error({ err: error }, 'site owner not readable');
    return nobodyYet;
  }
}

/** The lines of the page foot that have a value. */
export async function footerLines(t: Translate): Promise<{ text: string; href?: string }[]> {
  const { organiser, contact, siteCode, icpNumber, policeNumber } = await readSiteOwner();
  const lines = [
    { value: organiser, text: t('footer.organiser', { value: organiser }) },
    { value: contact, text: t('footer.contact', { value: contact }) },
    { value: siteCode, text: t('footer.siteCode', { value: siteCode }) },
    { value: icpNumber, text: icpNumber, href: 'https://beian.miit.gov.cn/' },
    { value: policeNumber, text: policeNumber, href: 'https://beian.mps.gov.cn/' },
  ];
  return lines
    .filter(({ value }) => value !== '')
    .map(({ text, href }) => (href ? { text, href } : { text }));
}
