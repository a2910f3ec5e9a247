/** Moodle's numerical questions. */
import { numericDraft, type Asked } from '../draft';
import type { Draft } from '../row';
import type { Told } from '../told';
import { first, within, type Element } from '../xml';
import { numberGap } from './answers';
import { answersOf, numberIn, rawText } from './fields';

export function numerical(question: Element, asked: Asked, told: Told): Draft {
  const answers = answersOf(question, told).map((answer) => ({
    ...answer,
    tolerance: Math.abs(numberIn(rawText(first(answer.element, 'tolerance'))))
  }));
  return { ...numericDraft(asked, numberGap(answers, told)), ...units(question, told) };
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
