import { isInProvince } from '@/lib/tickets/province';

/** WGS-84 degrees. */
export interface Position {
  lng: number;
  lat: number;
}

/** Six decimals are 10 cm: more would only pretend. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** Metres on the mean sphere (6371 km) by the haversine formula: right to half a percent, enough to tell near from far. */
export function metresBetween(from: Position, to: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(to.lat - from.lat) +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * half(to.lng - from.lng);
  return Math.round(2 * 6_371_000 * Math.asin(Math.sqrt(chord)));
}

/**
 * Where a photo was taken, read on the device from the file as it was chosen; null when it does not say, or says a place
 * outside the province. The reader is loaded with the first photo.
 */
export async function positionOfPhoto(file: File): Promise<Position | null> {
  try {
    const { load } = await import('exifreader');
    const { gps } = load(await file.arrayBuffer(), { expanded: true });
    const { Longitude: lng, Latitude: lat } = gps ?? {};
    if (lng === undefined || lat === undefined || !isInProvince(lng, lat)) return null;
    return { lng: rounded(lng), lat: rounded(lat) };
  } catch {
    return null;
  }
}
