import { z } from 'zod';
import { db } from '@/lib/platform/db';
import { DAY_MS, lastWeek } from './week';

/** Fewer closed cases than this have no median and no percentage: one case would move them at will. */
export const LEAST_CASES = 5;

const count = z.int().min(0);
/** Half of them were closed within this, from the report on; null for fewer than LEAST_CASES. */
const median = z.number().min(0).nullable();
const closedGroup = z.object({ code: z.string(), closed: count, medianMs: median });

/** What happened to public cases in the last seven full days in China. */
export const weekSchema = z.object({
  days: z.array(z.object({ date: z.iso.date(), received: count, closed: count })),
  received: count,
  closed: count,
  withDue: count.describe('Closed ones that had a due time'),
  inTime: count.describe('Those of them closed by it'),
  medianMs: median,
  majors: z.array(closedGroup).describe('By major class, the most first'),
  places: z.array(closedGroup).describe('By prefecture, or by county of a prefecture; the most first'),
});

export type WeekFigures = z.infer<typeof weekSchema>;
export type ClosedGroup = z.infer<typeof closedGroup>;

export interface WeekQuery {
  /** A prefecture; null for the province. */
  jurisdictionCode: string | null;
  /** Category codes that settings keep from the public. */
  hidden: readonly string[];
  now: Date;
}

interface Row {
  part: 'received' | 'all' | 'day' | 'major' | 'place';
  code: string | null;
  n: number;
  with_due: number;
  in_time: number;
  seconds: number | null;
}

/** The day of an instant, counted from the first one. */
const dayOf = (column: string) =>
  `floor(extract(epoch FROM ${column} - $1::timestamptz) / ${DAY_MS / 1000})::int::text`;

function group({ code, n, seconds }: Row): ClosedGroup {
  return {
    code: code ?? '',
    closed: n,
    medianMs: n < LEAST_CASES || seconds === null ? null : Math.round(seconds * 1000),
  };
}

/**
 * Counts the week from public_case, by its indexes on the times of report and closing (docs/decisions/0058). A case that
 * was reopened is not closed: it counts when it is closed again, from its first report on.
 */
export async function weekFigures({ jurisdictionCode, hidden, now }: WeekQuery): Promise<WeekFigures> {
  const { from, until, days } = lastWeek(now);
  const within = (column: string) => `${column} >= $1 AND ${column} < $2
    AND ($3::text IS NULL OR jurisdiction_code = $3) AND category_code <> ALL ($4::text[])`;
  const { rows } = await db().query<Row>(
    `WITH closed AS (
       SELECT ${dayOf('closed_at')} AS day, major_code AS major, due_at, closed_at,
         CASE WHEN $3::text IS NULL THEN jurisdiction_code::text ELSE division_code END AS place,
         extract(epoch FROM closed_at - submitted_at)::float8 AS seconds
       FROM public_case WHERE ${within('closed_at')}
     )
     SELECT CASE grouping(day, major, place) WHEN 7 THEN 'all' WHEN 3 THEN 'day' WHEN 5 THEN 'major' ELSE 'place' END AS part,
       COALESCE(day, major, place) AS code, count(*)::int AS n, count(due_at)::int AS with_due,
       (count(*) FILTER (WHERE closed_at <= due_at))::int AS in_time,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds
     FROM closed GROUP BY GROUPING SETS ((), (day), (major), (place))
     UNION ALL
     SELECT 'received', day, count(*)::int, 0, 0, NULL
     FROM (SELECT ${dayOf('submitted_at')} AS day FROM public_case WHERE ${within('submitted_at')}) AS received GROUP BY day`,
    [from, until, jurisdictionCode, hidden],
  );
  const part = (name: Row['part']) => rows.filter((row) => row.part === name);
  const countOf = (name: 'received' | 'day', day: number) =>
    part(name).find(({ code }) => code === String(day))?.n ?? 0;
  const groups = (name: 'major' | 'place') =>
    part(name)
      .map(group)
      .toSorted((a, b) => b.closed - a.closed || (a.code < b.code ? -1 : 1));
  const all = part('all')[0];
  return {
    days: days.map((date, day) => ({
      date,
      received: countOf('received', day),
      closed: countOf('day', day),
    })),
    received: part('received').reduce((sum, { n }) => sum + n, 0),
    closed: all?.n ?? 0,
    withDue: all?.with_due ?? 0,
    inTime: all?.in_time ?? 0,
    medianMs: all ? group(all).medianMs : null,
    majors: groups('major'),
    places: groups('place'),
  };
}
