/** Lessons that a school writes, for its authors. Every query asks for the school as well. */
import { createHash } from 'node:crypto';
import { validate } from 'uuid';
import * as courses from './courses';
import type { Db, Transaction } from './db/connect';
import { once } from './idempotency';
import { keep, lock, theirs, write, type Saved } from './lesson-rows';
import * as schoolCourses from './school-courses';
import type { Change } from './school-courses';
import { can, type Actor } from '../domain/actor';
import { lessonIds } from '../domain/course';
import { edited, exchanged } from '../domain/course-edit';
import type { Stand } from '../domain/lesson/state';
import { beginning, type LessonSave, type NewLesson } from '../domain/lesson/text';
import { slugFor } from '../domain/slug';

/** In lists. */
export interface Listed extends Stand {
  id: string;
  slug: string;
  title: string;
  /** Whether the text has changed since it was published. */
  changed: boolean;
  changedAt: string;
  /** Null where the account is deleted. */
  changedBy: string | null;
  /** The shipped lesson that it was adapted from. */
  origin: string | null;
  /** Whether that has changed since it was taken over. */
  originChanged: boolean;
}

/** In the editor. */
export interface SchoolLesson extends Omit<Listed, 'originChanged'> {
  course: { id: string; slug: string; title: string };
  text: string;
  /** Counts changes of the text: whoever saves names the one that was read. */
  revision: number;
  /** The account that changed it last. */
  author: string;
  /** What of the shipped lesson was last taken over. */
  originText: string | null;
}

const missing = { outcome: 'missing' } as const;
const noCourse = { ...missing, error: 'There is no such course of this school' };

const columns = (sql: Db['$client'] | Transaction) => sql`
  school_lessons.lesson_id as id, school_lessons.slug, lessons.title,
  review_version as "reviewVersion", published_version as "publishedVersion",
  to_jsonb(withdrawn_at) as "withdrawnAt", to_jsonb(changed_at) as "changedAt",
  (select name from accounts where accounts.id = changed_by) as "changedBy", school_lessons.origin,
  published_version is not null and school_lessons.text <> (select text from lesson_versions
    where lesson_versions.lesson_id = lessons.id and version = published_version) as changed`;

/** @returns the school's own lessons of a course by title; none unless the actor may write */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  course: string
): Promise<Listed[]> {
  if (!can(actor, 'content.write', { school })) return [];
  const rows = await db.$client<(Omit<Listed, 'originChanged'> & { digest: string | null })[]>`
    select ${columns(db.$client)}, md5(origin_text) as digest
    from school_lessons join lessons on lessons.id = lesson_id
    where school_lessons.school_id = ${school} and course_id = ${course}
    order by lessons.title, lessons.id`;
  return rows.map(({ digest, ...row }) => {
    const now = row.origin === null ? undefined : courses.adaptableText(row.origin);
    return { ...row, originChanged: now !== undefined && md5(now) !== digest };
  });
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** @returns the lesson; null where it does not exist, or is not the actor's to write */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<SchoolLesson | null> {
  if (!can(actor, 'content.write', { school }) || !validate(id)) return null;
  const [lesson] = await db.$client<SchoolLesson[]>`
    select ${columns(db.$client)}, school_lessons.text, school_lessons.revision,
      changed_by as author, origin_text as "originText",
      jsonb_build_object('id', courses.id, 'slug', courses.slug, 'title', courses.title) as course
    from school_lessons join lessons on lessons.id = lesson_id join courses on courses.id = course_id
    where school_lessons.school_id = ${school} and lesson_id = ${id}`;
  return lesson ?? null;
}

/** What came of making one; 'taken' where something else has the id. */
export type Made =
  | { outcome: 'done'; id: string }
  | { outcome: 'missing' | 'invalid'; error: string }
  | { outcome: 'taken' };

/**
 * Begins a lesson in a module, or makes a text of the school's own of a shipped lesson that stands
 * in the course, in its place: until that is published, students read the shipped one. Sent again,
 * it is made once.
 */
