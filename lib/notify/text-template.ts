/**
 * Texts with variables, as a clerk writes them: `{number}` is the variable, `{due?, due {due}}` stands only when the variable
 * is there. Nothing else has a meaning, nothing runs, and what a variable brings is never read as a template again.
 */
const PIECE = /\{([a-z]+)(?:[?？]((?:[^{}]|\{[a-z]+\})*))?\}/giu;
const VARIABLE = /\{([a-z]+)\}/giu;

/** The text with its variables put in; one that is absent or unknown leaves nothing. */
export function fillIn(text: string, values: Readonly<Partial<Record<string, string>>>): string {
  const valueOf = (_whole: string, name: string) => values[name] ?? '';
  return text.replaceAll(PIECE, (whole, name: string, optional?: string) => {
    if (optional === undefined) return valueOf(whole, name);
    return values[name] ? optional.replaceAll(VARIABLE, valueOf) : '';
  });
}

/** What a text says of its variables. */
export interface TextVariables {
  /** Printed variables in their order, also those inside optional parts; a name may come twice. */
  printed: string[];
  /** Names that decide about an optional part. */
  asked: string[];
  /** Names printed outside of every optional part. */
  open: string[];
  /** Names printed where no optional part of their own stands around them. */
  loose: string[];
  /** A brace that belongs to no variable. */
  broken: boolean;
  /** Two variables with no text between them. */
  adjacent: boolean;
}

/** Reads a text's variables. */
export function readVariables(text: string): TextVariables {
  const found: TextVariables = {
    printed: [],
    asked: [],
    open: [],
    loose: [],
    broken: false,
    adjacent: false,
  };
  for (const [, name = '', optional] of text.matchAll(PIECE)) {
    const inside =
      optional === undefined ? [name] : [...optional.matchAll(VARIABLE)].map(([, of = '']) => of);
    found.printed.push(...inside);
    if (optional === undefined) found.open.push(name);
    else found.asked.push(name);
    found.loose.push(...inside.filter((of) => optional === undefined || of !== name));
  }
  found.broken = /[{}｛｝]/u.test(text.replaceAll(PIECE, ''));
  // An optional part counts as what is inside it: `{unit}{due?{due}}` prints two in a row.
  const flat = text.replaceAll(PIECE, (whole, _name, optional?: string) => optional ?? whole);
  found.adjacent = /\}\s*\{/u.test(flat);
  return found;
}
