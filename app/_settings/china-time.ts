const EAST_MS = 8 * 3_600_000;

/** A moment as a `datetime-local` field has it, in China: seconds only where there are any. China has no summer time. */
export function chinaField(iso: string | null): string {
  if (iso === null) return '';
  return new Date(Date.parse(iso) + EAST_MS)
    .toISOString()
    .slice(0, -1)
    .replace(/(:00)?\.000$/, '');
}

/** What such a field says as ISO 8601; anything else stays as it is, for the schema to refuse. */
export function fromChinaField(text: string): string {
  const [, minutes, rest = ':00'] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?$/.exec(text) ?? [];
  return minutes === undefined ? text : `${minutes}${rest}+08:00`;
}
