/**
 * One text for equal JSON values: keys sorted by code unit, no blanks, absent and undefined alike. For hashes only.
 * The order is that of RFC 8785; numbers are written as JSON.stringify writes them, which is what it asks for.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
