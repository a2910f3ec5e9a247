/** Makers of drafts: each gives the parts of a question ids that do not give its key away. */
import type { Draft } from './row';

/** What any question may have beside what it asks. */
export interface Asked {
  stem: string;
  hint?: string;
  explanation?: string;
}

interface Choice {
  text: string;
  correct: boolean;
  feedback?: string;
  /** Share of the points, -1 to 1, where the file gives one. */
  credit?: number;
}

/** `a`, `b` … `z`, `a2` …: the order of the file, in which keys stand anywhere. */
const letter = (place: number): string => {
  const round = Math.floor(place / 26);
  return String.fromCharCode(97 + (place % 26)) + (round > 0 ? String(round + 1) : '');
};

const listed = (options: readonly Choice[]) => {
  const keys = options.filter((option) => option.correct).length;
  return options.map(({ text, correct, feedback, credit }, i) => ({
    id: letter(i),
    text,
    correct,
    ...(feedback && { feedback }),
    // What every choice of its kind earns needs no word.
    ...(credit !== undefined && !isUsual(credit, correct, keys) && { credit })
  }));
};

/** @param keys how many options are right */
function isUsual(credit: number, correct: boolean, keys: number): boolean {
  const usual = keys === 1 ? (correct ? 1 : 0) : (correct ? 1 : -1) / keys;
  return Math.abs(credit - usual) < 1e-4;
}

/** One right answer; of several it is `multipleDraft`. */
export const choiceDraft = (asked: Asked, options: readonly Choice[]): Draft => ({
  type: 'choice',
  ...asked,
  options: listed(options)
});

export const multipleDraft = (asked: Asked, options: readonly Choice[]): Draft => ({
  type: 'multiple',
  ...asked,
  options: listed(options)
});

/** @param feedback what is said to whoever answers true, or false */
export const booleanDraft = (
  asked: Asked,
  value: boolean,
  feedback: { true?: string; false?: string } = {}
): Draft => ({
  type: 'boolean',
  ...asked,
  verdicts: [true, false].map((verdict) => ({
    value: verdict,
    correct: verdict === value,
    ...(feedback[`${verdict}`] && { feedback: feedback[`${verdict}`] })
  }))
});

export interface Gap {
  accept: string[];
  feedback?: string;
  wrong?: { text: string; feedback?: string }[];
}

/** @param pieces the text, with its gaps where they stand */
export function clozeDraft(asked: Asked, pieces: readonly (string | Gap)[]): Draft {
  const gaps = pieces
    .filter((piece) => typeof piece !== 'string')
    .map((gap, i) => ({ id: `gap-${i + 1}`, ...gap }));
  let place = 0;
  const text = pieces
    .map((piece) => (typeof piece === 'string' ? piece : `[[gap-${++place}]]`))
    .join('');
  return { type: 'cloze', ...asked, text, gaps };
}

/** A question that is answered by a word or a few. */
export const shortDraft = (asked: Asked, gap: Gap): Draft => clozeDraft(asked, [gap]);

/** @param unit shown beside the field */
export const numericDraft = (
  asked: Asked,
  number: {
    value: number;
    tolerance: number;
    unit?: string;
    feedback?: string;
    wrong?: { value: number; tolerance?: number; feedback?: string }[];
  }
): Draft => ({ type: 'numeric', ...asked, ...number });

/** @param extra what stands on the right and belongs to none */
export function matchDraft(
  asked: Asked,
  pairs: readonly { left: string; right: string; feedback?: string }[],
  extra: readonly string[] = []
): Draft {
  return {
    type: 'match',
    ...asked,
    left: pairs.map(({ left, feedback }, i) => ({
      id: `left-${i + 1}`,
      text: left,
      right: scrambled(i, pairs.length),
      ...(feedback && { feedback })
    })),
    right: [
      ...pairs.map(({ right }, i) => ({ id: scrambled(i, pairs.length), text: right })),
      ...extra.map((text, i) => ({ id: `right-${pairs.length + i + 1}`, text }))
    ]
  };
}

/** The number of what belongs to the n-th: the browser knows ids, so that equal numbers would tell. */
const scrambled = (place: number, count: number) => `right-${((place + 1) % count) + 1}`;

/** @param entries in their right order */
export const orderDraft = (
  asked: Asked,
  entries: readonly { text: string; feedback?: string }[]
): Draft => ({
  type: 'order',
  ...asked,
  // Sorted, the ids are the order turned round by one, never the answer.
  entries: entries.map((entry, i) => ({ id: letter((i + 1) % entries.length), ...entry }))
});

/** @param entries each with the place of its bin */
export const classifyDraft = (
  asked: Asked,
  bins: readonly string[],
  entries: readonly { text: string; bin: number; feedback?: string }[]
): Draft => ({
  type: 'classify',
  ...asked,
  bins: bins.map((text, i) => ({ id: `bin-${i + 1}`, text })),
  entries: entries.map(({ text, bin, feedback }, i) => ({
    id: letter(i),
    text,
    bin: `bin-${bin + 1}`,
    ...(feedback && { feedback })
  }))
});

/** An essay: a note that an instructor grades, so that only a quiz may ask it. */
export const noteDraft = (asked: Asked, model = '', points = 5): Draft => ({
  type: 'note',
  form: 'written',
  ...asked,
  reserved: true,
  rubric: [{ id: 'whole', text: 'The answer as a whole', points }],
  model: { subjective: model, objective: '', assessment: '', plan: '' }
});
