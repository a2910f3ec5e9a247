/** A school: its name, and its address, which is made of it. */
import * as v from 'valibot';

export const SchoolName = v.pipe(
  v.string('Give the school a name'),
  v.transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' ')),
  v.minLength(2, 'Give the school its name, of at least 2 characters'),
  v.maxLength(100, 'Shorten the name to at most 100 characters'),
  v.regex(/^\P{Cc}+$/u, 'Leave control characters out of the name')
);

export const NewSchool = v.object({ name: SchoolName });

/** Names of pages beside those of schools, which no school may take. */
const reserved = new Set(['new', 'join', 'demo-school', 'demo-school-unfinished']);

/**
 * @param taken whether a school has this address already
 * @returns the address of a new school: its name in plain letters, with a number where that is taken
 */
export function slugOf(name: string, taken: (slug: string) => boolean): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  const base = plain || 'school';
  const isFree = (slug: string) => !reserved.has(slug) && !taken(slug);
  for (let i = 1; ; i++) {
    const slug = i === 1 ? base : `${base}-${i}`;
    if (isFree(slug)) return slug;
  }
}
