import { z } from 'zod';
import { getSetting, readSettingRow, writeSettingRow } from '@/lib/platform/settings';
import { snapshot } from '@/lib/platform/snapshot';
import { say } from '@/lib/platform/field-errors';
import type { SettingKind } from './setting-kind';

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\n\r]*$/, say('只能写一行', 'One line only'));

/** What Chinese law and the State Council's rules for government sites ask the foot of each page to name (国办发〔2017〕47号). */
const siteOwner = z.strictObject({
  organiser: line(100).min(1),
  contact: line(200),
  siteCode: line(10).regex(
    /^(\d{10})?$/,
    say('网站标识码是 10 位数字', 'A site identification code has 10 digits'),
  ),
  icpNumber: line(40).regex(
    /^(\p{Script=Han}ICP备\d{6,10}号(-\d{1,3})?)?$/u,
    say('备案号的格式如“黑ICP备12345678号-1”', 'An ICP number is like 黑ICP备12345678号-1'),
  ),
  policeNumber: line(40).regex(
    /^(\p{Script=Han}公网安备\s?\d{14}号)?$/u,
    say('公安备案号的格式如“黑公网安备23010002000123号”', 'It is like 黑公网安备23010002000123号'),
  ),
});

export type SiteOwner = z.output<typeof siteOwner>;

const KEY = 'site.owner';
const nobodyYet: SiteOwner = { organiser: '', contact: '', siteCode: '', icpNumber: '', policeNumber: '' };

/** The lines of the page foot, read as they are: an early row must not take the site down. */
const stored = z.object({
  organiser: z.string(),
  contact: z.string(),
  siteCode: z.string(),
  icpNumber: z.string(),
  policeNumber: z.string(),
});

const current = snapshot(() => getSetting(KEY, stored, nobodyYet));

/** Who answers for the site, at most two seconds old. */
export function readSiteOwner(): Promise<SiteOwner> {
  return current.get();
}

/** The foot of every page. */
export const siteOwnerKind: SettingKind<SiteOwner> = {
  kind: 'site-owner',
  permission: 'settings.site',
  fixed: true,
  schema: siteOwner,
  jurisdictionOf: () => '000000',
  subjectOf: () => KEY,
  read: (tx) => readSettingRow(tx, KEY, stored),
  write: (tx, { after, now }) => writeSettingRow(tx, KEY, after, now),
};
