import {
  addDays,
  addWorkingMs,
  closingTime,
  dateInChina,
  instantInChina,
  workdayAfter,
  workingDayMs,
  workingMsBetween,
  type WorkingCalendar,
} from './working-calendar';

/**
 * Units of a limit: 紧急工作时 round the clock, 工作时 inside working hours only, 工作日, 自然小时, 自然日.
 */
export const TIME_UNITS = ['urgent_hour', 'work_hour', 'work_day', 'natural_hour', 'natural_day'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Share of a limit after which a person is warned. */
export const WARNING_SHARE = 0.8;

const HOUR_MS = 3_600_000;

export interface Deadline {
  dueAt: Date;
  /** The date rests on a year whose arrangement of holidays is not published yet; it is recomputed when that is imported. */
  provisional: boolean;
}

function anyProvisional(from: Date, to: Date, calendar: WorkingCalendar): boolean {
  const last = Number(dateInChina(to).slice(0, 4));
  for (let year = Number(dateInChina(from).slice(0, 4)); year <= last; year += 1) {
    if (calendar.isProvisional(year)) return true;
  }
  return false;
}

/**
 * When a limit that starts at `start` ends.
 *
 * Rules (民法典, Civil Code of the People's Republic of China, in force since 2021-01-01):
 * - 第二百零一条: a period in days does not count the day it starts on; a period in hours runs from the moment it starts.
 * - 第二百零三条: a last day that is a statutory day of rest moves to the first day after that rest; the last day ends at 24:00, or, where
 *   there are business hours, when business stops. So `work_day` ends with the working hours of its last day and `natural_day`
 *   at 24:00 of its last day, moved past weekends and holidays (法定休假日 covers both).
 * - Working days leave out statutory days of rest (行政许可法第八十二条).
 *
 * Half days of work (`0.5 work_day`) count as that share of a day's working hours.
 * @param amount more than 0; fractions allowed, but not for `natural_day`
 * @throws RangeError for any other amount
 */
export function dueAt(start: Date, amount: number, unit: TimeUnit, calendar: WorkingCalendar): Deadline {
  if (!(amount > 0) || !Number.isFinite(amount)) throw new RangeError('a limit must be more than 0');
  switch (unit) {
    case 'urgent_hour':
    case 'natural_hour':
      return { dueAt: new Date(start.getTime() + amount * HOUR_MS), provisional: false };
    case 'work_hour':
      return inWorkingTime(start, amount * HOUR_MS, calendar);
    case 'work_day': {
      if (!Number.isInteger(amount)) return inWorkingTime(start, amount * workingDayMs(calendar), calendar);
      const lastDay = workdayAfter(dateInChina(start), amount, calendar);
      const due = instantInChina(lastDay, closingTime(calendar));
      return { dueAt: due, provisional: anyProvisional(start, due, calendar) };
    }
    case 'natural_day': {
      if (!Number.isInteger(amount)) throw new RangeError('natural days are whole days');
      const lastDay = workdayAfter(addDays(dateInChina(start), amount), 0, calendar);
      return {
        dueAt: instantInChina(lastDay, '24:00'),
        provisional: calendar.isProvisional(Number(lastDay.slice(0, 4))),
      };
    }
  }
}

function inWorkingTime(start: Date, ms: number, calendar: WorkingCalendar): Deadline {
  const due = addWorkingMs(start, ms, calendar);
  return { dueAt: due, provisional: anyProvisional(start, due, calendar) };
}

function countsWorkingTime(unit: TimeUnit): boolean {
  return unit === 'work_hour' || unit === 'work_day';
}

/**
 * How much of a limit has passed: 0 at the start, 1 when due, more when overdue. Limits in working units pass in working time only.
 */
export function elapsedShare(
  limit: { start: Date; due: Date; unit: TimeUnit },
  now: Date,
  calendar: WorkingCalendar,
): number {
  const between = (from: Date, to: Date) =>
    countsWorkingTime(limit.unit)
      ? workingMsBetween(from, to, calendar)
      : Math.max(0, to.getTime() - from.getTime());
  const whole = between(limit.start, limit.due);
  if (whole === 0) return isOverdue(limit.due, now) ? 1 : 0;
  return between(limit.start, now) / whole;
}

/** The instant at which `share` of a limit has passed, for the job that warns. */
export function warnAt(
  limit: { start: Date; due: Date; unit: TimeUnit },
  calendar: WorkingCalendar,
  share = WARNING_SHARE,
): Date {
  if (countsWorkingTime(limit.unit)) {
    const whole = workingMsBetween(limit.start, limit.due, calendar);
    return whole === 0 ? limit.due : addWorkingMs(limit.start, share * whole, calendar);
  }
  return new Date(limit.start.getTime() + share * (limit.due.getTime() - limit.start.getTime()));
}

/** Past its due date; the due instant itself is still in time. */
export function isOverdue(due: Date, now: Date): boolean {
  return now.getTime() > due.getTime();
}

/** Area classes of the limits: A core, B ordinary, C other (GB/T 30428.8 lets a city choose among three). */
export type AreaClass = 'A' | 'B' | 'C';

export const DEADLINE_STAGES = [
  'accept',
  'accept-urgent',
  'register',
  'dispatch',
  'sign',
  'onsite',
  'handle',
  'check',
  'answer',
  'callback',
] as const;
export type DeadlineStage = (typeof DEADLINE_STAGES)[number];

export interface DeadlineRule {
  id: string;
  /** A category code, a prefix such as `02*`, or `*`. */
  categoryPattern: string;
  areaClass: AreaClass | '*';
  stage: DeadlineStage;
  amount: number;
  unit: TimeUnit;
}

/** Whether a code matches `06001`, `06*` or `*`; the number of fixed characters, or -1. */
export function patternWeight(pattern: string, code: string): number {
  if (pattern === code) return code.length + 1;
  if (!pattern.endsWith('*')) return -1;
  const prefix = pattern.slice(0, -1);
  return code.startsWith(prefix) ? prefix.length : -1;
}

/** Order in which a class takes rows: its own, then any, then the next stricter known one, then the strictest of the looser. */
const CLASS_ORDER: Record<AreaClass, readonly (AreaClass | '*')[]> = {
  A: ['A', '*', 'B', 'C'],
  B: ['B', '*', 'A', 'C'],
  C: ['C', '*', 'B', 'A'],
};

/**
 * The rule for one stage of one ticket: the most specific category pattern wins (exact, longest prefix, `*`), then the area class.
 * Without a category only `*` rows apply. Null when no row knows the stage.
 */
export function pickDeadlineRule<R extends DeadlineRule>(
  rules: readonly R[],
  ticket: { categoryCode: string | null; areaClass: AreaClass; stage: DeadlineStage },
): R | null {
  const order = CLASS_ORDER[ticket.areaClass];
  let best: { rule: R; weight: number; place: number } | null = null;
  for (const rule of rules) {
    if (rule.stage !== ticket.stage) continue;
    const weight = patternWeight(rule.categoryPattern, ticket.categoryCode ?? '');
    if (weight < 0) continue;
    const place = order.indexOf(rule.areaClass);
    if (!best || weight > best.weight || (weight === best.weight && place < best.place)) {
      best = { rule, weight, place };
    }
  }
  return best?.rule ?? null;
}
