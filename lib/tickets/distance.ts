const EARTH_RADIUS_M = 6_371_000;

/** One degree of latitude. */
const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_M;

/** Great-circle distance in metres (haversine). */
export function metresBetween(from: { lng: number; lat: number }, to: { lng: number; lat: number }): number {
  const radians = (value: number) => (value * Math.PI) / 180;
  const half = (value: number) => Math.sin(radians(value) / 2) ** 2;
  const share =
    half(to.lat - from.lat) +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * half(to.lng - from.lng);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(share)));
}

/** The box around a position that holds everything within `metres`, in degrees. */
export function boxAround({ lng, lat }: { lng: number; lat: number }, metres: number) {
  const height = metres / METRES_PER_DEGREE;
  const width = height / Math.cos((lat * Math.PI) / 180);
  return { west: lng - width, east: lng + width, south: lat - height, north: lat + height };
}
