/** Texts of QTI 1.2. */
import { isHtml, plainOf } from '../plain';
import type { Told } from '../told';
import { anywhere, textIn, type Element } from '../xml';

/** @returns a text as HTML, whatever it says it is */
export function htmlOf(text: Element): string {
  const raw = textIn(text);
  const isMarked = text.attributes.texttype === 'text/html' || isHtml(raw);
  return `<div>${isMarked ? raw : raw.replaceAll('<', '&lt;')}</div>`;
}

/** @returns several texts in plain words; what these lose is told */
export const wordsIn = (texts: readonly Element[], told: Told): string => {
  const { text, lost } = plainOf(texts.map(htmlOf).join(''));
  told.lost.push(...lost);
  return text;
};

/** @returns the texts within an element, such as an option, in plain words */
export const wordsOf = (element: Element, told: Told): string => {
  for (const { attributes } of anywhere(element, 'matimage'))
    told.lost.push(`The picture "${attributes.uri ?? ''}" is left out`);
  return wordsIn(anywhere(element, 'mattext'), told);
};
