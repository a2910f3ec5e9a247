/** Plain text as HTML for other programs: `plainOf` turned round. */
import { gapSign, withoutSigns } from './pieces';
import type { GapView } from './view';
import { escaped } from './xml';

/** @returns a paragraph for each, as of a text in which blank lines are between them */
export const paragraphsOf = (text: string): string =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br/>')}</p>`)
    .join('');

/** @returns paragraphs; of a single line only its text */
export const htmlOf = (text: string): string =>
  text.trim().includes('\n') ? paragraphsOf(text) : escaped(text.trim());

/**
 * @param pieces what follows the stem
 * @param write a gap as HTML, with its number from 0 on
 * @returns paragraphs
 */
export function htmlWithGaps(
  stem: string,
  pieces: readonly (string | GapView)[],
  write: (gap: GapView, place: number) => string
): string {
  const sign = gapSign(0);
  const gaps = pieces.filter((piece) => typeof piece !== 'string');
  const text = pieces.map((piece) => (typeof piece === 'string' ? withoutSigns(piece) : sign));
  let place = 0;
  return paragraphsOf(`${withoutSigns(stem)}\n\n${text.join('')}`).replaceAll(sign, () =>
    write(gaps[place]!, place++)
  );
}
