import { db } from '@/lib/platform/db';
import { countedFor } from './refresh-week';
import { lastWeek } from './week';
import { weekFigures, weekSchema, type WeekFigures, type WeekQuery } from './week-figures';

/** The job runs every ten minutes. */
const OLDEST_MS = 30 * 60_000;

/**
 * The week as the job counted it; counted now when that was another week, under other hidden categories, or so long ago
 * that the worker must stand still.
 */
export async function readWeek(query: WeekQuery): Promise<WeekFigures> {
  const { rows } = await db().query<{ figures: unknown }>(
    `SELECT figures FROM week_count
     WHERE jurisdiction_code = $1 AND last_day = $2::date AND hidden = $3 AND counted_at > $4`,
    [
      countedFor(query.jurisdictionCode),
      lastWeek(query.now).days.at(-1),
      query.hidden,
      new Date(query.now.getTime() - OLDEST_MS),
    ],
  );
  return rows[0] ? weekSchema.parse(rows[0].figures) : weekFigures(query);
}
