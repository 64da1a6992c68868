import { metresBetween } from './distance';
import type { DivisionFact } from './reference';

/**
 * Further than this from every seat of a county a position is not in the province: the corners of its box belong to
 * Jilin, Inner Mongolia and Russia. The widest county, Mohe, reaches about 120 km from its seat.
 */
const FAR_M = 150_000;

export interface NearDivision {
  division: DivisionFact;
  /** To the division's centre, which for a county is its seat. */
  metres: number;
}

/**
 * The counties and districts whose centres lie nearest, nearest first; empty when the position is outside the province.
 * A hint only: borders are not known, so the nearest centre may be a neighbour's.
 */
export function nearestDivisions(
  divisions: Iterable<DivisionFact>,
  at: { lng: number; lat: number },
  most: number,
): NearDivision[] {
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
