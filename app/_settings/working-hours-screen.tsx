import { DefinitionList } from '@/app/_ui/content/definition-list';
import { ButtonLink } from '@/app/_ui/form/button';
import { readSetting } from '@/lib/settings/changes';
import type { WorkingHoursSetting } from '@/lib/tickets/settings/working-hours-setting';

import { editPath, one, type SettingScreen } from './screen';
import { SettingArea } from './setting-field';
import { asLines } from './typed-lists';

const SUBJECT = 'working-hours';
const hourLines = (value: WorkingHoursSetting | null) =>
  asLines(value?.hours.map(({ start, end }) => `${start}-${end}`));

/** When work is done on a working day. */
export const workingHoursScreen: SettingScreen<WorkingHoursSetting> = {
  kind: 'working-hours',
  name: 'settings.calendar.hours',
  about: 'settings.calendar.hoursAbout',
  title: ({ t }) => t('settings.calendar.hours'),
  describe: ({ t }, value) => [{ name: t('settings.calendar.hours'), text: hourLines(value)[0] }],
  toForm: (value) => ({ hours: hourLines(value) }),
  fromForm: (form) => ({ hours: one(form, 'hours') }),
  Fields: ({ page: { t }, given }) => (
    <SettingArea
      given={given}
      name="hours"
      rows={4}
      label={t('settings.calendar.hours')}
      hint={t('settings.calendar.hoursHint')}
    />
  ),
  async List({ page: { t, link, identity } }) {
    const value = (await readSetting(identity.actor, SUBJECT, SUBJECT)) as WorkingHoursSetting | null;
    return (
      <>
        <DefinitionList items={[{ name: t('settings.calendar.hours'), value: hourLines(value)[0] }]} />
        <ButtonLink href={link(editPath(SUBJECT, SUBJECT))}>{t('settings.change')}</ButtonLink>
      </>
    );
  },
};
