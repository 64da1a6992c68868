import { metresBetween } from './distance';

/**
 * Further than this from every seat of a county a position is not in the province: the corners of its box belong to
 * Jilin, Inner Mongolia and Russia. The widest county, Mohe, reaches about 120 km from its seat.
 */
const FAR_M = 150_000;

/** What must be known of a division to find it near. */
interface Centred {
  level: string;
  selectable: boolean;
  centreLng: number | null;
  centreLat: number | null;
}

export interface NearDivision<D> {
  division: D;
  /** To the division's centre, which for a county is its seat. */
  metres: number;
}

/**
 * The counties and districts whose centres lie nearest, nearest first; empty when the position is outside the province.
 * A hint only: borders are not known, so the nearest centre may be a neighbour's. Client-safe and pure.
 */
export function nearestDivisions<D extends Centred>(
  divisions: Iterable<D>,
  at: { lng: number; lat: number },
  most: number,
): NearDivision<D>[] {
  return [...divisions]
    .flatMap((division) => {
      const { level, selectable, centreLng: lng, centreLat: lat } = division;
      if (level !== 'county' || !selectable || lng === null || lat === null) return [];
      return [{ division, metres: metresBetween(at, { lng, lat }) }];
    })
    .filter(({ metres }) => metres <= FAR_M)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, most);
}
