import { db } from '@/lib/platform/db';
import { countedFor } from './refresh-week';
import { lastWeek } from './week';
import { weekFigures, weekSchema, type WeekFigures, type WeekQuery } from './week-figures';

/** The week as it was counted last, at most ten minutes ago; counted now when that was another week, or never. */
export async function readWeek(query: WeekQuery): Promise<WeekFigures> {
  const { rows } = await db().query<{ figures: unknown }>(
    'SELECT figures FROM week_count WHERE jurisdiction_code = $1 AND last_day = $2::date',
    [countedFor(query.jurisdictionCode), lastWeek(query.now).days.at(-1)],
  );
  return rows[0] ? weekSchema.parse(rows[0].figures) : weekFigures(query);
}
