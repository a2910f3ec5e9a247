/** Plain text as HTML for other programs: `plainOf` turned round. */
import { escaped } from './xml';

/** @returns paragraphs; of a single one without ends of lines only its text */
export function htmlOf(text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => escaped(paragraph).replaceAll('\n', '<br/>'));
  if (paragraphs.length === 1 && !paragraphs[0]!.includes('<br/>')) return paragraphs[0]!;
  return paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
}
