/** Moodle's types of questions, each as the type of ours that it comes nearest to. */
import {
  booleanDraft,
  choiceDraft,
  classifyDraft,
  matchDraft,
  multipleDraft,
  noteDraft,
  orderDraft,
  shortDraft
} from '../draft';
import { choices } from '../pieces';
import type { Draft } from '../row';
import type { Told } from '../told';
import { first, within, type Element } from '../xml';
import { answersOf, flag, numberIn, percent, rawText, words, type Answer } from './fields';
import { filledIn, missingWords } from './gaps';
import { numerical } from './numerical';

export interface Asked {
  stem: string;
  hint?: string;
  explanation?: string;
}
type Reader = (question: Element, asked: Asked, told: Told) => Draft;

const multichoice: Reader = (question, asked, told) => {
  const options = answersOf(question, told);
  const isOne = /^(?:1|true)?$/i.test(rawText(first(question, 'single')).trim());
  const right = options.filter(({ share }) => share > 0);
  if (isOne) {
    if (!options.some(({ share }) => share > 0.999))
      told.flaws.push('No answer earns all points: mark the one that is right');
    return choiceDraft(asked, choices(options));
  }
  if (right.length === 0) told.flaws.push('No answer earns points: mark those that are right');
  const marked = options.map(({ text, share, feedback }) => ({
    text,
    correct: share > 0,
    credit: share,
    feedback
  }));
  return right.length === 1 ? choiceDraft(asked, marked) : multipleDraft(asked, marked);
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

/** Moodle's star stands for any letters; by itself it takes what no other answer did. */
const unstarred = (text: string) => text.replaceAll('\\*', '*');
const hasStar = (text: string) => /(?<!\\)\*/.test(text);

const shortanswer: Reader = (question, asked, told) => {
  if (flag(question, 'usecase')) told.lost.push('Capitals do not matter any more');
  const answers = answersOf(question, told);
  const isKey = ({ share }: Answer) => share > 0.999;
  const key = answers.find(isKey);
  for (const answer of answers) {
    if (isKey(answer) && answer.feedback && answer.feedback !== key!.feedback)
      told.lost.push(`What was said to “${answer.text}”: ${answer.feedback}`);
    if (answer.text === '*' && answer.feedback && answer.feedback !== key?.feedback)
      told.lost.push(`What was said to any other answer: ${answer.feedback}`);
    else if (hasStar(answer.text) && answer.text !== '*')
      told.flaws.push(`Write the words that “${answer.text}” stands for: a star means itself here`);
    if (answer.share > 0 && !isKey(answer))
      told.lost.push(`“${answer.text}” earned ${percent(answer.share)}; now it is wrong`);
  }
  if (!key) told.flaws.push('No answer earns all points: say which wording is right');
  return shortDraft(asked, {
    accept: answers.filter(isKey).map(({ text }) => unstarred(text)),
    feedback: key?.feedback,
    wrong: answers
      .filter((answer) => !isKey(answer) && answer.text !== '*')
      .map(({ text, feedback }) => ({ text: unstarred(text), feedback }))
  });
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
