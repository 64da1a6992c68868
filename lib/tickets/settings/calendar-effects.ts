import type { Effect } from '@/lib/settings/setting-kind';
import { readCalendarInput } from '../calendar-input';
import { readReference } from '../reference';
import { buildCalendar } from '../working-calendar';
import type { CalendarLine, CalendarYearSetting } from './calendar-setting';
import { dueEffects } from './due-effects';

/** Saturday or Sunday. */
export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** Lines that say what the ordinary week says already. */
function idleLines(value: CalendarYearSetting): Effect[] {
  const among = (kind: CalendarLine['kind'], weekend: boolean) =>
    value.days.filter((day) => day.kind === kind && isWeekend(day.date) === weekend).map(({ date }) => date);
  const [worked, off] = [among('workday', false), among('holiday', true)];
  const effects: Effect[] = [];
  if (worked.length > 0)
    effects.push({
      level: 'warning',
      text: {
        zh: `这些“班”本来就是周一至周五，写了不起作用，请核对：${worked.join('、')}`,
        en: `These worked days are weekdays anyway and change nothing; check them: ${worked.join(', ')}`,
      },
    });
  if (off.length > 0)
    effects.push({
      level: 'information',
      text: {
        zh: `这些“休”本来就是周末，不影响计算：${off.join('、')}`,
        en: `These days off are weekends anyway and change nothing: ${off.join(', ')}`,
      },
    });
  if (!value.provisional && value.days.length === 0)
    effects.push({
      level: 'warning',
      text: { zh: '这一年没有任何假日', en: 'This year has no holiday at all' },
    });
  return effects;
}

/** What another year's arrangement does to open tickets, and lines that do nothing. */
export async function calendarEffects({
  subject,
  after,
  now,
}: {
  subject: string;
  after: CalendarYearSetting | null;
  now: Date;
}): Promise<Effect[]> {
  const year = Number(subject);
  const [input, { deadlineRules }] = await Promise.all([readCalendarInput(), readReference()]);
  const calendar = buildCalendar({
    ...input,
    exceptions: [
      ...input.exceptions.filter(({ date }) => !date.startsWith(`${year}-`)),
      ...(after?.days ?? []),
    ],
    years: [
      ...input.years.filter((of) => of.year !== year),
      ...(after ? [{ year, provisional: after.provisional }] : []),
    ],
  });
  const due = await dueEffects({ deadlineRules, calendar }, { of: 'calendar' }, now);
  return [...(after ? idleLines(after) : []), ...due];
}
