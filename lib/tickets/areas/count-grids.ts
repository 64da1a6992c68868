import { db } from '@/lib/platform/db';

/** How many grids each county of a prefecture has, and how many of them with a shape. Counties without are left out. */
export async function countGrids(
  prefectureCode: string,
): Promise<ReadonlyMap<string, { grids: number; shaped: number }>> {
  const { rows } = await db().query<{ code: string; grids: number; shaped: number }>(
    `SELECT division_code AS code, count(*)::int AS grids, count(shape)::int AS shaped FROM grid
     WHERE jurisdiction_code = $1 GROUP BY division_code`,
    [prefectureCode],
  );
  return new Map(rows.map(({ code, ...counts }) => [code, counts]));
}
