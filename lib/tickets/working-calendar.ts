/**
 * Working days and hours in Asia/Shanghai. China has used one zone, UTC+8, without summer time since 1992
 * (tz database, zone Asia/Shanghai), so wall time is plain arithmetic and a date is a `YYYY-MM-DD` string.
 */

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** No arrangement leaves this many days without work; a calendar that does is a fault, not a reason to loop for ever. */
const MAX_DAYS_WITHOUT_WORK = 400;

export interface CalendarException {
  /** `YYYY-MM-DD` */
  date: string;
  /** `holiday`: no work on this day; `workday`: worked although a Saturday or Sunday (调休). */
  kind: 'holiday' | 'workday';
}

export interface CalendarYear {
  year: number;
  /** True until the State Council's arrangement of that year is imported. */
  provisional: boolean;
}

export interface WorkingInterval {
  /** `HH:MM`, wall time */
  start: string;
  end: string;
}

/** Working intervals of a day, in order. */
export type WorkingHours = readonly WorkingInterval[];

export interface WorkingCalendar {
  /** `YYYY-MM-DD` -> whether it is worked. */
  isWorkday(date: string): boolean;
  /** True for a year whose arrangement is not published yet, and for one we know nothing about. */
  isProvisional(year: number): boolean;
  /** Working intervals of every working day, in order. */
  hours: WorkingHours;
}

interface Span {
  fromMs: number;
  toMs: number;
}

function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!(minutes <= 1440)) throw new RangeError(`not a time of day: ${time}`);
  return minutes;
}

function spansOf(hours: WorkingHours): Span[] {
  const spans = hours.map(({ start, end }) => ({
    fromMs: minutesOf(start) * MINUTE_MS,
    toMs: minutesOf(end) * MINUTE_MS,
  }));
  let previousEnd = -1;
  for (const span of spans) {
    if (span.fromMs <= previousEnd || span.toMs <= span.fromMs) {
      throw new RangeError('working hours must be in order and must not overlap');
    }
    previousEnd = span.toMs;
  }
  if (spans.length === 0) throw new RangeError('a working day needs at least one interval');
  return spans;
}

/**
 * A calendar from the ordinary week (Monday to Friday) and the days that differ from it.
 * @throws RangeError for malformed dates or working hours that overlap
 */
export function buildCalendar(input: {
  exceptions: readonly CalendarException[];
  years: readonly CalendarYear[];
  hours: WorkingHours;
}): WorkingCalendar {
  const kinds = new Map(input.exceptions.map(({ date, kind }) => [dateOfDay(dayOfDate(date)), kind]));
  const settled = new Set(input.years.filter((year) => !year.provisional).map(({ year }) => year));
  spansOf(input.hours);
  return {
    isWorkday(date) {
      const kind = kinds.get(date);
      if (kind) return kind === 'workday';
      const weekday = new Date(dayOfDate(date) * DAY_MS).getUTCDay();
      return weekday !== 0 && weekday !== 6;
    },
    isProvisional: (year) => !settled.has(year),
    hours: input.hours,
  };
}

function dayOfDate(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`not a date: ${date}`);
  }
  return ms / DAY_MS;
}

function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The date in China at an instant. */
export function dateInChina(instant: Date): string {
  return dateOfDay(Math.floor((instant.getTime() + OFFSET_MS) / DAY_MS));
}

/** The instant of a wall time in China; `24:00` is the end of the day. */
export function instantInChina(date: string, time: string): Date {
  return new Date(dayOfDate(date) * DAY_MS + minutesOf(time) * MINUTE_MS - OFFSET_MS);
}

/** A date some days later (or earlier). */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayOfDate(date) + days);
}

/** The n-th working day after a date (which itself is not counted); n = 0 gives the date or the first working day after it. */
export function workdayAfter(date: string, n: number, calendar: WorkingCalendar): string {
  let current = date;
  let counted = 0;
  let idle = 0;
  while (n === 0 ? !calendar.isWorkday(current) : counted < n) {
    current = addDays(current, 1);
    if (calendar.isWorkday(current)) {
      counted += 1;
      idle = 0;
    } else if ((idle += 1) > MAX_DAYS_WITHOUT_WORK) {
      throw new RangeError('the calendar has no working days');
    }
  }
  return current;
}

/** Wall time at which work ends on a working day, `HH:MM`. */
export function closingTime(calendar: WorkingCalendar): string {
  return calendar.hours.at(-1)?.end ?? '24:00';
}

/** Working time of one full working day, in milliseconds. */
export function workingDayMs(calendar: WorkingCalendar): number {
  return spansOf(calendar.hours).reduce((sum, span) => sum + span.toMs - span.fromMs, 0);
}

/** Working time between two instants, in milliseconds; 0 when `to` is not after `from`. */
export function workingMsBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  const spans = spansOf(calendar.hours);
  const fromMs = from.getTime() + OFFSET_MS;
  const toMs = to.getTime() + OFFSET_MS;
  let sum = 0;
  for (let day = Math.floor(fromMs / DAY_MS); day * DAY_MS < toMs; day += 1) {
    if (!calendar.isWorkday(dateOfDay(day))) continue;
    for (const span of spans) {
      const begin = Math.max(fromMs, day * DAY_MS + span.fromMs);
      const end = Math.min(toMs, day * DAY_MS + span.toMs);
      if (end > begin) sum += end - begin;
    }
  }
  return sum;
}

/**
 * The instant at which an amount of working time has passed since `from`. An amount that ends with an interval is due at its end
 * (12:00), not at the beginning of the next (13:30).
 */
export function addWorkingMs(from: Date, amountMs: number, calendar: WorkingCalendar): Date {
  if (amountMs <= 0) return from;
  const spans = spansOf(calendar.hours);
  const fromMs = from.getTime() + OFFSET_MS;
  let left = amountMs;
  let idle = 0;
  for (let day = Math.floor(fromMs / DAY_MS); idle <= MAX_DAYS_WITHOUT_WORK; day += 1, idle += 1) {
    if (!calendar.isWorkday(dateOfDay(day))) continue;
    idle = 0;
    for (const span of spans) {
      const begin = Math.max(fromMs, day * DAY_MS + span.fromMs);
      const available = Math.max(0, day * DAY_MS + span.toMs - begin);
      if (left <= available) return new Date(begin + left - OFFSET_MS);
      left -= available;
    }
  }
  throw new RangeError('the calendar has no working days');
}
