/** What a card of Anki shows of an item. */
import type { Item } from '../../items/registry';
import { seededRandom, shuffle } from '../../shuffle';
import { shown, type Asked, type ShownGap, type ShownNumber, type ShownOption } from '../shown';
import { htmlOf, lines, list } from './html';

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
  const { asked, stem, explanation, hint } = shown({ ...item, case: undefined });
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
    case 'verdict':
      return {
        options: htmlOf('True or false?'),
        answer: list(
          'ul',
          [true, false].map((value) =>
            lines(
              `${value === asked.value ? right : wrong} ${value ? 'True' : 'False'}`,
              asked.feedback[`${value}`]
            )
          )
        )
      };
    case 'gaps':
      return gapped(asked.pieces);
    case 'number':
      return {
        options: htmlOf(asked.unit ? `Answer in ${asked.unit}.` : 'Answer with a number.'),
        answer: measured(asked.number, asked.unit ?? '')
      };
    case 'pairs':
      return paired(item, asked);
    case 'order': {
      const { entries } = asked;
      const order = mixed(item, entries.length);
      const isKey = order.every((place, i) => place === i);
      const turned = isKey ? [...order.slice(1), order[0]!] : order;
      return {
        options: list(
          'ul',
          turned.map((place) => lines(entries[place]!.text))
        ),
        answer: list(
          'ol',
          entries.map(({ text, feedback }) => lines(text, feedback))
        )
      };
    }
    case 'essay':
      return { options: '', answer: htmlOf(asked.guide) };
  }
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function chosen(item: Item, options: ShownOption[], one: boolean): Sides {
  const order = mixed(item, options.length).map((place) => options[place]!);
  // A best one of several that earn something earns the most.
  const best = Math.max(...options.map(({ share }) => share));
  const isRight = ({ share }: ShownOption) => (one ? share === best : share > 0);
  const told = order.map((option, i) => {
    const { text, share, feedback } = option;
    const mark = isRight(option) ? right : wrong;
    const credit = !isRight(option) && share > 0 ? ` (${percent(share)})` : '';
    return { html: lines(`${mark} ${letterAt(i)}. ${text}${credit}`, feedback), option };
  });
  const rights = told.filter(({ option }) => isRight(option));
  const wrongs = told.filter(({ option }) => !isRight(option));
  return {
    options: list(
      'ol type="A"',
      order.map(({ text }) => lines(text))
    ),
    answer: list(
      'ul',
      [...rights, ...wrongs].map(({ html }) => html)
    )
  };
}

function gapped(pieces: (string | ShownGap)[]): Sides {
  const gaps = pieces.filter((piece) => typeof piece !== 'string');
  const blank = (gap: ShownGap) => {
    const number = gaps.indexOf(gap) + 1;
    if ('pick' in gap) return `[${number}: ${gap.pick.map(({ text }) => text).join(' / ')}]`;
    return `[${number}]`;
  };
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : blank(piece))).join('');
  return { options: htmlOf(text), answer: list('ol', gaps.map(filled)) };
}

function filled(gap: ShownGap): string {
  if ('number' in gap) return measured(gap.number, '');
  if ('pick' in gap) {
    const best = gap.pick.findIndex(({ share }) => share === 1);
    const said = gap.pick.filter(({ feedback }, i) => feedback && i !== best);
    return lines(
      gap.pick[best]?.text ?? '',
      gap.pick[best]?.feedback,
      ...said.map(({ text, feedback }) => `${wrong} ${text}: ${feedback}`)
    );
  }
  const { accept, feedback, wrong: expected } = gap.write;
  return lines(
    accept.join(' / '),
    feedback,
    ...expected.map((one) => `${wrong} ${[one.text, one.feedback].filter(Boolean).join(': ')}`)
  );
}

function measured({ value, tolerance, feedback, wrong: slips }: ShownNumber, unit: string): string {
  const near = tolerance > 0 ? ` ± ${tolerance}` : '';
  return lines(
    `${value}${near} ${unit}`.trim(),
    feedback,
    ...slips.map((slip) => `${wrong} ${[slip.value, slip.feedback].filter(Boolean).join(': ')}`)
  );
}

function paired(item: Item, asked: Extract<Asked, { kind: 'pairs' }>): Sides {
  const { left, right: others } = asked;
  const order = mixed(item, left.length).map((place) => left[place]!);
  // Sorted, so that where the author put them says nothing.
  const places = others.toSorted((a, b) => (a < b ? -1 : 1));
  return {
    options:
      list(
        'ol',
        order.map(({ text }) => lines(text))
      ) +
      list(
        'ol type="A"',
        places.map((text) => lines(text))
      ),
    answer: list(
      'ol',
      order.map(({ text, right: key, feedback }) => lines(`${text} → ${others[key]}`, feedback))
    )
  };
}
