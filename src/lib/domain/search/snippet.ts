/** The part of a text that shows best why it was found, with the words that were. */
import { termOf, wordsIn } from './words';

export interface Piece {
  text: string;
  /** One of the words that were looked for. */
  hit: boolean;
}

/** In characters; about three lines on a phone. */
const usual = 180;
/** How much of what comes before the first word found is shown with it. */
const lead = 60;

/**
 * @param terms what was found, as `termOf` gives it
 * @param length in characters, more or less: words stay whole
 * @returns pieces that together are a part of the text, with … where it is cut; none of no text
 */
export function snippetOf(
  text: string,
  terms: ReadonlySet<string>,
  length: number = usual
): Piece[] {
  const words = wordsIn(text).map(({ word, at }) => {
    const term = termOf(word);
    return { at, end: at + word.length, term: term !== null && terms.has(term) ? term : null };
  });
  const hits = words.filter(({ term }) => term !== null);
  const { from, to } = text.length <= length ? whole(text) : windowOf(text, words, hits, length);

  const pieces: Piece[] = [];
  const add = (part: string, hit: boolean) => part && pieces.push({ text: part, hit });
  let done = from;
  add(from > 0 ? '… ' : '', false);
  for (const { at, end } of hits) {
    if (at < from || end > to) continue;
    add(text.slice(done, at), false);
    add(text.slice(at, end), true);
    done = end;
  }
  add(text.slice(done, to), false);
  add(to < text.length ? ' …' : '', false);
  return pieces;
}

interface Word {
  at: number;
  end: number;
  term: string | null;
}
interface Window {
  from: number;
  to: number;
}

const whole = (text: string): Window => ({ from: 0, to: text.length });

/** Where the most different words stand together, from the beginning of a sentence if it is near. */
function windowOf(text: string, words: Word[], hits: Word[], length: number): Window {
  const within = (start: number) =>
    new Set(
      hits
        .filter(({ at, end }) => at >= start && end <= start + length - lead)
        .map((hit) => hit.term)
    ).size;
  let best = { at: 0, count: 0 };
  for (const { at } of hits) {
    const count = within(at);
    if (count > best.count) best = { at, count };
  }
  const from = beginning(text, words, best.at);
  // At least one word, however long, so that something is shown.
  const following = words.filter(({ end }) => end > from);
  const last = following.findLast(({ end }) => end <= from + length) ?? following[0];
  return { from, to: last?.end ?? text.length };
}

function beginning(text: string, words: Word[], at: number): number {
  if (at <= lead) return 0;
  const before = text.slice(at - lead, at);
  const sentence = /^[^]*[.?!]["”]?\s+(?=\S)/u.exec(before);
  if (sentence) return at - lead + sentence[0].length;
  return words.find((word) => word.at >= at - lead)!.at;
}
