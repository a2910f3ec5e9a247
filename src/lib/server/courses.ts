/** Courses and lessons as every reader meets them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findLesson,
  lessonsOf,
  type Catalogue,
  type Lesson,
  type Outline,
  type Source,
  type Term
} from './content/catalogue';
import { coverageOf, type Coverage } from './content/coverage';
import { readContent } from './content/read';
import { promptOf, type Prompt } from '../domain/items/registry';
import { adaptable } from '../domain/lesson/text';
import { seededRandom } from '../domain/shuffle';

const folder = 'content';
let content: Catalogue | undefined;

/** The content of this release, read once. */
export const catalogue = (): Catalogue => (content ??= readContent(folder));

/** The outline that the courses are measured by: areas with their weights. */
export const outline = (): Outline => {
  const { courses, outlines } = catalogue();
  return outlines[courses[0]!.outline]!;
};

/** What questions may name, each with its words: misconceptions and sources. */
export function known(): Record<'misconceptions' | 'sources', { id: string; text: string }[]> {
  const { misconceptions, sources } = catalogue();
  return {
    misconceptions: Object.entries(misconceptions).map(([id, { belief }]) => ({
      id,
      text: belief
    })),
    sources: Object.entries(sources).map(([id, { title }]) => ({ id, text: title }))
  };
}

/** @returns the lesson `course/lesson` that ships, or undefined */
export function shipped(id: string): Lesson | undefined {
  const [course = '', slug = ''] = id.split('/');
  return findLesson(catalogue(), course, slug);
}

export const ships = (id: string): boolean => shipped(id) !== undefined;

const texts = new Map<string, string>();

/** @returns the text of a shipped lesson, as a school may make it its own; undefined of no such */
export function adaptableText(id: string): string | undefined {
  const found = shipped(id);
  if (!found) return undefined;
  const known = texts.get(id);
  if (known !== undefined) return known;
  const text = adaptable(readFileSync(join(folder, found.file), 'utf8').replaceAll('\r\n', '\n'));
  texts.set(id, text);
  return text;
}

/** A plain reader's pace; a check takes about half a minute. */
const wordsPerMinute = 200;

/** @param words of its prose */
export const minutesFor = (words: number, checks: number): number =>
  Math.ceil(words / wordsPerMinute + checks / 2);

export interface LessonSummary {
  id: string;
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  items: number;
  prerequisites: string[];
}

export interface LessonView extends LessonSummary {
  course: { slug: string; title: string };
  module: string;
  objectives: Lesson['objectives'];
  /** The items that the prose asks, without keys; those of a case in its order. */
  checks: ({ item: string } & Prompt)[];
  /** Of each case the items that follow without a choice. */
  cases: Lesson['cases'];
  /** Names of the drawings that the prose shows. */
  figures: string[];
  /** In the order of the prose, which numbers them by it. */
  sources: ({ id: string } & Source)[];
  terms: Record<string, Term>;
  file: string;
  previous: { id: string; title: string } | null;
  next: { id: string; title: string } | null;
}

export const summarise = (lesson: Lesson): LessonSummary => ({
  id: lesson.id,
  slug: lesson.slug,
  title: lesson.title,
  summary: lesson.summary,
  minutes: minutesFor(lesson.words, lesson.checks.length),
  items: lesson.items.filter(({ reserved }) => !reserved).length,
  prerequisites: lesson.prerequisites
});

/** @returns every course with its modules and lessons, in order. */
export const list = () =>
  catalogue().courses.map(({ slug, title, summary, modules }) => ({
    slug,
    title,
    summary,
    modules: modules.map((module) => ({ ...module, lessons: module.lessons.map(summarise) }))
  }));

/** @returns how far a course goes by the outline that it is measured by, or undefined */
export function coverage(slug: string): Coverage | undefined {
  const course = catalogue().courses.find((course) => course.slug === slug);
  return course && coverageOf(course, catalogue().outlines[course.outline]!);
}

/** @returns the course at an address, or undefined. */
export const find = (course: string) => list().find(({ slug }) => slug === course);

/**
 * The public side of a lesson: the same for everybody, so that it can be prerendered.
 * @returns undefined where there is no such lesson
 */
export function lesson(courseSlug: string, slug: string): LessonView | undefined {
  const content = catalogue();
  const found = findLesson(content, courseSlug, slug);
  if (!found) return undefined;
  const course = content.courses.find((c) => c.slug === courseSlug)!;
  const order = lessonsOf(course);
  const place = order.indexOf(found);
  const neighbour = (at: number) => {
    const { id, title } = order[at] ?? {};
    return id && title ? { id, title } : null;
  };
  return {
    ...summarise(found),
    course: { slug: course.slug, title: course.title },
    module: course.modules.find((m) => m.slug === found.module)!.title,
    objectives: found.objectives,
    checks: found.checks
      .map((id) => found.items.find((item) => item.id === id)!)
      // Another order than the author's, which might give the key away; the page shuffles again.
      .map((item) => ({ item: item.id, ...promptOf(item, seededRandom(item.id)) })),
    cases: found.cases,
    figures: found.figures,
    sources: found.sources.map((id) => ({ id, ...content.sources[id]! })),
    terms: Object.fromEntries(found.terms.map((id) => [id, content.glossary[id]!])),
    file: found.file,
    previous: neighbour(place - 1),
    next: neighbour(place + 1)
  };
}
