/**
 * Items as other programs can show them: in the few forms that every format has. What that leaves
 * out is in `unseen`.
 */
import { actions } from '../items/decision';
import { splitAtGaps } from '../items/gaps';
import { placeName } from '../items/places';
import type { Item } from '../items/registry';
import { compose, sections } from '../items/soap';

export interface Option {
  text: string;
  /** Of all points, from -1 to 1. */
  share: number;
  feedback: string;
}
export interface Pair {
  left: string;
  right: string;
  feedback: string;
}

type Form =
  /** `isSingle`: one of them is chosen, else any number. */
  | { form: 'options'; isSingle: boolean; options: Option[] }
  | { form: 'verdict'; value: boolean; feedback: { true: string; false: string } }
  /** The stem goes on with `after`, where a word is missing. */
  | {
      form: 'words';
      after: string;
      accept: string[];
      feedback: string;
      wrong: { text: string; feedback: string }[];
    }
  | {
      form: 'number';
      value: number;
      tolerance: number;
      feedback: string;
      wrong: { value: number; tolerance: number; feedback: string }[];
    }
  /** Several on the left may have the same on the right; `extra` belongs to none. */
  | { form: 'pairs'; pairs: Pair[]; extra: string[] }
  | { form: 'essay'; model: string };

export type Shown = { stem: string; explanation: string } & Form;

/** @returns what is asked and how, by nothing but the item */
export function shownAs(item: Item): Shown {
  const { form, stem = item.stem } = formOf(item);
  const scene = item.case ? [item.case.title, ...item.case.vignette] : [];
  return { ...form, stem: [...scene, stem].join('\n\n'), explanation: item.explanation };
}

/** Shares that are written alike by all: percents with five places. */
const share = (part: number) => Math.round(part * 1e7) / 1e7;

/** The form, and the stem where the item's own does not say all. */
function formOf(item: Item): { form: Form; stem?: string } {
  switch (item.type) {
    case 'choice':
      return {
        form: {
          form: 'options',
          isSingle: true,
          options: item.options.map(({ text, correct, credit = 0, feedback }) => ({
            text,
            share: correct ? 1 : share(Math.min(credit, 0.99)),
            feedback
          }))
        }
      };
    case 'multiple':
      return { form: several(item.options) };
    case 'hotspot': {
      const form = several(item.choices);
      const isSingle = item.choices.filter(({ correct }) => correct).length === 1;
      const options = form.options.map((o) => ({
        ...o,
        share: isSingle ? Math.max(0, o.share) : o.share
      }));
      return { form: { ...form, isSingle, options }, stem: `${item.stem}\n\n(${item.alt})` };
    }
    case 'decision':
      return {
        form: {
          form: 'options',
          isSingle: true,
          options: actions.map((action) => {
            const { text, credit, feedback, leads } = item.branches[action];
            const said = [feedback, leads].filter(Boolean).join('\n\n');
            return { text, share: share(credit), feedback: said };
          })
        }
      };
    case 'boolean': {
      const said = (value: boolean) => item.verdicts.find((one) => one.value === value)!;
      const feedback = { true: said(true).feedback, false: said(false).feedback };
      return { form: { form: 'verdict', value: said(true).correct, feedback } };
    }
    case 'cloze':
      return gapped(item);
    case 'numeric': {
      const { stem, value, tolerance, feedback, unit } = item;
      const wrong = item.wrong.map((slip) => ({ ...slip, tolerance: slip.tolerance ?? tolerance }));
      const form: Form = { form: 'number', value, tolerance, feedback, wrong };
      return { form, stem: unit === undefined ? stem : `${stem}\n\n(${unit})` };
    }
    case 'match': {
      const textOf = new Map(item.right.map(({ id, text }) => [id, text]));
      const used = new Set(item.left.map(({ right }) => right));
      const extra = item.right.filter(({ id }) => !used.has(id)).map(({ text }) => text);
      return {
        form: paired(
          item.left.map((one) => [one, textOf.get(one.right)!]),
          extra
        )
      };
    }
    case 'classify': {
      const textOf = new Map(item.bins.map(({ id, text }) => [id, text]));
      const used = new Set(item.entries.map(({ bin }) => bin));
      const extra = item.bins.filter(({ id }) => !used.has(id)).map(({ text }) => text);
      return {
        form: paired(
          item.entries.map((one) => [one, textOf.get(one.bin)!]),
          extra
        )
      };
    }
    case 'order':
      return { form: paired(item.entries.map((one, i) => [one, placeName(i)])) };
    case 'note': {
      if (item.form === 'written') return { form: { form: 'essay', model: compose(item.model) } };
      const nameOf = new Map(sections.map(({ id, text }) => [id, text]));
      return { form: paired(item.phrases.map((one) => [one, nameOf.get(one.section)!])) };
    }
  }
}

const paired = (
  list: [one: { text: string; feedback: string }, right: string][],
  extra: string[] = []
): Form => ({
  form: 'pairs',
  pairs: list.map(([{ text, feedback }, right]) => ({ left: text, right, feedback })),
  extra
});

function several(
  list: readonly { text: string; correct: boolean; credit?: number; feedback: string }[]
) {
  const keys = list.filter(({ correct }) => correct).length;
  return {
    form: 'options' as const,
    isSingle: false,
    options: list.map(({ text, correct, credit, feedback }) => ({
      text,
      share: share(credit ?? (correct ? 1 : -1) / keys),
      feedback
    }))
  };
}

/** One gap is a word to write; of several each is found in a list, since few formats have more. */
function gapped({ stem, text, gaps }: Extract<Item, { type: 'cloze' }>): {
  form: Form;
  stem: string;
} {
  const pieces = splitAtGaps(text);
  const [gap] = gaps;
  if (gaps.length === 1 && gap) {
    const before = pieces[0]!.trim();
    const after = pieces[2]!.trim();
    const form = { form: 'words' as const, ...gap, after };
    return { form, stem: before ? `${stem}\n\n${before}` : stem };
  }
  const numberOf = (id: string) => pieces.filter((_, i) => i % 2 === 1).indexOf(id) + 1;
  const blanks = pieces.map((piece, i) => (i % 2 === 0 ? piece : `(${numberOf(piece)}) _____`));
  const inText = gaps.toSorted((a, b) => numberOf(a.id) - numberOf(b.id));
  const form = paired(
    inText.map(({ accept, feedback }, i) => [{ text: `(${i + 1})`, feedback }, accept[0]!])
  );
  return { form, stem: `${stem}\n\n${blanks.join('')}` };
}
