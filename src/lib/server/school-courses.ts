/** Courses that a school makes, for its authors. Every query asks for the school as well. */
import { noteChange, noteIn, type Change } from './audit';
import { settle, standings } from './course-lessons';
import * as shipped from './courses';
import type { Db, Transaction } from './db/connect';
import { once } from './idempotency';
import { can, type Actor } from '../domain/actor';
import {
  flawOf,
  readable,
  type CourseChange,
  type CourseContent,
  type NewCourse
} from '../domain/course';
import { edited, type CourseEdit } from '../domain/course-edit';
import { slugFor } from '../domain/slug';

export interface Course extends CourseContent {
  id: string;
  slug: string;
  /** Slug of the shipped course that it was adopted from; null where it was begun empty. */
  origin: string | null;
  /** Counts changes: whoever saves names the one that was read. */
  revision: number;
  createdAt: string;
  publishedAt: string | null;
  archivedAt: string | null;
}

export type { Change };

/** What came of a change; the two reasons why something is missing look alike. */
export type Outcome =
  | { outcome: 'done'; course: Course }
  | { outcome: 'missing' }
  /** Somebody else has changed it since it was read; `course` is what stands there now. */
  | { outcome: 'stale'; course: Course }
  /** Something else has the id that it was to have. */
  | { outcome: 'taken' }
  | { outcome: 'invalid'; error: string };

const missing = { outcome: 'missing' } as const;

const mayWrite = (actor: Actor, school: string) => can(actor, 'content.write', { school });

const columns = (sql: Db['$client'] | Transaction) => sql`
  courses.id, courses.slug, courses.title, courses.summary, origin, modules, revision,
  to_jsonb(courses.created_at) as "createdAt", to_jsonb(courses.published_at) as "publishedAt",
  to_jsonb(archived_at) as "archivedAt"`;

/** @returns the courses of a school in the order they were made; none unless the actor may write */
export async function list(db: Db, actor: Actor, school: string): Promise<Course[]> {
  if (!mayWrite(actor, school)) return [];
  return db.$client<Course[]>`
    select ${columns(db.$client)} from courses where school_id = ${school}
    order by created_at, id`;
}

/** @returns the course at an address; null where it does not exist, or is not the actor's to write */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  slug: string
): Promise<Course | null> {
  if (!mayWrite(actor, school)) return null;
  const [course] = await db.$client<Course[]>`
    select ${columns(db.$client)} from courses where school_id = ${school} and slug = ${slug}`;
  return course ?? null;
}

/**
 * Begins a course: without lessons, or a shipped one as it is, whose lessons stay those that ship.
 * Sent again, it is made once.
 */
export async function create(db: Db, change: Change, asked: NewCourse): Promise<Outcome> {
  if (!mayWrite(change.actor, change.school)) return missing;
  if (!('adopt' in asked)) return insert(db, change, asked, { ...asked, modules: [] }, null);
  const { adopt: origin } = asked;
  const course = shipped.catalogue().courses.find(({ slug }) => slug === origin);
  if (!course) return { outcome: 'invalid', error: `There is no course "${origin}" to adopt` };
  const modules = course.modules.map(({ slug, title, summary, lessons }) => ({
    id: slug,
    title,
    summary,
    lessons: lessons.map(({ id, prerequisites }) => ({
      lesson: id,
      prerequisites: prerequisites.map((name) => `${origin}/${name}`)
    }))
  }));
  const { title, summary } = course;
  return insert(db, change, asked, { title, summary, modules }, origin);
}

async function insert(
  db: Db,
  change: Change,
  asked: NewCourse,
  { title, summary, modules }: CourseContent,
  origin: string | null
): Promise<Outcome> {
  const { school, now } = change;
  const { id } = asked;
  const { outline } = shipped.catalogue().courses[0]!;
  const wish = { id, asked: { as: 'course', school, ...asked }, now };
  const done = await once(db, wish, async (tx) => {
    // One at a time, so that two do not take the same address.
    await tx`select from schools where id = ${school} for no key update`;
    const taken = await tx<{ slug: string }[]>`
      select slug from courses where school_id = ${school}`;
    const slug = slugFor(title, new Set(taken.map((row) => row.slug)), 'course');
    await tx`
      insert into courses
        (id, school_id, slug, title, summary, outline, origin, modules, revision, created_at)
      values (${id}, ${school}, ${slug}, ${title}, ${summary}, ${outline}, ${origin},
        ${JSON.stringify(modules)}::jsonb, 1, ${now.toISOString()})`;
    const subject = { course: id, title, ...(origin ? { origin } : {}) };
    await noteChange(tx, change, 'course.create', subject);
  });
  if (done.use === 'taken') return { outcome: 'taken' };
  const [course] = await db.$client<Course[]>`
    select ${columns(db.$client)} from courses where school_id = ${school} and id = ${id}`;
  return { outcome: 'done', course: course! };
}

