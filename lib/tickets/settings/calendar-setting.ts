import { z } from 'zod';
import type { Tx } from '@/lib/platform/db';
import { say, wrongField } from '@/lib/platform/field-errors';
import { enqueue } from '@/lib/platform/jobs';
import type { SettingKind } from '@/lib/settings/setting-kind';
import { calendarEffects } from './calendar-effects';
import { line, typedLines, wrong } from './fields';

/** A day that differs from the ordinary week. */
export interface CalendarLine {
  date: string;
  kind: 'holiday' | 'workday';
  nameZh: string;
}

const KINDS: Record<string, CalendarLine['kind']> = {
  holiday: 'holiday',
  workday: 'workday',
  休: 'holiday',
  班: 'workday',
};
const LONGEST_NAME = 40;

const days = typedLines((typed): CalendarLine | ReturnType<typeof wrong> => {
  const [date = '', word = '', ...name] = typed.split(/\s+/);
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  const nameZh = name.join(' ');
  if (!z.iso.date().safeParse(date).success)
    return wrong('日期须为 2027-02-06 这样的格式，并且存在', 'The date is like 2027-02-06 and must exist');
  if (!kind)
    return wrong('日期后写 holiday（休）或 workday（班）', 'After the date comes holiday or workday');
  if (nameZh === '' || nameZh.length > LONGEST_NAME)
    return wrong('最后写节日名称，最多 40 字', 'Last comes the name of the holiday, at most 40 characters');
  return { date, kind, nameZh };
});

const calendarYear = z
  .strictObject({
    year: z.coerce.number<unknown>().int().min(2020).max(2099),
    provisional: z.boolean(),
    source: line(200).min(2, say('请写明依据', 'Name the source')),
    days,
  })
  .transform((value) => ({
    ...value,
    days: value.days.toSorted((left, right) => (left.date < right.date ? -1 : 1)),
  }))
  .superRefine((value, context) => {
    const refuse = (zh: string, en: string) =>
      context.addIssue({ code: 'custom', path: ['days'], message: say(zh, en) });
    const away = value.days.find(({ date }) => !date.startsWith(`${value.year}-`));
    if (away) refuse(`${away.date} 不在 ${value.year} 年`, `${away.date} is not in ${value.year}`);
    const twice = value.days.find(({ date }, at) => value.days[at + 1]?.date === date);
    if (twice) refuse(`${twice.date} 写了两次`, `${twice.date} is given twice`);
  });

export type CalendarYearSetting = z.output<typeof calendarYear>;

async function read(tx: Tx, subject: string): Promise<CalendarYearSetting | null> {
  if (!/^\d{4}$/.test(subject)) return null;
  const { rows } = await tx.query<CalendarYearSetting>(
    `SELECT year, provisional, source, coalesce((SELECT json_agg(
         json_build_object('date', to_char(date, 'YYYY-MM-DD'), 'kind', kind, 'nameZh', name_zh) ORDER BY date)
       FROM calendar_day WHERE extract(year FROM date) = year), '[]') AS days
     FROM calendar_year WHERE year = $1`,
    [Number(subject)],
  );
  return rows[0] ?? null;
}

function check(
  _tx: Tx,
  { subject, after }: { subject: string; after: CalendarYearSetting | null },
): Promise<void> {
  return after && String(after.year) !== subject
    ? Promise.reject(wrongField('year', '年份不能修改', 'The year stays'))
    : Promise.resolve();
}

async function write(
  tx: Tx,
  { subject, after }: { subject: string; after: CalendarYearSetting | null },
): Promise<void> {
  const year = Number(subject);
  await tx.query('DELETE FROM calendar_day WHERE extract(year FROM date) = $1', [year]);
  if (!after) await tx.query('DELETE FROM calendar_year WHERE year = $1', [year]);
  else {
    await tx.query(
      `INSERT INTO calendar_year (year, provisional, source) VALUES ($1, $2, $3)
       ON CONFLICT (year) DO UPDATE SET provisional = excluded.provisional, source = excluded.source`,
      [year, after.provisional, after.source],
    );
    await tx.query(
      `INSERT INTO calendar_day (date, kind, name_zh, source)
       SELECT date, kind, "nameZh", $2 FROM jsonb_to_recordset($1::jsonb) AS given (date date, kind text, "nameZh" text)`,
      [JSON.stringify(after.days), after.source],
    );
  }
  await recountByCalendar(tx);
}

/** Has all due dates counted anew once the change is made. */
export async function recountByCalendar(tx: Tx): Promise<void> {
  await enqueue(
    tx,
    'recompute-deadlines',
    { scope: { of: 'calendar' } },
    { jobKey: 'recompute-deadlines:calendar' },
  );
}

/** The days of one year that are off, or worked, unlike the ordinary week. */
export const calendarYearKind: SettingKind<CalendarYearSetting> = {
  kind: 'calendar-year',
  permission: 'settings.calendar',
  fixed: true,
  schema: calendarYear,
  jurisdictionOf: () => '000000',
  subjectOf: ({ year }) => String(year),
  read,
  check,
  write,
  effects: calendarEffects,
};
