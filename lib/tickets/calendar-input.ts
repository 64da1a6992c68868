import { z } from 'zod';
import { prisma } from '@/lib/platform/db';
import { getSetting } from '@/lib/platform/settings';
import type { CalendarException, CalendarYear, WorkingHours, WorkingInterval } from './working-calendar';

/** The row of table `setting` that holds the working hours. */
export const WORKING_HOURS_KEY = 'working-hours';

/** Working hours as they are stored. */
export const storedHours: z.ZodType<readonly WorkingInterval[]> = z
  .array(z.object({ start: z.string(), end: z.string() }))
  .min(1);

/** Used until the setting is seeded or changed. */
const DEFAULT_HOURS: WorkingHours = [
  { start: '08:30', end: '12:00' },
  { start: '13:30', end: '17:00' },
];

/** What a working calendar is built of. */
export interface CalendarInput {
  exceptions: CalendarException[];
  years: CalendarYear[];
  hours: WorkingHours;
}

/** Calendar and working hours as they stand in the database now. */
export async function readCalendarInput(): Promise<CalendarInput> {
  const read = prisma();
  const [days, years, hours] = await Promise.all([
    read.calendarDay.findMany(),
    read.calendarYear.findMany(),
    getSetting(WORKING_HOURS_KEY, storedHours, DEFAULT_HOURS),
  ]);
  return {
    exceptions: days.map((row) => ({
      date: row.date.toISOString().slice(0, 10),
      kind: row.kind as CalendarException['kind'],
    })),
    years,
    hours,
  };
}
