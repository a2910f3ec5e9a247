/** A lesson that a school writes: parsed and checked as what ships, and never run. */
import { SchoolFrontmatter } from './catalogue';
import type { Finding } from './flaws';
import { parseProse } from './prose';
import type { Known } from '../../domain/lesson/elements';
import type { Flaw } from '../../domain/lesson/markdown';
import { conflictsIn } from '../../domain/lesson/merge';
import type { Prose } from '../../domain/lesson/prose';

export interface SchoolLesson {
  /** Undefined where it is flawed. */
  frontmatter: SchoolFrontmatter | undefined;
  prose: Prose;
  /** What keeps it from being published, by line. */
  findings: Flaw[];
}

/**
 * Never throws, whatever the text.
 * @param known what its components may name; of what is left out, any
 */
export function readSchoolLesson(text: string, known: Known = {}): SchoolLesson {
  const found: Finding[] = [];
  const {
    frontmatter,
    yaml: _,
    ...prose
  } = parseProse(text, '', found, {
    matter: SchoolFrontmatter,
    known
  });
  const marks = conflictsIn(text).map((line) => ({
    line,
    fix: 'Settle the conflict: keep of the two passages what is right, and take the marks out'
  }));
  // What else is wrong may only come of the marks.
  const findings =
    marks.length > 0 ? marks : found.map(({ line, fix }) => ({ line, fix: inWords(fix) }));
  return { frontmatter, prose, findings };
}

/** Authors know the fields of a form, not the paths of a file. */
const inWords = (fix: string) =>
  fix
    .replace(/^objectives\.(\d+)(\.\w+)?: /, (_, at) => `Objective ${Number(at) + 1}: `)
    .replace(/^(title|summary|objectives): /, (_, name: string) => `${capital(name)}: `);
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
