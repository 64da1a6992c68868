/** China has one zone, UTC+8, without summer time since 1992 (tz database, Asia/Shanghai). */
const OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;
const DAYS = 7;

/** The last seven full days in China. */
export interface Week {
  /** First instant of the first day. */
  from: Date;
  /** First instant after the last day. */
  until: Date;
  /** The seven days, `YYYY-MM-DD`. */
  days: string[];
}

/** The seven days in China that had ended at `now`; today is not one of them. */
export function lastWeek(now: Date): Week {
  const today = Math.floor((now.getTime() + OFFSET_MS) / DAY_MS);
  const start = (day: number) => new Date(day * DAY_MS - OFFSET_MS);
  return {
    from: start(today - DAYS),
    until: start(today),
    days: Array.from({ length: DAYS }, (_, index) =>
      new Date((today - DAYS + index) * DAY_MS).toISOString().slice(0, 10),
    ),
  };
}