export async function create(
  db: Db,
  change: Change,
  course: string,
  what: NewLesson
): Promise<Made> {
  const { school, actor, now } = change;
  const { id } = what;
  if (!can(actor, 'content.write', { school })) return noCourse;
  const wish = { id, asked: { as: 'lesson', school, course, ...what }, now };
  const done = await once(
    db,
    wish,
    (tx) => begin(tx, change, course, what),
    ({ outcome }) => outcome === 'done'
  );
  if (done.use === 'first') return done.made;
  return done.use === 'again' ? { outcome: 'done', id } : { outcome: 'taken' };
}

async function begin(
  tx: Transaction,
  change: Change,
  courseSlug: string,
  what: NewLesson
): Promise<Made> {
  const course = await schoolCourses.lock(tx, change, courseSlug);
  if (!course) return noCourse;
  const taken = await tx<{ slug: string }[]>`
    select slug from school_lessons where course_id = ${course.id}`;
  const slugs = new Set(taken.map((row) => row.slug));
  const { id } = what;
  const row = { id, school: change.school, course: course.id };

  if ('adapt' in what) {
    const origin = what.adapt;
    const text = courses.adaptableText(origin);
    if (text === undefined || !lessonIds(course.modules).includes(origin))
      return {
        outcome: 'invalid',
        error: `“${origin}” is no shipped lesson of this course: choose one that stands in it`
      };
    const { title, slug } = courses.shipped(origin)!;
    await insert(tx, change, { ...row, slug: slugFor(slug, slugs, slug), title, text, origin });
    const modules = exchanged(course.modules, origin, id);
    await schoolCourses.write(tx, change, course, { ...course, modules });
    return { outcome: 'done', id };
  }
  const placed = edited(course, { edit: 'place', lesson: id, module: what.module });
  if ('error' in placed) return { outcome: 'invalid', error: placed.error };
  const { title } = what;
  const slug = slugFor(title, slugs, 'lesson');
  await insert(tx, change, { ...row, slug, title, text: beginning(title), origin: null });
  await schoolCourses.write(tx, change, course, placed.content);
  return { outcome: 'done', id };
}

async function insert(
  tx: Transaction,
  { actor, now }: Change,
  lesson: {
    id: string;
    school: string;
    course: string;
    slug: string;
    title: string;
    text: string;
    origin: string | null;
  }
): Promise<void> {
  const { id, school, course, slug, title, text, origin } = lesson;
  const at = now.toISOString();
  await tx`
    insert into lessons (id, course, title, position, school_id, retired_at)
    values (${id}, ${course}, ${title}, 0, ${school}, ${at})`;
  await tx`
    insert into school_lessons (lesson_id, school_id, course_id, slug, text, revision, changed_by,
      changed_at, origin, origin_text)
    values (${id}, ${school}, ${course}, ${slug}, ${text}, 1, ${actor.id}, ${at}, ${origin},
      ${origin === null ? null : text})`;
  await keep(
    tx,
    { school, lesson: id },
    text,
    origin === null ? 'saved' : 'taken-over',
    actor.id,
    now
  );
}

/**
 * Saves a text that was made from a revision. A save that is sent again, its answer lost, changes
 * nothing. What another author has saved meanwhile is never overwritten.
 */
export const save = (
  db: Db,
  change: Change,
  id: string,
  { revision, text, keep: reason }: LessonSave
): Promise<Saved> =>
  db.$client.begin(async (tx): Promise<Saved> => {
    const row = await lock(tx, change, id);
    if (!row) return missing;
    if (row.text !== text && row.revision !== revision)
      return { outcome: 'stale', theirs: theirs(row) };
    const now = await write(tx, change, row, text);
    if (reason) await keep(tx, row, text, reason, change.actor.id, change.now);
    return { outcome: 'done', revision: now };
  });
