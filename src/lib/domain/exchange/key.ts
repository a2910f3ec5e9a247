/** Keys as people write them: by letter, number or words, one or several. */

const normal = (text: string) =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().replace(/\.$/, '');

/** @returns the place, from 0 on, that a letter or a number names */
const placeOf = (token: string): number =>
  /^\d+$/.test(token) ? Number(token) - 1 : token.toLowerCase().charCodeAt(0) - 97;

/** `B`, `b, d`, `2 and 4`, `ABD`, `Option C` */
function lettersIn(key: string, count: number): number[] | null {
  const bare = key.replace(/\b(?:and|options?|answers?|choices?|both|all of)\b/gi, ' ');
  const tokens = bare.split(/[\s,;/|.&+()[\]:]+/).filter(Boolean);
  const [only, ...others] = tokens;
  if (only && others.length === 0 && /^[A-Z]{2,9}$/.test(only)) {
    const places = [...only].map(placeOf);
    const isList = new Set(places).size === places.length && places.every((p) => p < count);
    return isList ? places : null;
  }
  return tokens.length > 0 && tokens.every((token) => /^(?:[a-z]|\d{1,2})$/i.test(token))
    ? tokens.map(placeOf)
    : null;
}

const distinct = (places: number[]) => [...new Set(places)].toSorted((a, b) => a - b);

/**
 * Reads a key among options.
 * @returns the places of the right ones, from 0 on, with a `doubt` where the key can be read in
 *   another way; or what to mend
 */
export function keysAmong(
  options: readonly string[],
  key: string
): { places: number[]; doubt: string | null } | { fix: string } {
  const written = key.trim();
  if (written === '') return { fix: 'Say which option is right' };
  const byWords = new Map(
    options.map((option, i) => [normal(option), i]).toReversed() as [string, number][]
  );
  const letters = lettersIn(written, options.length);
  const whole = byWords.get(normal(written));
  if (whole !== undefined) {
    const isTwofold = letters?.length === 1 && letters[0] !== whole && letters[0]! < options.length;
    const doubt = `The key "${written}" is taken for the option that reads so, not for option ${written}`;
    return { places: [whole], doubt: isTwofold ? doubt : null };
  }
  const named = labelled(written, options);
  if (named !== null) return { places: [named], doubt: null };
  if (letters) {
    const beyond = letters.find((place) => place < 0 || place >= options.length);
    if (beyond === undefined) return { places: distinct(letters), doubt: null };
    return { fix: `Name one of the ${options.length} options: the key says "${written}"` };
  }
  for (const separator of [/[;|\n]/, /[;|\n,]/]) {
    const parts = written
      .split(separator)
      .map((part) => part.trim())
      .filter(Boolean);
    const places = parts.map((part) => byWords.get(normal(part)) ?? labelled(part, options));
    if (places.every((place) => place !== null)) return { places: distinct(places), doubt: null };
  }
  return { fix: `Name the right option by its letter or its words: "${written}" is none of them` };
}

/** `B) its words` */
function labelled(text: string, options: readonly string[]): number | null {
  const [, label, words] = /^\(?([a-z]|\d{1,2})[).:]\s*(.+)$/is.exec(text) ?? [];
  if (!label || !words) return null;
  const place = placeOf(label);
  return normal(options[place] ?? '') === normal(words) ? place : null;
}
