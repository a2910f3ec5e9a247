/** A question in a few lines, with its key: finished or not, as far as it goes. */
import { splitAtGaps } from '../items/gaps';
import { sections } from '../items/soap';
import type { Draft } from './row';

export interface Line {
  text: string;
  /** Null where it is neither. */
  isRight: boolean | null;
}

type Part = Record<string, unknown>;

const list = (value: unknown): Part[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'object' && part !== null) : [];
const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
/** The text of the part that has an id. */
const named = (parts: Part[], id: unknown): string =>
  words(parts.find((part) => part.id === id)?.text);

const key = (text: string): Line => ({ text, isRight: true });
const choice = ({ text, correct, credit }: Part): Line => {
  const share = typeof credit === 'number' ? ` (${Math.round(credit * 1000) / 10}%)` : '';
  return { text: words(text) + share, isRight: correct === true };
};

/** @returns what there is to choose, to pair, to sort or to write, in the order of the question */
export function gistOf(draft: Draft): Line[] {
  switch (draft.type) {
    case 'choice':
    case 'multiple':
      return list(draft.options).map(choice);
    case 'hotspot':
      return list(draft.choices).map(choice);
    case 'boolean':
      return list(draft.verdicts).map(({ value, correct }) =>
        choice({ text: value ? 'True' : 'False', correct })
      );
    case 'cloze':
      return [key(filled(draft))];
    case 'numeric': {
      const { value, tolerance, unit } = draft;
      const within = tolerance ? `± ${words(tolerance)}` : '';
      return [key([words(value), within, words(unit)].filter(Boolean).join(' '))];
    }
    case 'order':
      return list(draft.entries).map(({ text }, i) => key(`${i + 1}. ${words(text)}`));
    case 'match': {
      const [left, right] = [list(draft.left), list(draft.right)];
      const used = left.map((one) => one.right);
      return [
        ...left.map((one) => key(`${words(one.text)} → ${named(right, one.right)}`)),
        ...right
          .filter(({ id }) => !used.includes(id))
          .map(({ text }) => ({ text: words(text), isRight: false }))
      ];
    }
    case 'classify':
      return list(draft.entries).map(({ text, bin }) =>
        key(`${words(text)} → ${named(list(draft.bins), bin)}`)
      );
    case 'note':
      return [
        ...list(draft.phrases).map(({ text, section }) =>
          key(`${words(text)} → ${named([...sections], section)}`)
        ),
        ...list(draft.rubric).map(({ text, points }) => ({
          text: `${words(text)} (${words(points)})`,
          isRight: null
        }))
      ];
    case 'decision':
      return Object.entries((draft.branches ?? {}) as Record<string, Part>).map(
        ([action, { text, credit }]) => ({
          text: `${action}: ${words(text)}`,
          isRight: credit === 1
        })
      );
  }
}

/** The text of a cloze with what is to be written in its gaps. */
function filled({ text, gaps }: Draft): string {
  const accepted = new Map(
    list(gaps).map(({ id, accept }) => [
      id,
      (Array.isArray(accept) ? accept : []).map(words).join(' / ')
    ])
  );
  return splitAtGaps(words(text))
    .map((piece, i) => (i % 2 === 0 ? piece : `[${accepted.get(piece) ?? ''}]`))
    .join('');
}
