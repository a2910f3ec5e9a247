/** The glossary as it is read: in the order of the alphabet, with where each term is used. */
import { lessonsOf, type Catalogue, type Term } from './content/catalogue';
import { catalogue } from './courses';

export interface Entry extends Term {
  id: string;
  /** The lessons that use it, in their order. */
  lessons: { id: string; title: string }[];
}

/** @returns the terms by their first letter, upper case; letters without a term are left out */
export function byLetter(content: Catalogue = catalogue()): { letter: string; terms: Entry[] }[] {
  const lessons = content.courses.flatMap(lessonsOf);
  const terms = Object.entries(content.glossary)
    .map(([id, term]) => ({
      id,
      ...term,
      lessons: lessons
        .filter((lesson) => lesson.terms.includes(id))
        .map(({ id, title }) => ({ id, title }))
    }))
    .sort((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }));
  const letters = [...new Set(terms.map(({ term }) => letterOf(term)))];
  return letters.map((letter) => ({
    letter,
    terms: terms.filter(({ term }) => letterOf(term) === letter)
  }));
}

const letterOf = (term: string) => term[0]!.toUpperCase();
