/** One question of Moodle's XML: what all types have. */
import type { Draft } from '../row';
import type { Told } from '../told';
import { first, oversize, within, type Element } from '../xml';
import { numberIn, rawText, words } from './fields';
import { readers } from './types';

/** What Moodle says by itself of an answer as a whole. */
const usual = /^(?:Your answer is (?:partially )?(?:in)?correct\.?)?$/i;
const onWhole = {
  correctfeedback: 'a right answer',
  partiallycorrectfeedback: 'an answer that was partly right',
  incorrectfeedback: 'a wrong answer'
};

/** @returns null for a type that no item of ours can be; what does not fit is told */
export function draftFrom(question: Element, told: Told): Draft | null {
  const { type = '' } = question.attributes;
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!reader) {
    told.flaws.push(
      `Questions of the type “${type}” cannot be taken over: write it anew as one of another type`
    );
    return null;
  }
  const tooBig = oversize(question);
  if (tooBig) {
    told.flaws.push(tooBig);
    return null;
  }
  const explanation = words(first(question, 'generalfeedback'), told);
  const [hint, ...hints] = within(question, 'hint')
    .map((one) => words(one, told))
    .filter(Boolean);
  const asked = {
    stem: words(first(question, 'questiontext'), told),
    ...(explanation && { explanation }),
    ...(hint && { hint })
  };
  told.lost.push(...hints.map((one) => `Only the first hint is kept, without: ${one}`));
  for (const [name, which] of Object.entries(onWhole)) {
    const said = words(first(question, name), told);
    if (!usual.test(said)) told.lost.push(`What was said to ${which}: ${said}`);
  }
  const image = rawText(first(question, 'image')).trim();
  if (image) told.lost.push(`The picture "${image}" is left out`);
  const points = first(question, 'defaultgrade');
  if (points && type !== 'essay' && ![0, 1].includes(numberIn(rawText(points))))
    told.lost.push(`It gave ${numberIn(rawText(points))} points; here all questions count alike`);
  return reader(question, asked, told);
}
