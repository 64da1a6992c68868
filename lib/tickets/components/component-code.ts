/**
 * A number as read off an object, in the one form it is kept in: full-width letters made plain, blanks and the dots and
 * slashes of labels left out, capital letters. Null when it cannot be such a number.
 */
export function componentCode(text: string): string | null {
  const code = text
    .normalize('NFKC')
    .replace(/[\s._/·—–−]+/gu, (run) => (/[—–−]/u.test(run) ? '-' : ''))
    .toUpperCase();
  return /^[0-9A-Z-]{1,32}$/.test(code) ? code : null;
}
