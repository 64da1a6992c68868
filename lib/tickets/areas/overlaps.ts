import type { Grid } from './grid-rows';
import type { Shape } from './area-file';

type Ring = Shape[number][number];

/** Even-odd rule; a position on the line may count as either. */
function inRing([x, y]: readonly [number, number], ring: Ring): boolean {
  let inside = false;
  for (let index = 0, last = ring.length - 1; index < ring.length; last = index, index += 1) {
    const [xi, yi] = ring[index]!;
    const [xj, yj] = ring[last]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Whether a position lies in a shape: in one of its outlines and in none of that outline's holes. */
export function inShape(at: readonly [number, number], shape: Shape): boolean {
  return shape.some(([outer, ...holes]) => inRing(at, outer!) && !holes.some((hole) => inRing(at, hole)));
}

/** Somewhere inside a shape: halfway between the first two crossings of the line through the middle of its first outline. */
function pointIn(shape: Shape): [number, number] | null {
  const outer = shape[0]?.[0];
  if (!outer) return null;
  const heights = outer.map(([, y]) => y);
  // Not exactly the middle: a line through a corner would count it twice.
  const y = Math.min(...heights) + (Math.max(...heights) - Math.min(...heights)) * 0.4999;
  const crossings = shape[0]!
    .flatMap((ring) =>
      ring.slice(1).flatMap(([x2, y2], index) => {
        const [x1, y1] = ring[index]!;
        return y1 > y !== y2 > y ? [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)] : [];
      }),
    )
    .sort((left, right) => left - right);
  return crossings.length >= 2 ? [(crossings[0]! + crossings[1]!) / 2, y] : null;
}

/**
 * Pairs of grids of which one holds a point inside the other. Neighbours that share a line are none; two that only touch each
 * other with their edges crossing may be missed, as it is a warning and no proof.
 */
export function overlaps(grids: readonly Pick<Grid, 'code' | 'shape'>[]): [string, string][] {
  const shaped = grids.flatMap(({ code, shape }) => {
    const point = shape && pointIn(shape);
    if (!shape || !point) return [];
    const xs = shape.flat(2).map(([x]) => x);
    return [{ code, shape, point, west: Math.min(...xs), east: Math.max(...xs) }];
  });
  const byWest = [...shaped].sort((left, right) => left.west - right.west);
  const found: [string, string][] = [];
  for (const [index, one] of byWest.entries())
    for (let next = index + 1; next < byWest.length && byWest[next]!.west <= one.east; next += 1) {
      const other = byWest[next]!;
      if (inShape(one.point, other.shape) || inShape(other.point, one.shape))
        found.push(one.code < other.code ? [one.code, other.code] : [other.code, one.code]);
    }
  return found.sort(([left], [right]) => (left < right ? -1 : 1));
}
