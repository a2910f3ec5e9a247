/** The text of a cloze; apart from its schema, which a browser has no need of. */

/** Where a gap stands in the text: `[[id]]`. */
const gapPattern = /\[\[([a-z0-9-]+)\]\]/g;

/**
 * Splits the text of a cloze at its gaps.
 * @returns text and gap ids in turn: `['Work is ', 'outcome', '-based.']` has gap ids at odd places
 */
export const splitAtGaps = (text: string): string[] => text.split(gapPattern);
