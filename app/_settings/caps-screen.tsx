import { ButtonLink } from '@/app/_ui/form/button';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import type { MessageKey } from '@/lib/platform/i18n/translate';
import type { CapsValue } from '@/lib/notify/caps-setting';
import { readSetting } from '@/lib/settings/changes';

import { editPath, one, type SettingScreen } from './screen';
import { SettingText } from './setting-field';

const NAMES: Record<keyof CapsValue, MessageKey> = {
  smsPerDay: 'settings.caps.smsPerDay',
  smsBurst: 'settings.caps.smsBurst',
  emailPerDay: 'settings.caps.emailPerDay',
  emailBurst: 'settings.caps.emailBurst',
  smsParts: 'settings.caps.smsParts',
};
const FIELDS = Object.keys(NAMES) as (keyof CapsValue)[];

function numberOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text);
}

/** How many messages one address may get. */
export const capsScreen: SettingScreen<CapsValue> = {
  kind: 'message-caps',
  name: 'settings.caps.name',
  about: 'settings.caps.about',
  title: ({ t }) => t('settings.caps.name'),
  describe: ({ t }, value) => FIELDS.map((field) => ({ name: t(NAMES[field]), text: String(value[field]) })),
  toForm: (value) => Object.fromEntries(FIELDS.map((field) => [field, [String(value?.[field] ?? '')]])),
  fromForm: (form) => Object.fromEntries(FIELDS.map((field) => [field, numberOf(one(form, field))])),
  Fields: ({ page: { t }, given }) =>
    FIELDS.map((name) => (
      <SettingText
        key={name}
        given={given}
        name={name}
        label={t(NAMES[name])}
        width="code"
        inputMode="numeric"
        hint={name === 'smsParts' ? t('settings.caps.smsPartsHint') : undefined}
      />
    )),
  async List({ page }) {
    const { t, link, identity } = page;
    const value = (await readSetting(identity.actor, 'message-caps', 'notify.caps')) as CapsValue;
    return (
      <>
        <DefinitionList
          items={FIELDS.map((field) => ({ name: t(NAMES[field]), value: String(value[field]) }))}
        />
        <ButtonLink href={link(editPath('message-caps', 'notify.caps'))}>{t('settings.change')}</ButtonLink>
      </>
    );
  },
};
