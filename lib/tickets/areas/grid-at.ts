import { db } from '@/lib/platform/db';
import { snapshot } from '@/lib/platform/snapshot';
import type { AreaClass } from '../deadlines';

/** The grid that a position lies in. */
export interface GridAt {
  code: string;
  divisionCode: string;
  streetCode: string | null;
  areaClass: AreaClass;
}

/** A province without grids asks nothing of its database for them. */
const anyShapes = snapshot(async () => {
  const { rows } = await db().query<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM grid_part) AS any');
  return rows[0]?.any === true;
});

/**
 * The grid of a position (WGS-84), or null. Where lists overlap the first by code is taken, so that the same place always
 * has the same grid.
 */
export async function gridAt(at: { lng: number; lat: number }): Promise<GridAt | null> {
  if (!(await anyShapes.get())) return null;
  const { rows } = await db().query<GridAt>(
    `SELECT grid.code, grid.division_code AS "divisionCode", grid.street_code AS "streetCode", grid.area_class AS "areaClass"
     FROM grid_part JOIN grid USING (jurisdiction_code, code)
     WHERE grid_part.outline @> point($1, $2)
     GROUP BY grid.jurisdiction_code, grid.code
     HAVING count(*) FILTER (WHERE NOT hole) > count(*) FILTER (WHERE hole)
     ORDER BY grid.code COLLATE "C" LIMIT 1`,
    [at.lng, at.lat],
  );
  return rows[0] ?? null;
}
