/** Single changes of a course, as its authors make them one by one. */
import * as v from 'valibot';
import {
  CourseDetails,
  lessonIds,
  summary,
  title,
  type CourseContent,
  type CourseModule
} from './course';
import { slug } from './items/item';
import { slugFor } from './slug';

const place = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/, 'Give a place'), v.toNumber())]),
  v.integer('Give a place'),
  v.minValue(0, 'Give a place')
);

export const CourseEdit = v.variant('edit', [
  v.object({ edit: v.literal('describe'), ...CourseDetails.entries }),
  v.object({ edit: v.literal('add-module'), title, summary }),
  v.object({ edit: v.literal('describe-module'), module: slug, title, summary }),
  /** `to` is its place among the others, from 0 on. */
  v.object({ edit: v.literal('move-module'), module: slug, to: place }),
  v.object({ edit: v.literal('remove-module'), module: slug }),
  /** Brings a lesson into a module, from another one, or from outside the course. */
  v.object({ edit: v.literal('place'), lesson: v.string(), module: slug, to: v.optional(place) }),
  v.object({ edit: v.literal('take-out'), lesson: v.string() }),
  v.object({
    edit: v.literal('need'),
    lesson: v.string(),
    prerequisites: v.array(v.string())
  })
]);
export type CourseEdit = v.InferOutput<typeof CourseEdit>;

type Outcome = { content: CourseContent } | { error: string };

const gone = { error: 'It is not there any more: look at the course as it is now' };

/** @returns the course after an edit, or why that cannot be, in a sentence */
export function edited(content: CourseContent, edit: CourseEdit): Outcome {
  const { modules } = content;
  const change = (changed: CourseModule[]): Outcome => ({
    content: { ...content, modules: changed }
  });
  const of = (id: string) => modules.findIndex((module) => module.id === id);
  switch (edit.edit) {
    case 'describe':
      return { content: { ...content, title: edit.title, summary: edit.summary } };
    case 'add-module': {
      const id = slugFor(edit.title, new Set(modules.map((module) => module.id)), 'module');
      return change([...modules, { id, title: edit.title, summary: edit.summary, lessons: [] }]);
    }
    case 'describe-module': {
      const { title, summary } = edit;
      if (of(edit.module) < 0) return gone;
      return change(modules.map((m) => (m.id === edit.module ? { ...m, title, summary } : m)));
    }
    case 'move-module': {
      const from = of(edit.module);
      return from < 0 ? gone : change(moved(modules, from, edit.to));
    }
    case 'remove-module': {
      const module = modules[of(edit.module)];
      if (!module) return gone;
      if (module.lessons.length > 0)
        return { error: 'Move its lessons to another module, or take them out, before' };
      return change(modules.filter(({ id }) => id !== edit.module));
    }
    case 'place':
      return placed(modules, edit.lesson, edit.module, edit.to, change);
    case 'take-out': {
      if (!lessonIds(modules).includes(edit.lesson)) return gone;
      return change(forgotten(modules, edit.lesson));
    }
    case 'need': {
      if (!lessonIds(modules).includes(edit.lesson)) return gone;
      const prerequisites = [...new Set(edit.prerequisites)];
      return change(
        eachLesson(modules, (entry) =>
          entry.lesson === edit.lesson ? { ...entry, prerequisites } : entry
        )
      );
    }
  }
}

type Entry = CourseModule['lessons'][number];

const eachLesson = (modules: readonly CourseModule[], map: (entry: Entry) => Entry) =>
  modules.map((module) => ({ ...module, lessons: module.lessons.map(map) }));

function placed(
  modules: readonly CourseModule[],
  lesson: string,
  into: string,
  to: number | undefined,
  change: (modules: CourseModule[]) => Outcome
): Outcome {
  if (!modules.some(({ id }) => id === into)) return gone;
  const entry = modules.flatMap(({ lessons }) => lessons).find((entry) => entry.lesson === lesson);
  return change(
    modules.map((module) => {
      const lessons = module.lessons.filter((other) => other.lesson !== lesson);
      if (module.id !== into) return { ...module, lessons };
      const place = Math.min(to ?? lessons.length, lessons.length);
      return {
        ...module,
        lessons: lessons.toSpliced(place, 0, entry ?? { lesson, prerequisites: [] })
      };
    })
  );
}

/** Without a lesson, and without the need of it. */
const forgotten = (modules: readonly CourseModule[], lesson: string): CourseModule[] =>
  modules.map((module) => ({
    ...module,
    lessons: module.lessons
      .filter((entry) => entry.lesson !== lesson)
      .map((entry) => ({
        ...entry,
        prerequisites: entry.prerequisites.filter((id) => id !== lesson)
      }))
  }));

/** With another lesson in the place of one, and needed in its place. */
export const exchanged = (
  modules: readonly CourseModule[],
  before: string,
  after: string
): CourseModule[] => {
  const now = (id: string) => (id === before ? after : id);
  return eachLesson(modules, ({ lesson, prerequisites }) => ({
    lesson: now(lesson),
    prerequisites: prerequisites.map(now)
  }));
};

const moved = <T>(list: readonly T[], from: number, to: number): T[] =>
  list.toSpliced(from, 1).toSpliced(to, 0, list[from]!);
