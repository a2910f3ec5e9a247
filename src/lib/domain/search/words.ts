/** Words as search compares them: without case, accents, plural, and what stands in every text. */

/** A word begins with a letter or digit; what follows an apostrophe belongs to it. */
const pattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}+)*/gu;

const stopWords = new Set(
  (
    'a an and are as at be but by can did do does for from had has have how if in into is it its ' +
    'of on or so than that the their them then there they this to was were what when where ' +
    'which who why will with would you your'
  ).split(' ')
);

/** Kept short, so that no query takes long; who writes more gets what the first of them find. */
const mostTerms = 8;

/** @returns each word of a text and where it begins */
export const wordsIn = (text: string): { word: string; at: number }[] =>
  [...text.matchAll(pattern)].map((found) => ({ word: found[0], at: found.index }));

/**
 * @param word of a text or of a query
 * @returns what stands for it and for its other forms (`Bodies` and `body`, `café` and `cafe`);
 *   null where it is in every text and so finds nothing
 */
export function termOf(word: string): string | null {
  const folded = fold(word);
  return folded === '' || stopWords.has(folded) ? null : stem(folded);
}

/**
 * @param query as it was typed
 * @returns what to look for; of small words only the last, where there is nothing else yet
 */
export function termsOf(query: string): string[] {
  const words = wordsIn(query).map(({ word }) => word);
  const terms = words.map(termOf).filter((term) => term !== null);
  if (terms.length > 0) return [...new Set(terms)].slice(0, mostTerms);
  const last = fold(words.at(-1) ?? '');
  return last ? [last] : [];
}

/**
 * @returns which part of a word may be typed otherwise and is still found, 0 to 1: of short words
 *   and of numbers none, since one letter or digit makes another word of them
 */
export const tolerance = (term: string): number =>
  term.length <= 3 || /\p{N}/u.test(term) ? 0 : 0.2;

/**
 * @param known all words there are
 * @returns the word that was meant where two neighbouring letters changed places: the commonest
 *   slip, but two edits to whoever counts letters, which in a short word is too many
 */
export function straightened(term: string, known: ReadonlySet<string>): string {
  if (known.has(term) || tolerance(term) === 0) return term;
  const swapped = [...term.slice(1)].map(
    (_, i) => term.slice(0, i) + term[i + 1]! + term[i]! + term.slice(i + 2)
  );
  return swapped.find((word) => known.has(word)) ?? term;
}

const fold = (word: string): string =>
  word
    .toLowerCase()
    .replace(/['’].*$/u, '')
    .normalize('NFKD')
    // Some signs that are one letter are a space and a mark, or whole words.
    .replace(/[\p{M}\s]/gu, '');

/** Light on purpose: a wrong stem hides what a learner looks for, a missing one costs a letter. */
function stem(word: string): string {
  if (word.length <= 3 || /\p{N}/u.test(word)) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i`;
  if (/.ies$/.test(word)) return word.slice(0, -2);
  if (/(ss|sh|x)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}
