/** The four parts of a note; apart from its schema, which a browser has no need of. */

export const sections = [
  { id: 'subjective', text: 'Subjective', letter: 'S' },
  { id: 'objective', text: 'Objective', letter: 'O' },
  { id: 'assessment', text: 'Assessment', letter: 'A' },
  { id: 'plan', text: 'Plan', letter: 'P' }
] as const;

export type SectionId = (typeof sections)[number]['id'];
export type Sections = Record<SectionId, string>;

/** Of a written note, in characters, its headings included. */
export const noteLength = 10_000;

/** The part of a grade that is the note as a whole, beside its criteria. */
export const wholeNote = 'text';

const headingOf = ({ letter, text }: (typeof sections)[number]) => `${letter}: ${text}`;
const headings = sections.map(headingOf).join('|');
const heading = new RegExp(`^(${headings})$`, 'm');
/** A line of the writer's own that looks like a heading is told from one by a space more. */
const lookalike = new RegExp(`^(?= *(?:${headings})$)`, 'gm');
const toldApart = new RegExp(`^ (?= *(?:${headings})$)`, 'gm');

/** @returns the parts as one text under their headings; a part that is empty is left out */
export const compose = (parts: Sections): string =>
  sections
    .filter(({ id }) => parts[id])
    .map((section) => `${headingOf(section)}\n${parts[section.id].replace(lookalike, ' ')}`)
    .join('\n\n');

/**
 * Reads back what `compose` made. Any other text is read too, and all of it is kept: what stands
 * before the first heading is taken as subjective.
 */
export function readParts(text: string): Sections {
  const [before = '', ...pieces] = text.split(heading);
  const parts: Sections = { subjective: before, objective: '', assessment: '', plan: '' };
  for (let i = 0; i < pieces.length; i += 2) {
    const { id } = sections.find((section) => headingOf(section) === pieces[i])!;
    const below = pieces[i + 1]!.replace(/^\n/, '');
    const isLast = i + 2 === pieces.length;
    const own = (isLast ? below : below.replace(/\n{0,2}$/, '')).replace(toldApart, '');
    parts[id] = parts[id] ? `${parts[id]}\n${own}` : own;
  }
  return parts;
}

/** @returns whether nothing stands under any heading */
export const isBlank = (text: string): boolean => countWords(readParts(text)) === 0;

/** @returns how many words were written, headings not counted */
export const countWords = (parts: Sections): number =>
  Object.values(parts).reduce((sum, part) => sum + (part.match(/\S+/g)?.length ?? 0), 0);
