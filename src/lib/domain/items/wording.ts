/**
 * How an item is worded: the rules of the NBME's item-writing guide that a machine can hold to.
 * They concern what gives a key away or tests reading instead of knowledge; what an item says is
 * for an instructor to judge.
 */
import type { Item } from './registry';

/** What to mend, and where in the item as it is written. */
export interface Advice {
  path: (string | number)[];
  fix: string;
}

/** Something to choose, where it is written, and whether it is right. */
interface Choice {
  path: (string | number)[];
  text: string;
  correct: boolean;
  feedback: string;
}

const catchAll =
  /\bof the (above|below)\b|^(all|none|both|either|neither|any)( of (these|them|those))?\W*$/i;
const absolute =
  /\b(always|never|completely|entirely|invariably|impossible|guaranteed?|guarantees|without exception|in every case)\b/i;
const negative = /\b(not|except|least|never)\b|n[’']t\b/i;
const article = /\b(a|an)\s*[.:…_]*$/i;

/** @returns what a learner chooses among, where one choice is right or wrong by itself */
export function choicesOf(item: Item): Choice[] {
  const list = (name: string, options: readonly Omit<Choice, 'path'>[]) =>
    options.map((option, i) => ({ ...option, path: [name, i] }));
  if (item.type === 'choice' || item.type === 'multiple') return list('options', item.options);
  if (item.type === 'boolean') return list('reasons', item.reasons);
  return [];
}

/** The key, where it is one alone. */
function onlyKey(choices: Choice[]): Choice | null {
  const [key, second] = choices.filter(({ correct }) => correct);
  return key && !second ? key : null;
}

/** @returns whether its only key is longer than each of the others; null where it has not one alone */
export function isKeyLongest(item: Item): boolean | null {
  const choices = choicesOf(item);
  const key = onlyKey(choices);
  return key && choices.every((other) => other === key || other.text.length < key.text.length);
}

/** @returns the place of the only right option as it is written, from 0; null where none is */
export function keyPlace(item: Item): number | null {
  const choices = choicesOf(item);
  const key = onlyKey(choices);
  return key && choices.indexOf(key);
}

/** @returns what its words alone tell, before it is known which of them are right */
export function adviceOnWords(item: Item): Advice[] {
  const choices = choicesOf(item);
  return [...adviceOnStem(item, choices), ...choices.flatMap(adviceOnChoice)];
}

/** @returns everything about the wording of an item that should be mended */
export function adviceOn(item: Item): Advice[] {
  const choices = choicesOf(item);
  return [...adviceOnWords(item), ...adviceOnSameness(choices), ...adviceOnCues(item, choices)];
}

function adviceOnStem({ type, stem }: Item, choices: Choice[]): Advice[] {
  const advice: Advice[] = [];
  const asked = questionOf(stem);
  if ((type === 'choice' || type === 'multiple') && negative.test(asked))
    advice.push({ path: ['stem'], fix: 'Ask for what is right: the question is negative' });
  if (type === 'boolean' && absolute.test(stem))
    advice.push({
      path: ['stem'],
      fix: `Take out "${absolute.exec(stem)![0]}": an absolute tells that the statement is false`
    });
  if (choices.length > 0 && article.test(stem.trim()))
    advice.push({
      path: ['stem'],
      fix: 'Move "a" or "an" from the end of the stem to the options'
    });
  return advice;
}

/** @returns the sentence that asks; of a stem without a question mark, its last one */
export function questionOf(stem: string): string {
  const sentences = stem.match(/[^.?!]+[.?!]*["”’']?/g) ?? [stem];
  return sentences.findLast((sentence) => sentence.includes('?')) ?? sentences.at(-1)!;
}

function adviceOnChoice({ path, text }: Choice): Advice[] {
  const here = [...path, 'text'];
  if (catchAll.test(text))
    return [{ path: here, fix: `Replace "${text}" by an option that stands for itself` }];
  const word = absolute.exec(text)?.[0];
  return word ? [{ path: here, fix: `Take out "${word}": absolutes show which is wrong` }] : [];
}

/** Two that say the same cannot both be judged; feedback that is repeated teaches nothing new. */
function adviceOnSameness(choices: Choice[]): Advice[] {
  const isRepeated = (of: (choice: Choice) => string) => (choice: Choice, i: number) =>
    choices.findIndex((other) => plain(of(other)) === plain(of(choice))) < i;
  return [
    ...choices.filter(isRepeated(({ text }) => text)).map(({ path }) => ({
      path: [...path, 'text'],
      fix: 'Write another option: this one stands there already'
    })),
    ...choices.filter(isRepeated(({ feedback }) => feedback)).map(({ path }) => ({
      path: [...path, 'feedback'],
      fix: 'Say what this very option shows: another has the same feedback'
    }))
  ];
}

/** A key stands out by its length, or by a rare word that it shares with the stem. */
function adviceOnCues(item: Item, choices: Choice[]): Advice[] {
  const key = onlyKey(choices);
  if (!key) return [];
  const others = choices.filter(({ correct }) => !correct);
  const advice: Advice[] = [];
  const longest = Math.max(...others.map(({ text }) => text.length));
  // A handful of letters in short options shows nothing.
  if (key.text.length > 1.4 * longest && key.text.length - longest > 15)
    advice.push({
      path: [...key.path, 'text'],
      fix: 'Shorten the key, or lengthen the others: it is much the longest'
    });
  const elsewhere = new Set(others.flatMap(({ text }) => wordsOf(text)));
  const asked = new Set(wordsOf(item.stem));
  const cues = wordsOf(key.text).filter((word) => asked.has(word) && !elsewhere.has(word));
  if (cues.length >= 2 || (cues.length === 1 && item.type === 'choice' && cues[0]!.length >= 9))
    advice.push({
      path: [...key.path, 'text'],
      fix: `Use other words in the key, or in the others too: only it repeats "${cues.join('", "')}" of the stem`
    });
  return advice;
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** In every other sentence of a course on massage, so no cue. */
const everyday = /^(massage|therap|client|session|person|people)/;

/** Words that mean something, cut so that forms of one word are alike. */
const wordsOf = (text: string) => [
  ...new Set(
    plain(text)
      .split(' ')
      .filter((word) => word.length >= 6 && !everyday.test(word))
      .map((word) => word.replace(/(ings?|edly|ed|es|s)$/, ''))
  )
];
