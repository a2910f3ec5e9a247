/** A school's lesson on its way to students: asked for review, published, withdrawn. */
import { randomUUID } from 'node:crypto';
import { noteChange, type Change } from './audit';
import { settle } from './course-lessons';
import { sectionsOf } from './content/lesson';
import * as courses from './courses';
import type { Db, Transaction } from './db/connect';
import type { PublishedLesson } from './db/schema/authoring';
import { insert as comment } from './lesson-comments';
import { textOf } from './lesson-history';
import { keep, lock, theirs, type Locked, type Theirs } from './lesson-rows';
import * as texts from './lesson-texts';
import { can } from '../domain/actor';
import { askedOfAll } from '../domain/case-way';
import type { Flaw } from '../domain/lesson/markdown';

export type Outcome =
  | { outcome: 'done'; version: number }
  | { outcome: 'missing' }
  | { outcome: 'stale'; theirs: Theirs }
  /** What is to be mended before students can read it. */
  | { outcome: 'flawed'; findings: Flaw[] };

const missing = { outcome: 'missing' } as const;

/** Asks colleagues to look at the text as it stands, flaws or not. */
export const submit = (
  db: Db,
  change: Change,
  lesson: string,
  revision: number
): Promise<Outcome> =>
  db.$client.begin(async (tx): Promise<Outcome> => {
    const row = await lock(tx, change, lesson);
    if (!row) return missing;
    if (row.revision !== revision) return { outcome: 'stale', theirs: theirs(row) };
    const version = await keep(tx, row, row.text, 'submitted', change.actor.id, change.now);
    await tx`
      update school_lessons set review_version = ${version}
      where lesson_id = ${lesson} and school_id = ${change.school}`;
    await noteChange(tx, change, 'lesson.submit', { lesson, version });
    return { outcome: 'done', version };
  });

/**
 * Ends a review without publishing.
 * @param said to the author, about the lesson as a whole; '' where the comments say it
 */
export async function askForChanges(
  db: Db,
  change: Change,
  lesson: string,
  said: string
): Promise<Outcome> {
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const row = await lock(tx, change, lesson);
    if (!row || row.reviewVersion === null) return missing;
    const { reviewVersion: version } = row;
    await tx`
      update school_lessons set review_version = null
      where lesson_id = ${lesson} and school_id = ${change.school}`;
    await noteChange(tx, change, 'lesson.send-back', { lesson, version });
    const whole = { id: randomUUID(), version, block: null, body: said, replyTo: null };
    if (said) await comment(db, tx, change, lesson, whole);
    return { outcome: 'done', version };
  });
}

/**
 * Lets students read a version and no other, from now on.
 * @param what a version of the history, or the text as it stands, by its revision
 */
export async function publish(
  db: Db,
  change: Change,
  lesson: string,
  what: { version: number } | { revision: number }
): Promise<Outcome> {
  const { school } = change;
  if (!can(change.actor, 'content.publish', { school })) return missing;
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const row = await lockWithCourse(tx, change, lesson);
    if (!row) return missing;
    if ('revision' in what && row.revision !== what.revision)
      return { outcome: 'stale', theirs: theirs(row) };
    const text = 'revision' in what ? row.text : await textOf(tx, row, what.version);
    if (text === null) return missing;
    const read = await texts.read(db, school, text, tx);
    if (read.findings.length > 0 || !read.frontmatter)
      return { outcome: 'flawed', findings: read.findings };
    const version =
      'version' in what
        ? what.version
        : await keep(tx, row, text, 'published', change.actor.id, change.now);
    const told = await publishedOf(tx, row, read);
    await tx`
      update school_lessons set published_version = ${version}, withdrawn_at = null,
        published_at = ${change.now.toISOString()},
        published = ${JSON.stringify(told.published)}::jsonb, asks = ${told.asks}::text[],
        review_version = case when review_version > ${version} then review_version end
      where lesson_id = ${lesson} and school_id = ${school}`;
    await tx`update lessons set title = ${read.frontmatter.title} where id = ${lesson}`;
    await settle(tx, row.course, change.now);
    await noteChange(tx, change, 'lesson.publish', { lesson, version });
    return { outcome: 'done', version };
  });
}

/** Takes a lesson away from students, or gives it back; what they have learned of it stays. */
export const withdraw = (
  db: Db,
  change: Change,
  lesson: string,
  isWithdrawn: boolean
): Promise<Outcome> =>
  db.$client.begin(async (tx): Promise<Outcome> => {
    const row = await lockWithCourse(tx, change, lesson);
    if (!row || row.publishedVersion === null) return missing;
    await tx`
      update school_lessons set withdrawn_at = case when ${isWithdrawn}
        then coalesce(withdrawn_at, ${change.now.toISOString()}) end
      where lesson_id = ${lesson} and school_id = ${change.school}`;
    await settle(tx, row.course, change.now);
    const action = isWithdrawn ? 'lesson.withdraw' : 'lesson.bring-back';
    await noteChange(tx, change, action, { lesson, version: row.publishedVersion });
    return { outcome: 'done', version: row.publishedVersion };
  });

/** The course first, as where it is changed itself: else two could wait for each other. */
async function lockWithCourse(tx: Transaction, change: Change, lesson: string) {
  await tx`
    select from courses where school_id = ${change.school}
      and id = (select course_id from school_lessons where lesson_id = ${lesson})
    for no key update`;
  return lock(tx, change, lesson);
}

/** What is asked for of a published lesson without reading it. */
async function publishedOf(
  tx: Transaction,
  row: Locked,
  { frontmatter, prose, asked, cases }: texts.LessonText
): Promise<{ published: PublishedLesson; asks: string[] }> {
  const { summary, objectives } = frontmatter!;
  const stated = new Set(objectives.map(({ id }) => id));
  // Of what it was adapted from the rest of the questions too, as far as it still teaches them.
  const inherited = (courses.shipped(row.origin ?? '')?.items ?? []).filter(
    ({ reserved, objective }) => !reserved && stated.has(objective)
  );
  const own = await tx<{ id: string; objective: string }[]>`
    select items.id, content->>'objective' as objective from items join item_versions
      on item_id = items.id and item_versions.version = items.version
    where lesson_id = ${row.lesson} and retired_at is null`;
  const items = [
    ...asked.map(({ item, content }) => ({ id: item, objective: content.objective })),
    ...inherited,
    ...own
  ];
  const placed = [
    ...prose.checks,
    ...prose.cases.flatMap(({ id, ...place }) =>
      (cases[id]?.items ?? []).map((item) => ({ ...place, id: item }))
    )
  ];
  const owned = new Set(own.map(({ id }) => id));
  const asks = [...new Set(items.map(({ id }) => id))].filter((id) => !owned.has(id));
  return {
    published: {
      summary,
      minutes: courses.minutesFor(prose.words, asked.length),
      objectives: objectives.map(({ id, text }) => ({ id, text })),
      sections: sectionsOf(items, placed),
      checks: askedOfAll(
        asked.map(({ content }) => content),
        Object.fromEntries(Object.entries(cases).map(([id, { trunk }]) => [id, trunk]))
      )
    },
    asks
  };
}
