/** Moodle's types of questions, each as the type of ours that it comes nearest to. */
import {
  booleanDraft,
  choiceDraft,
  classifyDraft,
  matchDraft,
  multipleDraft,
  noteDraft,
  orderDraft,
  shortDraft,
  type Asked
} from '../draft';
import { choices } from '../pieces';
import type { Draft } from '../row';
import type { Told } from '../told';
import { first, within, type Element } from '../xml';
import { wordGap } from './answers';
import { answersOf, flag, marked, numberIn, rawText, words } from './fields';
import { filledIn, missingWords } from './gaps';
import { numerical } from './numerical';

type Reader = (question: Element, asked: Asked, told: Told) => Draft | null;

const multichoice: Reader = (question, asked, told) => {
  const options = answersOf(question, told);
  const isOne = /^(?:1|true)?$/i.test(rawText(first(question, 'single')).trim());
  if (isOne) {
    if (!options.some(({ correct }) => correct))
      told.flaws.push('No answer earns all points: mark the one that is right');
    return choiceDraft(asked, choices(options));
  }
  const right = options.filter(({ share }) => share > 0);
  if (right.length === 0) told.flaws.push('No answer earns points: mark those that are right');
  return right.length === 1
    ? choiceDraft(asked, marked(options))
    : multipleDraft(asked, marked(options));
};

const truefalse: Reader = (question, asked, told) => {
  const answers = answersOf(question, told);
  const on = (value: boolean) =>
    answers.find(({ text }) => text.trim().toLowerCase() === `${value}`);
  if (!on(true) || !on(false)) told.flaws.push('Say whether it is true or false');
  return booleanDraft(asked, (on(true)?.share ?? 0) > (on(false)?.share ?? 0), {
    true: on(true)?.feedback,
    false: on(false)?.feedback
  });
};

const shortanswer: Reader = (question, asked, told) => {
  if (flag(question, 'usecase')) told.lost.push('Capitals do not matter any more');
  return shortDraft(asked, wordGap(answersOf(question, told), told));
};

/** What stands on the right more than once is a bin. */
const matching: Reader = (question, asked, told) => {
  const pairs = within(question, 'subquestion').map((element) => ({
    left: words(element, told),
    right: words(first(element, 'answer'), told)
  }));
  const asking = pairs.filter(({ left }) => left !== '');
  const used = new Set(asking.map(({ right }) => right));
  const extra = new Set(pairs.map(({ right }) => right).filter((right) => !used.has(right)));
  if (used.size === asking.length) return matchDraft(asked, asking, [...extra]);
  const bins = [...used, ...extra];
  const places = new Map(bins.map((bin, i) => [bin, i]));
  const entries = asking.map(({ left, right }) => ({ text: left, bin: places.get(right)! }));
  return classifyDraft(asked, bins, entries);
};

const ordering: Reader = (question, asked, told) => {
  // Here the share is the place.
  const place = ({ attributes }: Element) => numberIn(attributes.fraction);
  const entries = within(question, 'answer').toSorted((a, b) => place(a) - place(b));
  return orderDraft(
    asked,
    entries.map((entry) => ({
      text: words(entry, told),
      feedback: words(first(entry, 'feedback'), told)
    }))
  );
};

const essay: Reader = (question, asked, told) => {
  const guide = words(first(question, 'graderinfo'), told);
  if (guide)
    told.lost.push('The notes for graders are the model now, which learners see afterwards');
  if (words(first(question, 'responsetemplate'), told))
    told.lost.push('The text that the answer began with is left out');
  if (numberIn(rawText(first(question, 'attachments'))) !== 0)
    told.lost.push('Files cannot be handed in with the answer');
  const points = Math.round(numberIn(rawText(first(question, 'defaultgrade'))));
  return noteDraft(asked, guide, Math.max(1, Math.min(5, points)));
};

export const readers: Partial<Record<string, Reader>> = {
  multichoice,
  truefalse,
  shortanswer,
  numerical,
  matching,
  ddmatch: matching,
  ordering,
  essay,
  cloze: filledIn,
  multianswer: filledIn,
  gapselect: missingWords,
  ddwtos: missingWords
};
