/** What of an item other programs do not show, however it is written for them. */
import type { Item } from '../items/registry';
import { shownAs } from './shown';

/** Each with the words for it in a sentence. */
const traits = {
  hint: 'its hint',
  sources: 'its sources',
  passMark: 'its pass mark',
  reserved: 'that it is kept for quizzes',
  misconceptions: 'which misconception an answer shows',
  reasons: 'the reasons to choose from',
  picture: 'the picture to point at',
  units: 'the units to choose from',
  rubric: 'its rubric',
  gaps: 'its gaps as fields to write in',
  sequence: 'its entries as a list to put in order',
  bins: 'its bins to sort into',
  partFeedback: 'the feedback of its parts',
  wrong: 'what it says to wrong answers that are expected',
  credit: 'the points of answers that are partly right'
};
export type Trait = keyof typeof traits;

const has: Record<Trait, (item: Item) => boolean> = {
  hint: (item) => item.hint !== undefined,
  sources: (item) => item.sources.length > 0,
  passMark: (item) => item.passMark !== undefined,
  reserved: (item) => item.reserved === true && !isEssay(item),
  misconceptions: (item) => JSON.stringify(item).includes('"misconception":'),
  reasons: (item) => item.type === 'boolean' && item.reasons.length > 0,
  picture: (item) => item.type === 'hotspot',
  units: (item) => item.type === 'numeric' && item.units !== undefined,
  rubric: isEssay,
  gaps: (item) => item.type === 'cloze' && item.gaps.length > 1,
  sequence: (item) => item.type === 'order',
  bins: (item) => item.type === 'classify' || (item.type === 'note' && item.form === 'sorting'),
  partFeedback: (item) => {
    const shown = shownAs(item);
    return shown.form === 'pairs' && shown.pairs.some(({ feedback }) => feedback !== '');
  },
  wrong: (item) =>
    (item.type === 'cloze' ? item.gaps : [item]).some(
      (part) => 'wrong' in part && part.wrong.length > 0
    ),
  credit: (item) =>
    item.type === 'decision' ||
    ((item.type === 'choice' || item.type === 'multiple') &&
      item.options.some(({ credit }) => credit !== undefined))
};

function isEssay(item: Item): boolean {
  return item.type === 'note' && item.form === 'written';
}

const opening = 'Other programs do not show ';
const list = new Intl.ListFormat('en', { type: 'conjunction' });

/**
 * @param shows what the format has a place for
 * @returns a sentence, or null where others see all of it
 */
export function unseen(item: Item, shows: readonly Trait[]): string | null {
  const names = Object.keys(traits) as Trait[];
  const missing = names.filter((name) => !shows.includes(name) && has[name](item));
  if (missing.length === 0) return null;
  return `${opening}${list.format(missing.map((name) => traits[name]))}.`;
}

/** @returns each thing that a sentence of `unseen` names; of another the sentence itself */
export const unseenIn = (sentence: string): string[] =>
  sentence.startsWith(opening)
    ? sentence.slice(opening.length, -1).split(/, and | and |, /)
    : [sentence];
