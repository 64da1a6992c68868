import { z } from 'zod';
import { DomainError } from '@/lib/platform/errors';
import { gridAt } from './areas/grid-at';
import { nearestComponent } from './components/nearest-component';
import { jurisdictionOf } from './jurisdiction';
import { nearestDivisions } from './nearest-divisions';
import { isInProvince } from './province';
import { reference } from './reference';
import { named } from './view-schemas';
import { namedPlace } from './views';

/** Where somebody is. */
export const nearPlacesQuery = z.object({
  lng: z.coerce.number().min(-180).max(180).describe('WGS-84'),
  lat: z.coerce.number().min(-85).max(85).describe('WGS-84'),
});

/** Where a position may be: a proposal to be checked by the person. */
export const nearPlaces = z.object({
  items: z
    .array(
      z.object({
        prefecture: named,
        division: named,
        metres: z.int().describe("To the district's seat, rounded to 100"),
      }),
    )
    .describe('Likely districts and counties, the most likely first'),
  street: named.nullable().describe('In the first district; only when something with a number is near by'),
});

export type NearPlaces = z.infer<typeof nearPlaces>;

const MOST = 5;
const MOST_ASKED = 200;

/**
 * The districts a position may lie in. Where a list of grids knows the place, its district is sure and comes first; else the
 * nearest seats count, but for the district of a numbered thing within 150 m.
 * @throws DomainError invalid_input; position_outside when it is not in the province
 */
export async function findNearPlaces(query: URLSearchParams): Promise<NearPlaces> {
  const parsed = nearPlacesQuery.safeParse(Object.fromEntries(query));
  if (!parsed.success)
    throw new DomainError('invalid_input', {
      fields: parsed.error.issues.map(({ path }) => ({
        field: path.join('.'),
        code: 'invalid_position',
        message: {
          zh: '请给出经度和纬度（度，WGS-84）。',
          en: 'Give longitude and latitude in degrees, WGS-84.',
        },
      })),
    });
  const at = parsed.data;
  if (!isInProvince(at.lng, at.lat)) throw new DomainError('position_outside');
  const [facts, grid] = await Promise.all([reference(), gridAt(at)]);
  const known = grid ?? (await nearestComponent(at));
  const near = nearestDivisions(facts.divisions.values(), at, MOST_ASKED);
  if (near.length === 0) throw new DomainError('position_outside');
  const surest = near.find(({ division }) => division.code === known?.divisionCode);
  const order = surest ? [surest, ...near.filter((place) => place !== surest)] : near;
  const street = surest && known?.streetCode ? namedPlace(facts, known.streetCode) : null;
  return {
    items: order.slice(0, MOST).map(({ division, metres }) => ({
      prefecture: namedPlace(facts, jurisdictionOf(division.code)),
      division: namedPlace(facts, division.code),
      metres: Math.round(metres / 100) * 100,
    })),
    street,
  };
}
