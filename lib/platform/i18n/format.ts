import type { Locale } from './locales';
import type { Translate } from './translate';

const zone = 'Asia/Shanghai';
const shapes = {
  dateTime: {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { month: 'long', day: 'numeric', weekday: 'short' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, shape: keyof typeof shapes): Intl.DateTimeFormat {
  const key = `${locale} ${shape}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...shapes[shape], timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

/** A moment as people in China read it, whatever zone the server runs in. */
export function formatDateTime(locale: Locale, at: Date): string {
  return format(locale, 'dateTime').format(at);
}

/** A length of time in words, rounded down to its two largest units (days, hours, minutes). Negative lengths count as positive. */
export function formatDuration(t: Translate, milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days > 0) return hours > 0 ? t('time.daysHours', { days, hours }) : t('time.days', { days });
  if (hours > 0)
    return rest > 0 ? t('time.hoursMinutes', { hours, minutes: rest }) : t('time.hours', { hours });
  return t('time.minutes', { minutes: Math.max(rest, 1) });
}

/** A day as people in China read it. */
export function formatDate(locale: Locale, at: Date): string {
  return format(locale, 'date').format(at);
}

/** A month given as `YYYY-MM`. */
export function formatMonth(locale: Locale, month: string): string {
  return format(locale, 'month').format(new Date(`${month}-15T00:00:00Z`));
}

/** The time of day in China. */
export function formatTime(locale: Locale, at: Date): string {
  return format(locale, 'time').format(at);
}

/** A day given as `YYYY-MM-DD`, without its year. */
export function formatDay(locale: Locale, day: string): string {
  return format(locale, 'day').format(new Date(`${day}T12:00:00+08:00`));
}
