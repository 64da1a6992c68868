import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { logger } from '@/lib/platform/log';
import { dateInChina } from './working-calendar';

/** The State Council publishes next year's arrangement in late October or November. */
const NEXT_YEAR_FROM = '11-01';

/** The years whose arrangement of holidays should stand in the calendar by now and does not. */
export async function missingCalendarYears(now: Date): Promise<number[]> {
  const today = dateInChina(now);
  const year = Number(today.slice(0, 4));
  const { rows } = await db().query<{ year: number }>(
    `SELECT wanted.year FROM unnest($1::int[]) AS wanted (year)
     WHERE NOT EXISTS (SELECT 1 FROM calendar_year c WHERE c.year = wanted.year AND NOT c.provisional)
     ORDER BY wanted.year`,
    [today.slice(5) >= NEXT_YEAR_FROM ? [year, year + 1] : [year]],
  );
  return rows.map((row) => row.year);
}

/** The job `check-calendar`, daily: a missing year is an error in the log, which alarms (docs/runbook). */
export async function checkCalendar(deps: { clock: Clock } = { clock: systemClock }): Promise<void> {
  for (const year of await missingCalendarYears(deps.clock.now()))
    logger('calendar').error({ year }, `the arrangement of holidays of ${year} is not imported`);
}