/** Replaces all that authors change of a course. */
export const save = (db: Db, change: Change, slug: string, content: CourseChange) =>
  update(db, change, slug, content.revision, () => ({ content }));

/** Makes one single change. */
export const edit = (db: Db, change: Change, slug: string, revision: number, by: CourseEdit) =>
  update(db, change, slug, revision, (course) => edited(course, by));

const update = (
  db: Db,
  change: Change,
  slug: string,
  revision: number,
  to: (course: Course) => { content: CourseContent } | { error: string }
): Promise<Outcome> =>
  db.$client.begin(async (tx): Promise<Outcome> => {
    const course = await lock(tx, change, slug);
    if (!course) return missing;
    if (course.revision !== revision) return { outcome: 'stale', course };
    const changed = to(course);
    if ('error' in changed) return { outcome: 'invalid', error: changed.error };
    const { content } = changed;
    const own = await ownTitles(tx, course.id);
    const error = flawOf(content.modules, (id) => own.get(id) ?? shipped.shipped(id)?.title);
    if (error) return { outcome: 'invalid', error };
    return { outcome: 'done', course: await write(tx, change, course, content) };
  });

/** The course as it is, which nobody else changes meanwhile; undefined where it is not theirs. */
export async function lock(
  tx: Transaction,
  { actor, school }: Change,
  slug: string
): Promise<Course | undefined> {
  if (!mayWrite(actor, school)) return undefined;
  const [course] = await tx<Course[]>`
    select ${columns(tx)} from courses where school_id = ${school} and slug = ${slug} for update`;
  return course;
}

/** Stores what has changed of a course that is locked, and what students meet with it. */
export async function write(
  tx: Transaction,
  change: Change,
  course: Course,
  { title, summary, modules }: CourseContent
): Promise<Course> {
  const [written] = await tx<Course[]>`
    update courses set title = ${title}, summary = ${summary},
      modules = ${JSON.stringify(modules)}::jsonb, revision = revision + 1
    where id = ${course.id} and school_id = ${change.school}
    returning ${columns(tx)}`;
  await settle(tx, course.id, change.now);
  return written!;
}

async function ownTitles(tx: Transaction, course: string): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; title: string }[]>`
    select id, title from school_lessons join lessons on id = lesson_id
    where course_id = ${course}`;
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Shows a course to students, or takes it back. */
export const publish = (db: Db, change: Change, slug: string, isPublished: boolean) =>
  turn(db, change, slug, async (tx, course) => {
    if (isPublished && !can(change.actor, 'content.publish', { school: change.school }))
      return missing;
    if (isPublished && !(await hasLessons(tx, course)))
      return {
        outcome: 'invalid',
        error: 'Students would find nothing to read: publish one of its lessons before'
      };
    await tx`
      update courses set published_at = case when ${isPublished}
        then coalesce(published_at, ${change.now.toISOString()}) end
      where id = ${course.id}`;
    return isPublished ? 'course.publish' : 'course.hide';
  });

/** Puts a course away, for students too, or brings it back. What was learned in it stays. */
export const archive = (db: Db, change: Change, slug: string, isArchived: boolean) =>
  turn(db, change, slug, async (tx, course) => {
    await tx`
      update courses set archived_at = case when ${isArchived}
        then coalesce(archived_at, ${change.now.toISOString()}) end
      where id = ${course.id}`;
    return isArchived ? 'course.archive' : 'course.restore';
  });

const turn = (
  db: Db,
  change: Change,
  slug: string,
  /** @returns what it did, for the audit */
  act: (tx: Transaction, course: Course) => Promise<string | Outcome>
): Promise<Outcome> =>
  db.$client.begin(async (tx): Promise<Outcome> => {
    const course = await lock(tx, change, slug);
    if (!course) return missing;
    const action = await act(tx, course);
    if (typeof action !== 'string') return action;
    const { actor, school, now } = change;
    await settle(tx, course.id, now);
    const subject = { course: course.id, title: course.title };
    await noteIn(tx, { school, actor: actor.id, action, subject, reason: '' }, now);
    return { outcome: 'done', course: (await lock(tx, change, slug))! };
  });

async function hasLessons(tx: Transaction, { id, modules }: Course): Promise<boolean> {
  const own = await standings(tx, id);
  const shown = readable(modules, (lesson) => own.get(lesson), shipped.ships);
  return shown.length > 0;
}
