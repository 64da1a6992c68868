import { ButtonLink } from '@/app/_ui/form/button';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import { readSetting } from '@/lib/settings/changes';
import type { SiteOwner } from '@/lib/settings/site-owner';

import { editPath, one, type SettingScreen } from './screen';
import { SettingText } from './setting-field';

const FIELDS = ['organiser', 'contact', 'siteCode', 'icpNumber', 'policeNumber'] as const;
const NAMES: Record<(typeof FIELDS)[number], MessageKey> = {
  organiser: 'settings.siteOwner.organiser',
  contact: 'settings.siteOwner.contact',
  siteCode: 'settings.siteOwner.siteCode',
  icpNumber: 'settings.siteOwner.icpNumber',
  policeNumber: 'settings.siteOwner.policeNumber',
};

/** What the foot of every page names. */
export const siteOwnerScreen: SettingScreen<SiteOwner> = {
  kind: 'site-owner',
  name: 'settings.siteOwner.name',
  about: 'settings.siteOwner.about',
  title: ({ t }) => t('settings.siteOwner.name'),
  describe: ({ t }, value) => FIELDS.map((field) => ({ name: t(NAMES[field]), text: value[field] })),
  toForm: (value) => Object.fromEntries(FIELDS.map((field) => [field, [value?.[field] ?? '']])),
  fromForm: (form) => Object.fromEntries(FIELDS.map((field) => [field, one(form, field)])),
  Fields: ({ page: { t }, given }) =>
    FIELDS.map((name) => <SettingText key={name} given={given} name={name} label={t(NAMES[name])} />),
  async List({ page }) {
    const { t, link, identity } = page;
    const value = (await readSetting(identity.actor, 'site-owner', 'site.owner')) as SiteOwner | null;
    return (
      <>
        <DefinitionList
          items={FIELDS.map((field) => ({
            name: t(NAMES[field]),
            value: value?.[field] || t('settings.none'),
          }))}
        />
        <ButtonLink href={link(editPath('site-owner', 'site.owner'))}>{t('settings.change')}</ButtonLink>
      </>
    );
  },
};
