import { Checkbox } from '@/app/_ui/form/choice';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import type { PageContext } from '@/app/_page/context';
import type { CalendarYearSetting } from '@/lib/tickets/settings/calendar-setting';

import { CalendarList } from './calendar-list';
import { one, type SettingScreen } from './screen';
import { SettingArea, SettingText } from './setting-field';
import { asLines, ticked } from './typed-lists';

const dayLines = (value: CalendarYearSetting | null) =>
  asLines(value?.days.map(({ date, kind, nameZh }) => `${date} ${kind} ${nameZh}`));
const stateOf = ({ t }: PageContext, provisional: boolean) =>
  t(provisional ? 'settings.calendar.provisional' : 'settings.calendar.settled');

/** The days of a year that are off or worked unlike the ordinary week. */
export const calendarScreen: SettingScreen<CalendarYearSetting> = {
  kind: 'calendar-year',
  name: 'settings.calendar.name',
  about: 'settings.calendar.about',
  add: 'settings.calendar.add',
  title: ({ t }, subject) => t('settings.calendar.title', { year: subject }),
  describe: (context, value) => {
    const { t } = context;
    return [
      { name: t('settings.calendar.year'), text: String(value.year) },
      { name: t('settings.calendar.state'), text: stateOf(context, value.provisional) },
      { name: t('settings.calendar.source'), text: value.source },
      // A line of its own for each day, so that the preview names the days that are different.
      ...value.days.map(({ date, kind, nameZh }) => ({
        name: date,
        text: `${t(kind === 'holiday' ? 'settings.calendar.off' : 'settings.calendar.worked')} ${nameZh}`,
      })),
    ];
  },
  toForm: (value) => ({
    year: [value ? String(value.year) : ''],
    provisional: value?.provisional ? ['1'] : [],
    source: [value?.source ?? ''],
    days: dayLines(value),
  }),
  fromForm: (form) => ({
    year: one(form, 'year'),
    provisional: ticked(form, 'provisional'),
    source: one(form, 'source'),
    days: one(form, 'days'),
  }),
  Fields({ page: { t }, given, value }) {
    return (
      <>
        {value ? (
          <>
            <DefinitionList items={[{ name: t('settings.calendar.year'), value: String(value.year) }]} />
            <input type="hidden" name="year" value={value.year} />
          </>
        ) : (
          <SettingText
            given={given}
            name="year"
            label={t('settings.calendar.year')}
            inputMode="numeric"
            width="code"
          />
        )}
        <Checkbox
          id="provisional"
          name="provisional"
          value="1"
          label={t('settings.calendar.provisionalBox')}
          hint={t('settings.calendar.provisionalHint')}
          defaultChecked={given.values('provisional').includes('1')}
        />
        <SettingText
          given={given}
          name="source"
          label={t('settings.calendar.source')}
          hint={t('settings.calendar.sourceHint')}
        />
        <SettingArea
          given={given}
          name="days"
          rows={20}
          label={t('settings.calendar.days')}
          hint={t('settings.calendar.daysHint')}
        />
      </>
    );
  },
  List: CalendarList,
};
