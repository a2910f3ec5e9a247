/** Courses that schools make: modules of lessons, shipped ones and their own. */
import * as v from 'valibot';
import { ClientId } from './client-id';
import { sentence, slug, storable } from './items/item';

const mostModules = 50;
const mostLessons = 300;
const titleLength = 150;
const summaryLength = 1000;

export const title = v.pipe(
  sentence,
  v.maxLength(titleLength, `Shorten the title to ${titleLength} characters at most`)
);
export const summary = v.optional(
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(summaryLength, `Shorten this to ${summaryLength} characters at most`),
    storable
  ),
  ''
);
export const revision = v.pipe(
  v.number('Name the revision that was read'),
  v.integer('Name the revision that was read')
);

export const CourseModule = v.object({
  id: slug,
  title,
  summary,
  lessons: v.array(
    v.object({
      /** Id of the lesson: `course/lesson` of a shipped one, a UUID of one of the school's. */
      lesson: v.string(),
      /** Ids of lessons of this course that come before it. */
      prerequisites: v.optional(v.array(v.string()), [])
    })
  )
});
export type CourseModule = v.InferOutput<typeof CourseModule>;

/** What a course is called and says of itself. */
export const CourseDetails = v.object({ title, summary });
export type CourseDetails = v.InferOutput<typeof CourseDetails>;

/** Made by the client: sent again, it is made once. */
const id = ClientId;

/** An empty course. */
export const EmptyCourse = v.object({ id, ...CourseDetails.entries });

/** A shipped course as it is. */
export const AdoptedCourse = v.object({
  id,
  adopt: v.pipe(v.string('Name the course'), v.minLength(1, 'Name the course'))
});

/** A course to begin. */
export const NewCourse = v.union(
  [EmptyCourse, AdoptedCourse],
  'Give an "id", and a "title", or in "adopt" the shipped course'
);
export type NewCourse = v.InferOutput<typeof NewCourse>;

/** All of a course that its authors change. */
export const CourseContent = v.object({
  ...CourseDetails.entries,
  modules: v.pipe(
    v.array(CourseModule),
    v.maxLength(mostModules, `Make at most ${mostModules} modules`)
  )
});
export type CourseContent = v.InferOutput<typeof CourseContent>;

/** The same, with the revision that it was made from. */
export const CourseChange = v.object({ revision, ...CourseContent.entries });
export type CourseChange = v.InferOutput<typeof CourseChange>;

/** @returns every lesson of a course, in order */
export const lessonIds = (modules: readonly CourseModule[]): string[] =>
  modules.flatMap(({ lessons }) => lessons.map(({ lesson }) => lesson));

/**
 * What is wrong with the structure of a course as a whole.
 * @param titleOf the title of a lesson that may stand in it; undefined of any other
 * @returns null where nothing is, else the first thing, in a sentence that says how to mend it
 */
export function flawOf(
  modules: readonly CourseModule[],
  titleOf: (lesson: string) => string | undefined
): string | null {
  const names = modules.map(({ id }) => id);
  const twice = names.find((id, i) => names.indexOf(id) < i);
  if (twice) return `Give each module an id of its own: two are "${twice}"`;
  const all = lessonIds(modules);
  if (all.length > mostLessons)
    return `Part the course in two: ${mostLessons} lessons are the most`;
  const unknown = all.find((id) => titleOf(id) === undefined);
  if (unknown !== undefined) return `There is no lesson "${unknown}": take it out`;
  const again = all.find((id, i) => all.indexOf(id) < i);
  if (again !== undefined) return `“${titleOf(again)}” stands there twice: take one out`;
  for (const { lesson, prerequisites } of modules.flatMap(({ lessons }) => lessons)) {
    const missing = prerequisites.find((id) => !all.includes(id));
    if (missing !== undefined)
      return `“${titleOf(lesson)}” needs “${titleOf(missing) ?? missing}”, which is not in the course`;
  }
  const circle = circleIn(modules);
  return circle
    ? `Take out a prerequisite: ${circle.map((id) => `“${titleOf(id)}”`).join(' needs ')}`
    : null;
}

/** @returns lessons each of which needs the next, the last being the first again; null where none do */
function circleIn(modules: readonly CourseModule[]): string[] | null {
  const needs = new Map(
    modules.flatMap(({ lessons }) =>
      lessons.map(({ lesson, prerequisites }) => [lesson, prerequisites] as const)
    )
  );
  const done = new Set<string>();
  const follow = (lesson: string, way: string[]): string[] | null => {
    const place = way.indexOf(lesson);
    if (place >= 0) return [...way.slice(place), lesson];
    if (done.has(lesson)) return null;
    for (const next of needs.get(lesson) ?? []) {
      const circle = follow(next, [...way, lesson]);
      if (circle) return circle;
    }
    done.add(lesson);
    return null;
  };
  for (const lesson of needs.keys()) {
    const circle = follow(lesson, []);
    if (circle) return circle;
  }
  return null;
}

/** How a lesson of the school's own stands. */
export interface Standing {
  /** Whether it has ever been published. */
  published: boolean;
  withdrawn: boolean;
  /** The shipped lesson that it was adapted from. */
  origin: string | null;
}

/**
 * @returns the lesson that students read where this one stands: an adapted one that was never
 *   published is still the shipped one; null of a draft, and of what is withdrawn or ships no more
 */
export function shownFor(
  id: string,
  own: Standing | undefined,
  ships: (lesson: string) => boolean
): string | null {
  if (!own) return ships(id) ? id : null;
  if (own.published) return own.withdrawn ? null : id;
  return own.origin !== null && ships(own.origin) ? own.origin : null;
}

/**
 * A course as students meet it: lessons as `shownFor` has them. What nobody can read is left out,
 * and so is a module without lessons.
 * @param ownOf how a lesson of the school's own stands; undefined of any other
 */
export function readable(
  modules: readonly CourseModule[],
  ownOf: (lesson: string) => Standing | undefined,
  ships: (lesson: string) => boolean
): CourseModule[] {
  const shownOf = (id: string) => shownFor(id, ownOf(id), ships);
  const seen = new Set<string>();
  const isFirst = (id: string) => !seen.has(id) && Boolean(seen.add(id));
  return modules
    .map((module) => ({
      ...module,
      lessons: module.lessons.flatMap(({ lesson, prerequisites }) => {
        const shown = shownOf(lesson);
        if (shown === null || !isFirst(shown)) return [];
        const before = prerequisites.flatMap((id) => shownOf(id) ?? []);
        return [{ lesson: shown, prerequisites: before }];
      })
    }))
    .filter(({ lessons }) => lessons.length > 0);
}
