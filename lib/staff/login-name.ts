/**
 * A login name as it is stored and compared: full-width letters become plain, capitals small, blanks around it go.
 * @returns null when it is none: 3 to 64 of a-z, 0-9, dot, underscore and dash, beginning with a letter or digit
 */
export function foldLogin(given: unknown): string | null {
  if (typeof given !== 'string') return null;
  const folded = given.normalize('NFKC').trim().toLowerCase();
  return /^[a-z0-9][a-z0-9._-]{2,63}$/.test(folded) ? folded : null;
}
