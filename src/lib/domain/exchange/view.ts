/**
 * An item as programs can show it that know many kinds of questions; `shown.ts` has it for those
 * that know few.
 */
import { actions } from '../items/decision';
import { splitAtGaps } from '../items/gaps';
import type { Item } from '../items/registry';
import { compose, sections } from '../items/soap';

/** Something to choose. */
export interface OptionView {
  text: string;
  correct: boolean;
  /** Of the points, -1 to 1: what choosing it earns, or takes back. */
  share: number;
  feedback: string;
}

export interface NumberView {
  value: number;
  tolerance: number;
  feedback: string;
  wrong: { value: number; tolerance: number; feedback: string }[];
}

export interface WordView {
  accept: string[];
  feedback: string;
  wrong: { text: string; feedback: string }[];
}

/** A place in a text where something is written or chosen. */
export type GapView = { write: WordView } | { pick: OptionView[] } | { number: NumberView };

export type Asked =
  | { kind: 'options'; one: boolean; options: OptionView[] }
  | { kind: 'verdict'; value: boolean; feedback: { true: string; false: string } }
  | { kind: 'gaps'; pieces: (string | GapView)[] }
  | { kind: 'number'; number: NumberView; unit: string | null }
  | {
      kind: 'pairs';
      /** Whether each on the right may be used once only. */
      once: boolean;
      left: { text: string; right: number; feedback: string }[];
      right: string[];
    }
  | { kind: 'order'; entries: { text: string; feedback: string }[] }
  | { kind: 'essay'; guide: string };

export interface View {
  stem: string;
  hint: string | null;
  explanation: string;
  asked: Asked;
}

/** @returns what others show of an item; of one item always the same */
export function viewOf(item: Item): View {
  const scene = item.case ? [item.case.title, ...item.case.vignette] : [];
  const more = item.type === 'hotspot' ? [item.alt] : [];
  if (item.type === 'note' && item.form === 'written' && item.minWords)
    more.push(`Write at least ${item.minWords} words.`);
  return {
    stem: [...scene, item.stem, ...more].join('\n\n'),
    hint: item.hint ?? null,
    explanation: item.explanation,
    asked: asked(item)
  };
}

/** @returns parts whose feedback few programs have a place for */
export function partsOf(asked: Asked): readonly { text: string; feedback: string }[] {
  if (asked.kind === 'pairs') return asked.left;
  return asked.kind === 'order' ? asked.entries : [];
}

/** @returns what is said of each part, in lines */
export const remarksOn = (parts: readonly { text: string; feedback: string }[]): string =>
  parts
    .filter(({ feedback }) => feedback)
    .map(({ text, feedback }) => `${text}: ${feedback}`)
    .join('\n');

function asked(item: Item): Asked {
  switch (item.type) {
    case 'choice':
      return { kind: 'options', one: true, options: singly(item.options) };
    case 'multiple':
      return { kind: 'options', one: false, options: severally(item.options) };
    case 'hotspot': {
      const one = item.choices.filter((place) => place.correct).length === 1;
      if (!one) return { kind: 'options', one, options: severally(item.choices) };
      return { kind: 'options', one, options: singly(item.choices) };
    }
    case 'decision':
      return { kind: 'options', one: true, options: decided(item.branches) };
    case 'boolean':
      return judged(item);
    case 'cloze':
      return { kind: 'gaps', pieces: gapped(item) };
    case 'numeric':
      return measured(item);
    case 'match':
      return { kind: 'pairs', once: true, ...paired(item.left, item.right) };
    case 'classify':
      return {
        kind: 'pairs',
        once: false,
        ...paired(
          item.entries.map(({ bin, ...entry }) => ({ ...entry, right: bin })),
          item.bins
        )
      };
    case 'order':
      return {
        kind: 'order',
        entries: item.entries.map(({ text, feedback }) => ({ text, feedback }))
      };
    case 'note':
      return noted(item);
  }
}

type Of<Type extends Item['type']> = Extract<Item, { type: Type }>;
type Option = Of<'choice'>['options'][number];

/** Only the key earns all. */
const singly = (options: readonly Option[]): OptionView[] =>
  options.map(({ text, correct, credit = 0, feedback }) => ({
    ...{ text, correct, feedback },
    share: correct ? 1 : Math.min(credit, 0.99)
  }));

/** Each wrong one takes back a right one. */
function severally(options: readonly Option[]): OptionView[] {
  const part = 1 / options.filter((option) => option.correct).length;
  return options.map(({ text, correct, credit, feedback }) => ({
    ...{ text, correct, feedback },
    share: credit ?? (correct ? part : -part)
  }));
}

const decided = (branches: Of<'decision'>['branches']): OptionView[] =>
  actions.map((action) => {
    const { text, credit, feedback, leads } = branches[action];
    return {
      text: `${action[0]!.toUpperCase()}${action.slice(1)}: ${text}`,
      correct: credit === 1,
      share: credit,
      feedback: [feedback, leads].filter(Boolean).join('\n\n')
    };
  });

function judged({ verdicts, reasons }: Of<'boolean'>): Asked {
  const on = (value: boolean) => verdicts.find((verdict) => verdict.value === value)!;
  if (reasons.length === 0)
    return {
      kind: 'verdict',
      value: on(true).correct,
      feedback: { true: on(true).feedback, false: on(false).feedback }
    };
  const verdict = [true, false].map((value) => picked(value ? 'True' : 'False', on(value)));
  return { kind: 'gaps', pieces: [{ pick: verdict }, ', because ', { pick: singly(reasons) }] };
}

/** @returns an option that is wholly right or wholly wrong */
export const picked = (
  text: string,
  { correct, feedback }: { correct: boolean; feedback: string }
): OptionView => ({ text, correct, share: correct ? 1 : 0, feedback });

const gapped = ({ text, gaps }: Of<'cloze'>): (string | GapView)[] =>
  splitAtGaps(text)
    .map((piece, i) => {
      if (i % 2 === 0) return piece;
      const { accept, feedback, wrong } = gaps.find(({ id }) => id === piece)!;
      return { write: { accept, feedback, wrong } };
    })
    .filter((piece) => piece !== '');

function measured({ value, tolerance, feedback, wrong, unit, units }: Of<'numeric'>): Asked {
  const number = {
    value,
    tolerance,
    feedback,
    wrong: wrong.map((slip) => ({ ...slip, tolerance: slip.tolerance ?? tolerance }))
  };
  if (!units) return { kind: 'number', number, unit: unit ?? null };
  const pick = units.map((text) => picked(text, { correct: text === unit, feedback: '' }));
  return { kind: 'gaps', pieces: [{ number }, ' ', { pick }] };
}

function paired(
  left: readonly { text: string; right: string; feedback: string }[],
  right: readonly { id: string; text: string }[]
) {
  return {
    left: left.map(({ text, right: key, feedback }) => ({
      text,
      right: right.findIndex(({ id }) => id === key),
      feedback
    })),
    right: right.map(({ text }) => text)
  };
}

function noted(item: Of<'note'>): Asked {
  if (item.form === 'sorting') {
    const phrases = item.phrases.map(({ section, ...phrase }) => ({ ...phrase, right: section }));
    return { kind: 'pairs', once: false, ...paired(phrases, sections) };
  }
  const criteria = item.rubric.map(({ text, points, levels }) =>
    [`${text} (${points})`, ...levels.map((level) => `- ${level.points}: ${level.text}`)].join('\n')
  );
  return { kind: 'essay', guide: [...criteria, compose(item.model)].filter(Boolean).join('\n\n') };
}
