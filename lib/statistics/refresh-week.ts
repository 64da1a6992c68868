import { assertActor, type Actor } from '@/lib/platform/actor';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { db } from '@/lib/platform/db';
import { lastWeek } from './week';
import { weekFigures } from './week-figures';

/** Stands for all prefectures in the table. */
const PROVINCE = '000000';

/** The key under which a place's count is stored. */
export const countedFor = (jurisdictionCode: string | null) => jurisdictionCode ?? PROVINCE;

/**
 * Counts the last week of the province and of each prefecture and keeps it for the home page. Derived data: made again
 * by every run.
 * @param deps `hidden`: category codes that settings keep from the public
 * @returns how many places were counted
 */
export async function refreshWeek(
  actor: Actor,
  { hidden, clock = systemClock }: { hidden: readonly string[]; clock?: Clock },
): Promise<number> {
  assertActor(actor, 'system');
  const now = clock.now();
  const { rows } = await db().query<{ code: string }>(
    `SELECT code FROM division WHERE level = 'prefecture' ORDER BY code`,
  );
  const places = [null, ...rows.map(({ code }) => code)];
  for (const jurisdictionCode of places) {
    const figures = await weekFigures({ jurisdictionCode, hidden, now });
    await db().query(
      `INSERT INTO week_count (jurisdiction_code, last_day, figures, hidden, counted_at)
       VALUES ($1, $2::date, $3, $4, $5)
       ON CONFLICT (jurisdiction_code) DO UPDATE SET last_day = $2::date, figures = $3, hidden = $4, counted_at = $5`,
      [countedFor(jurisdictionCode), lastWeek(now).days.at(-1), JSON.stringify(figures), hidden, now],
    );
  }
  return places.length;
}
