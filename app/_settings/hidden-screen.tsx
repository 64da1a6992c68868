import { ButtonLink } from '@/app/_ui/form/button';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { readSetting } from '@/lib/settings/changes';
import type { HiddenValue } from '@/lib/tickets/cases/hidden-setting';

import { editPath, one, type SettingScreen } from './screen';
import { SettingArea } from './setting-field';

const [KIND, SUBJECT] = ['hidden-categories', 'cases.hidden-categories'];

/** Which categories the public does not see. */
export const hiddenScreen: SettingScreen<HiddenValue> = {
  kind: KIND,
  name: 'settings.hidden.name',
  about: 'settings.hidden.about',
  title: ({ t }) => t('settings.hidden.name'),
  describe: ({ t }, { patterns }) => [{ name: t('settings.hidden.patterns'), text: patterns.join('\n') }],
  toForm: (value) => ({ patterns: [value?.patterns.join('\n') ?? ''] }),
  fromForm: (form) => ({
    patterns: one(form, 'patterns')
      .split(/[\s,，、;；]+/u)
      .filter((pattern) => pattern !== '')
      .map((pattern) => pattern.toUpperCase()),
  }),
  Fields: ({ page: { t }, given }) => (
    <SettingArea
      given={given}
      name="patterns"
      label={t('settings.hidden.patterns')}
      hint={t('settings.hidden.patternsHint')}
    />
  ),
  async List({ page }) {
    const { t, link, identity } = page;
    const { patterns } = (await readSetting(identity.actor, KIND, SUBJECT)) as HiddenValue;
    return (
      <>
        <DefinitionList
          items={[{ name: t('settings.hidden.patterns'), value: patterns.join('\n') || t('settings.none') }]}
        />
        <ButtonLink href={link(editPath(KIND, SUBJECT))}>{t('settings.change')}</ButtonLink>
      </>
    );
  },
};
