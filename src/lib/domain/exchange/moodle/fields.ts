/** What the questions of Moodle's XML have in common. */
import { plainOfMarkdown } from '../markdown';
import { isHtml, plainOf } from '../plain';
import { tidy } from '../tidy';
import type { Told } from '../told';
import type { OptionView } from '../view';
import { first, textIn, within, type Element } from '../xml';

/** @returns the text of `<name><text>…` and the like as it stands; '' where there is none */
export function rawText(element: Element | undefined): string {
  const text = element && first(element, 'text');
  return text ? textIn(text) : element && within(element).length === 0 ? textIn(element) : '';
}

/** @returns a text in plain words; what it had beside them is told */
export function words(element: Element | undefined, told: Told): string {
  if (!element) return '';
  const raw = rawText(element);
  const { text, lost } = plainAs(element.attributes.format, raw);
  const files = within(element, 'file')
    .map(({ attributes }) => attributes.name ?? '')
    .filter((name) => !lost.some((one) => one.includes(`"${name}"`)));
  told.lost.push(...lost, ...files.map((name) => `The attached file "${name}" is left out`));
  return text;
}

function plainAs(format: string | undefined, raw: string): { text: string; lost: string[] } {
  if (format === 'plain_text') return { text: tidy(raw), lost: [] };
  if (format === 'markdown') return plainOfMarkdown(raw);
  // Moodle makes ends of lines of what its old editors wrote, and so it stands on the screen.
  const isLoose = format !== 'html' && !/<(?:p|br|div|li|td)\b/i.test(raw);
  if (isLoose && !isHtml(raw)) return { text: tidy(raw), lost: [] };
  return plainOf(isLoose ? raw.replaceAll('\n', '<br>') : raw);
}

export const flag = (question: Element, name: string): boolean =>
  /^(?:1|true)$/i.test(rawText(first(question, name)).trim());

/** @returns a number as Moodle writes it; 0 where there is none */
export const numberIn = (text: string | undefined): number => {
  const number = Number((text ?? '').trim().replace(',', '.'));
  return Number.isFinite(number) ? number : 0;
};

export interface Answer extends OptionView {
  element: Element;
}

export const answersOf = (question: Element, told: Told): Answer[] =>
  within(question, 'answer').map((element) => ({
    element,
    text: words(element, told),
    ...worthOf(numberIn(element.attributes.fraction)),
    feedback: words(first(element, 'feedback'), told)
  }));

/** @returns what a percentage is as a share of the points, -1 to 1, and whether it is all of them */
export function worthOf(percentage: number): { share: number; correct: boolean } {
  // Moodle writes a third as 33.33333.
  const share = Math.max(-1, Math.min(1, Math.round(percentage * 1e5) / 1e7));
  return { share, correct: share > 0.999 };
}

/** @returns the options of a choice of several, where all that earns something is right */
export const marked = (options: readonly OptionView[]) =>
  options.map(({ text, share, feedback }) => ({
    ...{ text, feedback },
    ...{ correct: share > 0, credit: share }
  }));

export const percent = (share: number): string => `${Math.round(share * 100)}%`;
