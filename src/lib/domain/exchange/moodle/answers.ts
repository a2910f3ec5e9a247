/** Answers that are written, in a question of their own or within a text. */
import { figure } from '../figure';
import type { Told } from '../told';
import type { OptionView, WordView } from '../view';
import { percent } from './fields';

/** By itself it stands for whatever no other answer is. */
const rest = '*';

/** @returns the right ones and the wrong ones; what does not fit is told */
export function sorted<Option extends OptionView>(options: readonly Option[], told: Told) {
  const right = options.filter(({ correct, text }) => correct && text !== rest);
  const wrong = options.filter(({ correct, text }) => !correct && text !== rest);
  const [key] = right;
  if (!key) told.flaws.push('No answer earns all points: say which one is right');
  for (const { text, feedback } of right)
    if (feedback && feedback !== key!.feedback)
      told.lost.push(`What was said to “${text}”: ${feedback}`);
  for (const { text, feedback } of options)
    if (text === rest && feedback && feedback !== key?.feedback)
      told.lost.push(`What was said to any other answer: ${feedback}`);
  for (const { text, share } of wrong)
    if (share > 0) told.lost.push(`“${text}” earned ${percent(share)}; now it is wrong`);
  return { right, wrong };
}

/** Moodle's star stands for any letters unless a backslash is before it. */
const unstarred = (text: string) => text.replaceAll('\\*', '*');
const hasStar = (text: string) => /(?<!\\)\*/.test(text);

/** @returns a gap for words */
export function wordGap(options: readonly OptionView[], told: Told): WordView {
  const { right, wrong } = sorted(options, told);
  for (const { text } of [...right, ...wrong])
    if (hasStar(text))
      told.flaws.push(`Write the words that “${text}” stands for: a star means itself here`);
  return {
    accept: right.map(({ text }) => unstarred(text)),
    feedback: right[0]?.feedback ?? '',
    wrong: wrong.map(({ text, feedback }) => ({ text: unstarred(text), feedback }))
  };
}

/** @returns a number with what is expected instead of it */
export function numberGap(options: readonly (OptionView & { tolerance: number })[], told: Told) {
  const { right, wrong } = sorted(options, told);
  const [key, ...others] = right;
  if (others.length > 0)
    told.flaws.push(
      `Several numbers are right, ${right.map(({ text }) => text).join(', ')}: keep one, with a tolerance`
    );
  return {
    value: key ? figure(key.text, told) : 0,
    tolerance: key?.tolerance ?? 0,
    feedback: key?.feedback ?? '',
    wrong: wrong.map(({ text, tolerance, feedback }) => ({
      value: figure(text, told),
      tolerance,
      feedback
    }))
  };
}
