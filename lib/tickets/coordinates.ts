import gcoord from 'gcoord';

/** Degrees; the name of the variable says in which system. */
export interface Position {
  lng: number;
  lat: number;
}

/**
 * What a map or a list of a Chinese vendor counts in: GCJ-02 is bent against WGS-84 by some hundred metres, inside China
 * only. Everything we keep and tell is WGS-84.
 */
export type CoordinateSystem = 'wgs84' | 'gcj02';

const systems = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02 } as const;

function converted({ lng, lat }: Position, from: CoordinateSystem, to: CoordinateSystem): Position {
  if (from === to) return { lng, lat };
  const [x, y] = gcoord.transform<[number, number]>([lng, lat], systems[from], systems[to]);
  return { lng: x, lat: y };
}

/** A position of a map or list as we keep it. */
export function toWgs84(position: Position, from: CoordinateSystem): Position {
  return converted(position, from, 'wgs84');
}

/** A position we keep as a map counts it. */
export function fromWgs84(position: Position, to: CoordinateSystem): Position {
  return converted(position, 'wgs84', to);
}
