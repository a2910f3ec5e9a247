/** How hard a text is to read. */
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** A number or a word, with what joins its parts: `11-day`, `don't`. */
const word = /[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*/gu;

/**
 * @param paragraphs of prose; each is taken to end a sentence
 * @returns the U.S. school grade by Flesch and Kincaid (1975): 11 is the last year but one of high
 *   school; 0 where there are no words
 */
export function gradeOf(paragraphs: readonly string[]): number {
  const sentences = paragraphs.flatMap((paragraph) =>
    paragraph.split(/(?<=[.?!]["”’']?)\s+/).filter((sentence) => sentence.match(word))
  );
  const words = sentences.flatMap((sentence) => sentence.match(word)!);
  if (words.length === 0) return 0;
  return fleschKincaid({
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, each) => sum + Math.max(1, syllable(each)), 0)
  });
}
