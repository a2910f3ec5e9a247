/** Options to choose from, and what says which of them are right. */
import { normalise } from '../../items/cloze';

const lettered = /^[([]?([a-j])[.):\]]\s*(.*)$/i;
const listed = /^(?:[([]?(?:[a-j]|\d{1,2})[.):\]]|[-*•])\s+(.*)$/i;

const placeOf = (letter: string) => letter.toLowerCase().charCodeAt(0) - 97;

/**
 * Finds options that stand in one text, each on a line of its own behind A, B, C and so on.
 * @returns them and what stands before the first; null where there are not two
 */
export function lettersIn(text: string): { before: string; options: string[] } | null {
  const parts: string[][] = [[]];
  for (const line of text.split('\n')) {
    const [, letter, words] = line.trim().match(lettered) ?? [];
    if (letter && placeOf(letter) === parts.length - 1) parts.push([words!]);
    else parts.at(-1)!.push(line);
  }
  const [before = '', ...options] = parts.map((part) => part.join('\n').trim());
  return options.length < 2 ? null : { before, options };
}

/** @returns one option a line, without the letters or signs before them */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().match(listed)?.[1] ?? line.trim())
    .filter((line) => line !== '');

export interface Key {
  /** Of the right options, from 0 on. */
  places: number[];
  /** What is said beside, such as the reason. */
  rest: string;
}

const bits = /^[01](?:[\s,;]*[01])+$/;
const numbers = /^\d{1,2}(?:\s*[,;&]\s*\d{1,2})*$/;
const letters =
  /^[([]?([a-j](?:(?:\s*[,;&]\s*|\s+(?:and\s+)?)[a-j])*)(?:[\])]\s*|[.:]\s*|\s*\n|$)/i;
const joined = /^[A-J]{2,10}$/;
const ticked = /^(?:- )?[✓✔]\s*(.+)$/;

/**
 * Reads which options are right, as people write it: `B`, `A, C`, `ACD`, `2`, `1 0 0 1` for each
 * option yes or no, `B. Because …`, lines with a tick, or the words of an option.
 * @returns null where it cannot be told
 */
export function keyIn(text: string, options: string[]): Key | null {
  const words = text.trim();
  const known = new Map(options.map((option, place) => [normalise(option), place] as const));
  known.delete('');
  const place = (option: string) => known.get(normalise(option)) ?? -1;
  const key = (places: number[], rest = ''): Key | null =>
    places.length > 0 && places.every((one) => one >= 0 && one < options.length)
      ? { places: [...new Set(places)].toSorted((a, b) => a - b), rest: withoutEcho(rest) }
      : null;
  /** Behind a letter its option often stands once more. */
  const withoutEcho = (rest: string) => {
    const [first = '', ...others] = rest.split('\n');
    return (place(first) >= 0 ? others.join('\n') : rest).trim();
  };

  if (words === '') return null;
  const ticks = words.split('\n').flatMap((line) => line.match(ticked)?.[1] ?? []);
  if (ticks.length > 0)
    return key(
      ticks.flatMap((line) => keyIn(line, options)?.places ?? [-1]),
      words
    );
  if (place(words) >= 0) return key([place(words)]);
  const flags = bits.test(words) ? words.match(/[01]/g)! : [];
  // One at least for each option; further ones are of fields that are empty.
  if (flags.length > options.findLastIndex(Boolean))
    return key(flags.flatMap((flag, one) => (flag === '1' ? [one] : [])));
  if (numbers.test(words)) return key(words.match(/\d+/g)!.map((one) => Number(one) - 1));
  if (joined.test(words)) return key([...words].map(placeOf));
  const named = words.match(letters);
  if (named) {
    const list = named[1]!.split(/[\s,;&]+/).filter((one) => one.length === 1);
    return key(list.map(placeOf), words.slice(named[0].length));
  }
  const lines = words.split(/\s*[;\n]\s*/).filter(Boolean);
  return key(lines.map(place)) ?? key([place(lines[0]!)], words.slice(lines[0]!.length));
}
