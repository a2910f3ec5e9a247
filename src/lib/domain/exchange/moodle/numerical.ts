/** Moodle's numerical questions. */
import { numericDraft } from '../draft';
import type { Draft } from '../row';
import type { Told } from '../told';
import { first, within, type Element } from '../xml';
import { answersOf, numberIn, percent, rawText } from './fields';
import type { Asked } from './types';

export function numerical(question: Element, asked: Asked, told: Told): Draft {
  const answers = answersOf(question, told).map((answer) => ({
    ...answer,
    value: numberIn(answer.text),
    tolerance: Math.abs(numberIn(rawText(first(answer.element, 'tolerance'))))
  }));
  const [key, ...others] = answers.filter(({ share }) => share > 0.999);
  if (!key || key.text === '*')
    told.flaws.push('No number earns all points: say which one is right');
  if (others.length > 0)
    told.flaws.push(
      `Several numbers are right, ${[key!, ...others].map(({ text }) => text).join(', ')}: keep one, with a tolerance`
    );
  const rest = answers.find(({ text }) => text === '*');
  if (rest?.feedback && rest.feedback !== key?.feedback)
    told.lost.push(`What was said to any other answer: ${rest.feedback}`);
  const wrong = answers.filter((answer) => answer.share <= 0.999 && answer !== rest);
  for (const { share, text } of wrong)
    if (share > 0) told.lost.push(`${text} earned ${percent(share)}; now it is wrong`);
  return {
    ...numericDraft(asked, {
      value: key?.value ?? 0,
      tolerance: key?.tolerance ?? 0,
      feedback: key?.feedback,
      wrong: wrong.map(({ value, tolerance, feedback }) => ({ value, tolerance, feedback }))
    }),
    ...units(question, told)
  };
}

/** Units are typed, chosen, or not asked for at all, as `showunits` says. */
function units(question: Element, told: Told): { unit?: string; units?: string[] } {
  const all = within(first(question, 'units'), 'unit').map((unit) => ({
    name: rawText(first(unit, 'unit_name')).trim(),
    multiplier: numberIn(rawText(first(unit, 'multiplier')))
  }));
  const how = numberIn(rawText(first(question, 'showunits')));
  const unit = (all.find(({ multiplier }) => multiplier === 1) ?? all[0])?.name;
  if (!unit || how === 3) return {};
  if (all.length > 1)
    told.lost.push(`The number is to be given in ${unit}; other units were converted before`);
  const isChosen = how === 1 || how === 2;
  return isChosen && all.length > 1 ? { unit, units: all.map(({ name }) => name) } : { unit };
}
