/** Heilongjiang with a margin of about 0.4 degrees (WGS-84; the province reaches from 121.2 to 135.1 E and 43.4 to 53.6 N). */
const PROVINCE_BOUNDS = { west: 120.8, east: 135.5, south: 43.0, north: 54.0 } as const;

/** Whether a position lies in or near Heilongjiang; anything outside is a mistake. */
export function isInProvince(lng: number, lat: number): boolean {
  const { west, east, south, north } = PROVINCE_BOUNDS;
  return lng >= west && lng <= east && lat >= south && lat <= north;
}
