/** Options to choose from, and what says which of them are right. */
import { keysAmong } from '../key';

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
const ticked = /^(?:- )?[✓✔]\s*(.+)$/;
const reasoned = /^\(?([a-j])[.):]\s*([^]+)$/i;

/**
 * Reads which options are right, as people write it on a card: as `keysAmong` has it, `1 0 0 1` for
 * each option yes or no, lines with a tick, and with a reason behind it (`B. Because …`) or below.
 * @returns null where it cannot be told
 */
export function keyIn(text: string, options: string[]): Key | null {
  const words = text.trim();
  const placesOf = (key: string) => {
    const found = keysAmong(options, key);
    return 'places' in found ? found.places : null;
  };
  const key = (places: number[] | null, rest = ''): Key | null =>
    places && places.length > 0 ? { places, rest: rest.trim() } : null;

  const flags = bits.test(words) ? words.match(/[01]/g)! : [];
  // One at least for each option; further ones are of fields that are empty.
  if (flags.length > options.findLastIndex(Boolean))
    return key(flags.flatMap((flag, place) => (flag === '1' && options[place] ? [place] : [])));
  const ticks = words.split('\n').flatMap((line) => line.match(ticked)?.[1] ?? []);
  if (ticks.length > 0)
    return key(
      ticks.flatMap((line) => placesOf(line) ?? []),
      words
    );
  const [first = '', ...others] = words.split('\n');
  const [, letter, reason] = words.match(reasoned) ?? [];
  return (
    key(placesOf(words)) ??
    key(placesOf(first), others.join('\n')) ??
    (letter ? key(placesOf(letter), reason) : null)
  );
}
