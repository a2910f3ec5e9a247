/** A school whose authors write lessons, and who reads them. */
import { randomUUID } from 'node:crypto';
import { choiceItem, noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';
import type { Learner } from '../../src/lib/server/answers';
import type { Db } from '../../src/lib/server/db/connect';
import { items, itemVersions } from '../../src/lib/server/db/schema/content';
import { publish as publishLesson } from '../../src/lib/server/lesson-publishing';
import * as courses from '../../src/lib/server/school-courses';
import * as lessons from '../../src/lib/server/school-lessons';
import type { Actor } from '../../src/lib/domain/actor';

/** The first shipped course, and two lessons of it of which the second needs the first. */
export const shipped = 'clinical-and-spa';
export const first = `${shipped}/two-intentions`;
export const second = `${shipped}/the-name-game`;

export interface School {
  id: string;
  author: Learner & Actor;
  colleague: Learner & Actor;
  student: Learner & Actor;
}

export async function addAuthors(db: Db): Promise<School> {
  const id = await addSchool(db);
  return {
    id,
    author: await addMember(db, id, 'instructor'),
    colleague: await addMember(db, id, 'admin'),
    student: await addMember(db, id)
  };
}

export const by = ({ id }: Pick<School, 'id'>, actor: Actor, now = noon): courses.Change => ({
  actor,
  school: id,
  now
});

/** A sound text. */
export const text = (body = 'Ask what the client wants.', title = 'A lesson of ours') =>
  `---
title: ${title}
summary: What we teach ourselves.
objectives:
  - id: know-it
    bloom: understand
    text: Know it.
---

${body}
`;

export const done = <T extends { outcome: string }>(result: T) => {
  if (result.outcome !== 'done') throw new Error(JSON.stringify(result));
  return result as Extract<T, { outcome: 'done' }>;
};

/** A course with one module. */
export async function addCourse(db: Db, school: School, title = 'Our course') {
  const change = by(school, school.author);
  const { course } = done(
    await courses.create(db, change, { id: randomUUID(), title, summary: '' })
  );
  const add = { edit: 'add-module' as const, title: 'Our module', summary: '' };
  return done(await courses.edit(db, change, course.slug, course.revision, add)).course;
}

/** What asks for a shipped course, and for a text of one's own of a lesson of it. */
export const adoption = (adopt = shipped) => ({ id: randomUUID(), adopt });
export const adaptation = (adapt = first) => ({ id: randomUUID(), adapt });

/** A shipped course that is the school's own, and that its students see. */
export async function adoptCourse(db: Db, school: School) {
  const change = by(school, school.author);
  const { course } = done(await courses.create(db, change, adoption()));
  return done(await courses.publish(db, change, course.slug, true)).course;
}

/** A lesson with this text, as a draft. */
export async function addLesson(
  db: Db,
  school: School,
  course: Pick<courses.Course, 'slug'>,
  body = text()
): Promise<string> {
  const change = by(school, school.author);
  const made = await lessons.create(db, change, course.slug, {
    id: randomUUID(),
    title: 'A lesson of ours',
    module: 'our-module'
  });
  const { id } = done(made);
  done(await lessons.save(db, change, id, { revision: 1, text: body }));
  return id;
}

/** Publishes the text as it stands. */
export async function publish(db: Db, school: School, id: string, now = noon): Promise<number> {
  const { revision } = (await lessons.find(db, school.author, school.id, id))!;
  const change = by(school, school.author, now);
  return done(await publishLesson(db, change, id, { revision })).version;
}

/** A course with one lesson, both published. */
export async function publishedLesson(db: Db, school: School, body = text()) {
  const course = await addCourse(db, school);
  const id = await addLesson(db, school, course, body);
  await publish(db, school, id);
  const { course: open } = done(
    await courses.publish(db, by(school, school.author), course.slug, true)
  );
  return { course: open, id };
}

/** A question of the school's own, whose key is `b`. */
export async function addItem(db: Db, school: School, lessonId: string): Promise<string> {
  const id = randomUUID();
  const own = { schoolId: school.id };
  await db.insert(items).values({ id, lessonId, position: 0, version: 1, ...own });
  const content = choiceItem(id);
  await db
    .insert(itemVersions)
    .values({ itemId: id, version: 1, content, createdAt: noon, ...own });
  return id;
}
