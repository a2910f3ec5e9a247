/** Text from elsewhere, as it is kept. */

/** Ends of lines, of old machines and of word processors too. */
const ends = /\r\n?|[\u2028\u2029\v\f]/g;

/** What no screen shows and no database keeps, and hyphens and breaks that are only possible ones. */
const unseen = /[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\ufeff]|\p{Surrogate}/gu;

/**
 * @returns the text with \n between lines, none of which ends in a space, at most one blank line
 *   in a row, ordinary spaces for those that do not break, and nothing that cannot be stored
 */
export const tidy = (text: string): string =>
  text
    .replace(ends, '\n')
    .replace(unseen, '')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
