/**
 * Search in Chinese and English without a dictionary: a text is stored in one plain form, and its characters, pairs of
 * neighbouring characters and Latin words are its tokens. A word of one or two characters is a token itself; a longer
 * one is the conjunction of its pairs, looked up in the plain form again. So a search finds exactly what LIKE finds.
 */

/** A run of one script in a query: Latin words match from their beginning, everything else anywhere. */
interface SearchTerm {
  kind: 'word' | 'run';
  text: string;
}

const RUN = /[a-z0-9]+|[^\p{Z}\p{C}\p{P}\p{S}a-z0-9]+/gu;
const LATIN = /^[a-z0-9]/;
/** Longer words are tokens by their beginning. */
const WORD_LENGTH = 40;
const QUERY_LENGTH = 60;
const QUERY_TERMS = 8;

function runs(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(RUN) ?? [];
}

/** The plain form: runs of letters and digits, a blank before each; no punctuation, so nothing in it needs escaping. */
export function searchForm(text: string): string {
  return runs(text)
    .map((run) => ` ${run}`)
    .join('');
}

const isLatin = (run: string) => LATIN.test(run);

function pairs(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** The tokens of a plain form, each once. */
export function searchTokens(form: string): string[] {
  const tokens = form
    .split(' ')
    .filter((run) => run !== '')
    .flatMap((run) => {
      if (isLatin(run)) return [run.slice(0, WORD_LENGTH)];
      const characters = Array.from(run);
      return [...characters, ...pairs(characters)];
    });
  return [...new Set(tokens)];
}

/** What somebody typed into a search field, as terms that must all be found. Only punctuation gives no terms. */
export function searchTerms(input: string): SearchTerm[] {
  const typed = runs(Array.from(input).slice(0, QUERY_LENGTH).join(''));
  return [...new Set(typed)]
    .slice(0, QUERY_TERMS)
    .map((text) => ({ kind: isLatin(text) ? 'word' : 'run', text }));
}

/** The terms as PostgreSQL's tsquery over the tokens; letters and digits only, so quoting is enough. */
export function tokenQuery(terms: readonly SearchTerm[]): string {
  const lexemes = terms.flatMap(({ kind, text }) => {
    if (kind === 'word') return [`'${text.slice(0, WORD_LENGTH)}':*`];
    const characters = Array.from(text);
    return (characters.length === 1 ? characters : pairs(characters)).map((token) => `'${token}'`);
  });
  return [...new Set(lexemes)].join(' & ');
}

/** Patterns that the plain form must match (LIKE), for all terms. */
export function likePatterns(terms: readonly SearchTerm[]): string[] {
  return terms.map(({ kind, text }) => (kind === 'word' ? `% ${text}%` : `%${text}%`));
}

/** The patterns of the terms whose tokens alone do not prove a match. */
export function unprovenPatterns(terms: readonly SearchTerm[]): string[] {
  return likePatterns(
    terms.filter(({ kind, text }) =>
      kind === 'word' ? text.length > WORD_LENGTH : Array.from(text).length > 2,
    ),
  );
}
