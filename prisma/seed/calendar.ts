import chineseDays from 'chinese-days';
import type { SeedClient } from './client';
import { staffsOwn } from './staffs-own';

export interface CalendarSeed {
  year: number;
  provisional: boolean;
  source: string;
  days: { date: string; kind: 'holiday' | 'workday'; nameZh: string }[];
}

/** The State Council's notices, whose dates the package chinese-days carries. */
const NOTICES: Record<number, string> = {
  2024: '国办发明电〔2023〕7号',
  2025: '国办发明电〔2024〕12号',
  2026: '国办发明电〔2025〕7号',
};
const PROVISIONAL_YEARS = [2027, 2028];

const DAY_MS = 86_400_000;

function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function publishedYear(year: number, notice: string): CalendarSeed {
  const days: CalendarSeed['days'] = [];
  for (let date = `${year}-01-01`; date.startsWith(String(year)); date = daysLater(date, 1)) {
    const detail = chineseDays.getDayDetail(date);
    // Listed days are named "National Day,国庆节,3"; an ordinary day carries only its weekday.
    const [, nameZh] = detail.name.split(',');
    if (nameZh !== undefined) days.push({ date, kind: detail.work ? 'workday' : 'holiday', nameZh });
  }
  return { year, provisional: false, source: `${notice}（chinese-days）`, days };
}

function solarOf(year: number, month: number, day: number): string {
  const lunar = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return chineseDays.getSolarDateFromLunar(lunar).date;
}

/**
 * The holidays fixed by law (全国年节及纪念日放假办法 第二条, as amended 2024-11-10): New Year 1 day, Spring Festival 4 from the eve, Qingming 1,
 * Labour Day 2, Dragon Boat 1, Mid-Autumn 1, National Day 3. Days swapped with weekends (调休) and days given back for a
 * holiday on a weekend (第六条) are known only from the yearly notice, so the year is provisional.
 */
function lawfulYear(year: number): CalendarSeed {
  const newYear = solarOf(year, 1, 1);
  const holidays: [nameZh: string, first: string, count: number][] = [
    ['元旦', `${year}-01-01`, 1],
    ['春节', daysLater(newYear, -1), 4],
    ['清明', chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), 1],
    ['劳动节', `${year}-05-01`, 2],
    ['端午', solarOf(year, 5, 5), 1],
    ['中秋', solarOf(year, 8, 15), 1],
    ['国庆节', `${year}-10-01`, 3],
  ];
  // Two holidays can share a day: Mid-Autumn 2028 falls on 3 October.
  const names = new Map<string, string[]>();
  for (const [nameZh, first, count] of holidays)
    for (let n = 0; n < count; n += 1) {
      const date = daysLater(first, n);
      names.set(date, [...(names.get(date) ?? []), nameZh]);
    }
  return {
    year,
    provisional: true,
    source: '全国年节及纪念日放假办法第二条（2024年11月10日修订），当年安排公布前暂用',
    days: [...names]
      .map(([date, shared]) => ({ date, kind: 'holiday' as const, nameZh: shared.join('、') }))
      .toSorted((left, right) => (left.date < right.date ? -1 : 1)),
  };
}

/** Every year the product starts with. */
export function calendarYears(): CalendarSeed[] {
  return [
    ...Object.entries(NOTICES).map(([year, notice]) => publishedYear(Number(year), notice)),
    ...PROVISIONAL_YEARS.map(lawfulYear),
  ];
}

/** Writes the years that are missing or still provisional; an arrangement that was imported, or is staff's own, is never replaced. */
export async function seedCalendar(client: SeedClient): Promise<void> {
  const own = await staffsOwn(client, 'calendar-year');
  for (const { year, provisional, source, days } of calendarYears()) {
    if (own.has(String(year))) continue;
    await client.query(
      `WITH open AS (
         INSERT INTO calendar_year (year, provisional, source) VALUES ($1, $2, $3)
         ON CONFLICT (year) DO UPDATE SET provisional = excluded.provisional, source = excluded.source
           WHERE calendar_year.provisional
         RETURNING year
       ), gone AS (
         DELETE FROM calendar_day USING open
         WHERE extract(year FROM calendar_day.date) = open.year
           AND calendar_day.date NOT IN (SELECT date FROM jsonb_to_recordset($4::jsonb) AS given (date date))
       )
       INSERT INTO calendar_day (date, kind, name_zh, source)
       SELECT given.date, given.kind, given."nameZh", $3
       FROM jsonb_to_recordset($4::jsonb) AS given (date date, kind text, "nameZh" text), open
       ON CONFLICT (date) DO UPDATE SET kind = excluded.kind, name_zh = excluded.name_zh, source = excluded.source`,
      [year, provisional, source, JSON.stringify(days)],
    );
  }
}
