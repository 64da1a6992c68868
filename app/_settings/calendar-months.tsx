import type { PageContext } from '@/app/_page/context';
import { formatDay, formatMonth } from '@/lib/platform/i18n/format';
import type { CalendarLine, CalendarYearSetting } from '@/lib/tickets/settings/calendar-setting';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;

/** The days of a month in weeks that begin on Monday; empty cells before the first. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const first = Date.UTC(year, month, 1);
  const days = (Date.UTC(year, month + 1, 1) - first) / DAY_MS;
  const blanks = (new Date(first).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = [
    ...Array.from({ length: blanks }, () => null),
    ...Array.from({ length: days }, (_, at) => new Date(first + at * DAY_MS).toISOString().slice(0, 10)),
  ];
  const weeks = [];
  for (let at = 0; at < cells.length; at += 7) weeks.push(cells.slice(at, at + 7));
  return weeks;
}

/** A cell is one text: a year has 365 of them, and each is sent twice. */
function Day({
  page: { t },
  date,
  weekend,
  line,
}: {
  page: PageContext;
  date: string;
  weekend: boolean;
  line: CalendarLine | undefined;
}) {
  const off = line ? line.kind === 'holiday' : weekend;
  const mark = off ? ` ${t('settings.calendar.off')}` : line ? ` ${t('settings.calendar.worked')}` : '';
  const text = Number(date.slice(8)) + mark;
  return line ? <td className="bg-accent-soft font-bold">{text}</td> : <td>{text}</td>;
}

/** A year, month by month: what is off and what is worked. Its own days are named below each month. */
export function CalendarMonths({ page, value }: { page: PageContext; value: CalendarYearSetting }) {
  const { t, locale } = page;
  const lines = new Map(value.days.map((day) => [day.date, day]));
  const weekdays = WEEKDAYS.map((day) => t(`settings.calendar.weekday.${day}`));
  return (
    <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
      {Array.from({ length: 12 }, (_, month) => {
        const own = value.days.filter(({ date }) => Number(date.slice(5, 7)) === month + 1);
        return (
          <div key={month} className="break-inside-avoid">
            <table className="[&_td]:border-line w-full table-fixed border-collapse text-center [&_td]:border [&_td]:p-1 [&_td]:align-top">
              <caption className="mb-1 text-left font-bold">
                {formatMonth(locale, `${String(value.year)}-${String(month + 1).padStart(2, '0')}`)}
              </caption>
              <thead>
                <tr>
                  {weekdays.map((name) => (
                    <th key={name} scope="col" className="text-sm">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {weeksOf(value.year, month).map((week, row) => (
                  <tr key={week.find(Boolean)}>
                    {week.map((date, at) =>
                      date ? (
                        <Day key={date} page={page} date={date} weekend={at > 4} line={lines.get(date)} />
                      ) : (
                        <td key={`${String(row)}-${String(at)}`}>{'\u00a0'}</td>
                      ),
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
            {own.length > 0 ? (
              <ul className="mt-1 text-sm">
                {own.map(({ date, kind, nameZh }) => (
                  <li key={date}>
                    {formatDay(locale, date)}{' '}
                    {t(kind === 'holiday' ? 'settings.calendar.off' : 'settings.calendar.worked')} {nameZh}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
