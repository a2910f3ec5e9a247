/** A school's lesson as it is shown: to students what is published, to authors what they write. */
import * as courses from './courses';
import type { LessonText } from './lesson-texts';
import { figureNames } from '../domain/figures';
import { promptOf, type Prompt } from '../domain/items/registry';
import type { ComponentName } from '../domain/lesson/elements';
import type { Flaw } from '../domain/lesson/markdown';
import type { Tree } from '../domain/lesson/tree';
import type { Source, Term } from './content/catalogue';
import { seededRandom } from '../domain/shuffle';

/** What the components of a lesson need, and what they are. */
export interface LessonParts {
  title: string;
  summary: string;
  minutes: number;
  objectives: { id: string; text: string }[];
  tree: Tree;
  components: ComponentName[];
  /** Names of the drawings that the prose shows. */
  figures: string[];
  /** The items that the prose asks, without keys; those of a case in its order. */
  checks: ({ item: string } & Prompt)[];
  cases: Record<string, string[]>;
  sources: ({ id: string } & Source)[];
  terms: Record<string, Term>;
  images: Record<string, { src: string; width: number; height: number }>;
}

/** As its authors see it: what is to be mended comes with it. */
export interface LessonPreview extends LessonParts {
  findings: Flaw[];
  /** Of the items that it asks the versions that members of the school get. */
  versions: Record<string, number>;
}

/** @returns where a picture of a school is served from: always the same picture */
export const imageAddress = (schoolSlug: string, id: string) =>
  `/schools/${schoolSlug}/images/${id}`;

/** @param title where the text itself has none */
export function partsOf(
  { frontmatter, prose, asked, cases, images }: LessonText,
  schoolSlug: string,
  title: string
): LessonParts {
  const { sources, glossary } = courses.catalogue();
  const known = <T>(names: { id: string }[], among: Record<string, T>) =>
    [...new Set(names.map(({ id }) => id))].flatMap((id) =>
      Object.hasOwn(among, id) ? [[id, among[id]!] as const] : []
    );
  return {
    title: frontmatter?.title ?? title,
    summary: frontmatter?.summary ?? '',
    minutes: courses.minutesFor(prose.words, asked.length),
    objectives: (frontmatter?.objectives ?? []).map(({ id, text }) => ({ id, text })),
    tree: prose.tree,
    components: prose.components,
    figures: [...new Set(prose.figures)].filter((name) =>
      figureNames.some((known) => known === name)
    ),
    // Another order than the author's, which might give the key away; the page shuffles again.
    checks: asked.map(({ item, content }) => ({ item, ...promptOf(content, seededRandom(item)) })),
    cases: Object.fromEntries(Object.entries(cases).map(([id, { trunk }]) => [id, trunk])),
    sources: known(prose.sources, sources).map(([id, source]) => ({ id, ...source })),
    terms: Object.fromEntries(known(prose.terms, glossary)),
    images: Object.fromEntries(
      Object.entries(images).map(([id, { width, height }]) => [
        id,
        { src: imageAddress(schoolSlug, id), width, height }
      ])
    )
  };
}

/** @param title where the text itself has none */
export const previewOf = (text: LessonText, schoolSlug: string, title: string): LessonPreview => ({
  ...partsOf(text, schoolSlug, title),
  findings: text.findings,
  versions: Object.fromEntries(text.asked.map(({ item, version }) => [item, version]))
});
