import { db } from '@/lib/platform/db';
import { boxAround, metresBetween } from '../distance';

/** Two sides of a street may belong to two districts, and a device is some tens of metres off. */
const REACH_M = 150;

/** District and street of the nearest numbered thing within 150 m, or null. */
export async function nearestComponent(at: {
  lng: number;
  lat: number;
}): Promise<{ divisionCode: string; streetCode: string | null } | null> {
  const { south, north, west, east } = boxAround(at, REACH_M);
  const { rows } = await db().query<{
    division_code: string;
    street_code: string | null;
    lng: number;
    lat: number;
  }>(
    `SELECT division_code, street_code, lng, lat FROM component
     WHERE lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4
     ORDER BY (lat - $5) ^ 2 + ((lng - $6) * cosd($5)) ^ 2 LIMIT 1`,
    [south, north, west, east, at.lat, at.lng],
  );
  const [nearest] = rows;
  return nearest && metresBetween(at, nearest) <= REACH_M
    ? { divisionCode: nearest.division_code, streetCode: nearest.street_code }
    : null;
}
