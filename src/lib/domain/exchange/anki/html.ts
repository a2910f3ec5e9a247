/** Texts as HTML for the fields of a note. */

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>' };

/** What parts the fields of a note, and other signs that no screen shows. */
const unseen = /[\0-\x08\x0b\x0c\x0e-\x1f]/g;

/** @returns a text with its ends of lines */
export const htmlOf = (text: string): string =>
  text.replace(unseen, '').replace(/[&<>\n]/g, (sign) => signs[sign]!);

/** @returns a line, and further ones below it where they say something */
export const lines = (...texts: (string | undefined)[]): string =>
  texts.flatMap((text) => (text ? [htmlOf(text)] : [])).join('<br>');

/** As `lines`, the first of which stands out. */
export const key = (first: string, ...others: (string | undefined)[]): string =>
  [`<b>${htmlOf(first)}</b>`, lines(...others)].filter(Boolean).join('<br>');

/**
 * @param tag of the list, with its attributes
 * @param entries of HTML
 */
export const list = (tag: string, entries: string[]): string =>
  `<${tag}>${entries.map((entry) => `<li>${entry}</li>`).join('')}</${tag.slice(0, 2)}>`;
