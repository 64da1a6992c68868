/** The map to pick a place on. */
interface MapSetting {
  styleUrl: string;
  /** What the style counts in. */
  coordinates: 'wgs84' | 'gcj02';
  /** Everything the style may load from, for the page's policy. */
  origins: string[];
}

/** The map as it is set, or null without a style. */
export function mapSetting(
  styleUrl: string,
  coordinates: MapSetting['coordinates'],
  further: readonly string[],
): MapSetting | null {
  if (styleUrl === '') return null;
  return { styleUrl, coordinates, origins: [...new Set([new URL(styleUrl).origin, ...further])] };
}
