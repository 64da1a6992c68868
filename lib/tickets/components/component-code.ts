/**
 * A number as read off an object, in the form it is kept and sent in: full-width letters made plain, blanks left out,
 * one kind of hyphen, capital letters.
 */
export function plainCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[—–−‐‑]+/gu, '-')
    .toUpperCase();
}

/** The same, or null when it cannot be the number of a component. */
export function componentCode(text: string): string | null {
  const code = plainCode(text);
  return /^[0-9A-Z-]{1,32}$/.test(code) ? code : null;
}
