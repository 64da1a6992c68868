// Control and format characters (but tab, line feed and the two joiners) and broken surrogates: nothing a person means to write.
// Unassigned characters stay: rare characters of names may be newer than this machine's tables.
const UNWRITTEN = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Text as it is kept: NFC, trimmed, line ends as \n, nothing invisible but the joiners that scripts and emoji need. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNWRITTEN, '').replaceAll('\t', ' ').normalize('NFC').trim();
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s*\n\s*/g, ' ');
}

/** Codes and addresses typed with full-width letters are meant as plain ones. */
export function narrowText(text: string): string {
  return text.normalize('NFKC').trim();
}

/** Length as a person counts: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** An empty answer equals an absent one: drops null, undefined and blank strings of a record, two levels deep. */
export function withoutBlanks(input: unknown, depth = 2): unknown {
  if (depth === 0 || typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => !isBlank(value))
      .map(([key, value]) => [key, withoutBlanks(value, depth - 1)]),
  );
}
