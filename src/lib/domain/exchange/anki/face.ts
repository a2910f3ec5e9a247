/** What a card of Anki shows of an item. */
import type { Item } from '../../items/registry';
import { seededRandom, shuffle } from '../../shuffle';
import { viewOf, type Asked, type GapView, type NumberView, type OptionView } from '../view';
import { htmlOf, key, lines, list } from './html';

/** Fields of HTML; of one item always the same. */
export interface Face {
  question: string;
  options: string;
  answer: string;
  explanation: string;
  hint: string;
  /** Of the case that the item is part of. */
  scene: string;
}

/** Say of a line of the answer whether it is right, and not by colour alone. */
export const [right, wrong] = ['✓', '✗'];

export const letterAt = (place: number): string => String.fromCharCode(65 + place);

/** @returns the order in which a card shows so many things: of one item always the same */
export const mixed = ({ id }: Item, count: number): number[] =>
  shuffle([...Array(count).keys()], seededRandom(id));

export function faceOf(item: Item): Face {
  const { asked, stem, explanation, hint } = viewOf({ ...item, case: undefined });
  // What other programs need beside the stem, such as where the places of a picture lie.
  const beside = stem.slice(item.stem.length).trim();
  const { options, answer } = sidesOf(item, asked);
  return {
    question: htmlOf(item.stem),
    options: htmlOf(beside) + options,
    answer,
    explanation: htmlOf(explanation),
    hint: htmlOf(hint ?? ''),
    scene: item.case ? htmlOf([item.case.title, ...item.case.vignette].join('\n\n')) : ''
  };
}

type Sides = { options: string; answer: string };

function sidesOf(item: Item, asked: Asked): Sides {
  switch (asked.kind) {
    case 'options':
      return chosen(item, asked.options, asked.one);
    case 'verdict': {
      const verdicts = [true, false].map((value) => ({
        line: value ? 'True' : 'False',
        isRight: value === asked.value,
        feedback: asked.feedback[`${value}`]
      }));
      return { options: htmlOf('True or false?'), answer: list('ul', verdicts.map(marked)) };
    }
    case 'gaps':
      return gapped(item, asked.pieces);
    case 'number':
      return {
        options: htmlOf(asked.unit ? `Answer in ${asked.unit}.` : 'Answer with a number.'),
        answer: measured(asked.number, asked.unit ?? '')
      };
    case 'pairs':
      return paired(item, asked);
    case 'order': {
      const order = mixed(item, asked.entries.length);
      const isKey = order.every((place, i) => place === i);
      const turned = isKey ? [...order.slice(1), order[0]!] : order;
      const entries = turned.map((place) => htmlOf(asked.entries[place]!.text));
      const inOrder = asked.entries.map(({ text, feedback }) => key(text, feedback));
      return { options: list('ul', entries), answer: list('ol', inOrder) };
    }
    case 'essay':
      return { options: '', answer: htmlOf(asked.guide) };
  }
}

const lettered = (texts: string[]) => list('ol type="A"', texts.map(htmlOf));

interface Told {
  line: string;
  isRight: boolean;
  feedback: string;
}

const marked = ({ line, isRight, feedback }: Told): string =>
  isRight ? key(`${right} ${line}`, feedback) : lines(`${wrong} ${line}`, feedback);

const percent = (share: number) => `${Math.round(share * 100)} %`;

function chosen(item: Item, options: OptionView[], one: boolean): Sides {
  const order = mixed(item, options.length).map((place) => options[place]!);
  const best = Math.max(...options.map(({ share }) => share));
  const told = order.map(({ text, share, feedback }, i): Told => {
    const isRight = one ? share === best : share > 0;
    const credit = !isRight && share > 0 ? ` (${percent(share)})` : '';
    return { line: `${letterAt(i)}. ${text}${credit}`, isRight, feedback };
  });
  const rightFirst = told.toSorted((a, b) => Number(b.isRight) - Number(a.isRight));
  return {
    options: lettered(order.map(({ text }) => text)),
    answer: list('ul', rightFirst.map(marked))
  };
}

/** A choice of more characters is a list below the text. */
const longest = 60;

function gapped(item: Item, pieces: (string | GapView)[]): Sides {
  const gaps = pieces.filter((piece) => typeof piece !== 'string');
  const below: string[] = [];
  const blank = (gap: GapView) => {
    const number = gaps.indexOf(gap) + 1;
    if (!('pick' in gap)) return `[${number}]`;
    const texts = gap.pick.map(({ text }) => text);
    // Sorted or mixed, so that where the author put the right one says nothing.
    const inline = texts.toSorted().join(' / ');
    if (inline.length <= longest) return `[${number}: ${inline}]`;
    const order = mixed(item, texts.length).map((place) => texts[place]!);
    below.push(`<br>[${number}]${lettered(order)}`);
    return `[${number}]`;
  };
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : blank(piece))).join('');
  return { options: htmlOf(text) + below.join(''), answer: list('ol', gaps.map(filled)) };
}

const mistaken = ({ text, feedback }: { text: string; feedback: string }) =>
  `${wrong} ${text}${feedback && `: ${feedback}`}`;

function filled(gap: GapView): string {
  if ('number' in gap) return measured(gap.number, '');
  if ('pick' in gap) {
    const best = gap.pick.find(({ share }) => share === 1);
    const others = gap.pick.filter((option) => option !== best && option.feedback);
    return key(best?.text ?? '', best?.feedback, ...others.map(mistaken));
  }
  const { accept, feedback, wrong: expected } = gap.write;
  return key(accept.join(' / '), feedback, ...expected.map(mistaken));
}

function measured({ value, tolerance, feedback, wrong: slips }: NumberView, unit: string): string {
  const near = tolerance > 0 ? ` ± ${tolerance}` : '';
  const expected = slips.map((slip) => mistaken({ ...slip, text: String(slip.value) }));
  return key(`${value}${near} ${unit}`.trim(), feedback, ...expected);
}

function paired(item: Item, asked: Extract<Asked, { kind: 'pairs' }>): Sides {
  const order = mixed(item, asked.left.length).map((place) => asked.left[place]!);
  const answers = order.map(({ text, right: place, feedback }) =>
    key(`${text} → ${asked.right[place]}`, feedback)
  );
  return {
    options:
      list(
        'ol',
        order.map(({ text }) => htmlOf(text))
      ) + lettered(asked.right.toSorted()),
    answer: list('ol', answers)
  };
}
