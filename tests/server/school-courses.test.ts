import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../../src/lib/server/courses';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { withdraw } from '../../src/lib/server/lesson-publishing';
import * as courses from '../../src/lib/server/school-courses';
import * as lessons from '../../src/lib/server/school-lessons';
import * as reading from '../../src/lib/server/school-reading';
import { lessonIds } from '../../src/lib/domain/course';
import {
  adaptation,
  addAuthors,
  addCourse,
  addLesson,
  adoptCourse,
  adoption,
  by,
  done,
  first,
  publish,
  second,
  shipped,
  text,
  type School
} from './authoring-fixtures';
import { freshDatabase } from './database';
import { noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogue(), noon);
});
afterAll(() => database.close());

/** Ids of the lessons that a student finds in a course, in order. */
async function readBy(school: School, slug: string): Promise<string[] | null> {
  const page = await reading.course(db, school.student, school.id, slug);
  return page && page.modules.flatMap((module) => module.lessons.map(({ id }) => id));
}

test('an adopted course has the lessons that ship, and students see it once it is published', async () => {
  const school = await addAuthors(db);
  const change = by(school, school.author);
  const { course } = done(await courses.create(db, change, adoption()));
  const whole = catalogue().courses.find(({ slug }) => slug === shipped)!;
  const all = whole.modules.flatMap((module) => module.lessons.map(({ id }) => id));
  expect(lessonIds(course.modules)).toEqual(all);
  expect(course.modules[0]!.lessons[1]).toEqual({ lesson: second, prerequisites: [first] });

  expect(await readBy(school, course.slug)).toBeNull();
  expect(await reading.list(db, school.student)).toEqual([]);
  done(await courses.publish(db, change, course.slug, true));
  expect(await readBy(school, course.slug)).toEqual(all);
  expect(await reading.list(db, school.student)).toMatchObject([{ slug: course.slug }]);

  done(await courses.archive(db, change, course.slug, true));
  expect(await readBy(school, course.slug)).toBeNull();
  done(await courses.archive(db, change, course.slug, false));
  expect(await readBy(school, course.slug)).toEqual(all);
  expect(await courses.create(db, change, adoption('no-such-course'))).toMatchObject({
    outcome: 'invalid'
  });
});

test('a course without anything to read is not published', async () => {
  const school = await addAuthors(db);
  const change = by(school, school.author);
  const course = await addCourse(db, school);
  const id = await addLesson(db, school, course);
  expect(await courses.publish(db, change, course.slug, true)).toMatchObject({
    outcome: 'invalid',
    error: expect.stringMatching(/nothing to read/)
  });
  await publish(db, school, id);
  done(await courses.publish(db, change, course.slug, true));
  expect(await readBy(school, course.slug)).toEqual([id]);
  done(await courses.publish(db, change, course.slug, false));
  expect(await reading.lesson(db, school.student, id)).toBeNull();
});

test('of two who save at once one is told what stands there now', async () => {
  const school = await addAuthors(db);
  const course = await adoptCourse(db, school);
  const content = (title: string) => ({ ...course, title });
  const results = await Promise.all([
    courses.save(db, by(school, school.author), course.slug, content('Mine')),
    courses.save(db, by(school, school.colleague), course.slug, content('Yours'))
  ]);
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'stale']);
  const [winner, loser] = [...results].sort((a, b) => a.outcome.localeCompare(b.outcome));
  expect(loser).toMatchObject({ course: (winner as { course: courses.Course }).course });
});

test('lessons that need each other are refused by name, and so is what is not there', async () => {
  const school = await addAuthors(db);
  const course = await adoptCourse(db, school);
  const change = by(school, school.author);
  const edit = (lesson: string, prerequisites: string[]) =>
    courses.edit(db, change, course.slug, course.revision, { edit: 'need', lesson, prerequisites });
  expect(await edit(first, [second])).toEqual({
    outcome: 'invalid',
    error:
      'Take out a prerequisite: “Two intentions, one continuum” needs “The name game” needs “Two intentions, one continuum”'
  });
  const foreign = await addLesson(db, school, await addCourse(db, school));
  for (const unknown of ['no/such', foreign])
    expect(await edit(first, [unknown])).toMatchObject({ outcome: 'invalid' });
  const [module] = course.modules;
  const put = (lesson: string) =>
    courses.save(db, change, course.slug, {
      ...course,
      modules: [{ ...module!, lessons: [{ lesson, prerequisites: [] }] }]
    });
  expect(await put(foreign)).toMatchObject({ outcome: 'invalid' });
  expect(await put('no/such')).toMatchObject({ outcome: 'invalid' });
});

test('an adapted lesson takes the place of the shipped one when it is published', async () => {
  const school = await addAuthors(db);
  const course = await adoptCourse(db, school);
  const change = by(school, school.author);
  const before = (await readBy(school, course.slug))!;
  const { id } = done(await lessons.create(db, change, course.slug, adaptation()));
  const draft = (await lessons.find(db, school.author, school.id, id))!;
  expect(draft.text).toContain('title: Two intentions');
  expect(draft.text).not.toContain('prerequisites');
  expect(draft).toMatchObject({ origin: first, originText: draft.text, publishedVersion: null });

  const now = (await courses.find(db, school.author, school.id, course.slug))!;
  expect(now.modules[0]!.lessons.slice(0, 2)).toEqual([
    { lesson: id, prerequisites: [] },
    { lesson: second, prerequisites: [id] }
  ]);
  expect(await readBy(school, course.slug)).toEqual(before);

  await publish(db, school, id);
  expect(await readBy(school, course.slug)).toEqual(before.map((l) => (l === first ? id : l)));
  expect(await reading.lesson(db, school.student, id)).toMatchObject({
    title: 'Two intentions, one continuum',
    next: { id: second }
  });
  done(await withdraw(db, change, id, true));
  expect(await readBy(school, course.slug)).toEqual(before.filter((l) => l !== first));

  const again = await lessons.create(db, change, course.slug, adaptation());
  expect(again).toMatchObject({ outcome: 'invalid' });
});

test('a lesson that is taken out of its course is not lost, and not read', async () => {
  const school = await addAuthors(db);
  const change = by(school, school.author);
  const course = await addCourse(db, school);
  const [id, other] = [await addLesson(db, school, course), await addLesson(db, school, course)];
  for (const lesson of [id, other]) await publish(db, school, lesson);
  let { course: now } = done(await courses.publish(db, change, course.slug, true));
  const edit = async (by: Parameters<typeof courses.edit>[4]) =>
    ({ course: now } = done(await courses.edit(db, change, now.slug, now.revision, by)));

  await edit({ edit: 'take-out', lesson: id });
  expect(await readBy(school, course.slug)).toEqual([other]);
  expect(await reading.lesson(db, school.student, id)).toBeNull();
  expect(await lessons.find(db, school.author, school.id, id)).toMatchObject({ text: text() });

  await edit({ edit: 'place', lesson: id, module: 'our-module', to: 0 });
  expect(await readBy(school, course.slug)).toEqual([id, other]);
});

test('nobody else writes, and another school does not even see it', async () => {
  const school = await addAuthors(db);
  const elsewhere = await addAuthors(db);
  const course = await adoptCourse(db, school);
  const missing = { outcome: 'missing' };
  const strangers = [
    by(school, school.student),
    by(school, elsewhere.author),
    // Through the school that is one's own.
    by(elsewhere, elsewhere.author)
  ];
  for (const change of strangers) {
    const { actor, school: at } = change;
    expect(await courses.find(db, actor, at, course.slug)).toBeNull();
    expect(await courses.list(db, actor, at)).toEqual([]);
    expect(await courses.save(db, change, course.slug, course)).toEqual(missing);
    expect(await courses.publish(db, change, course.slug, false)).toEqual(missing);
    expect(await courses.archive(db, change, course.slug, true)).toEqual(missing);
    expect(await lessons.create(db, change, course.slug, adaptation())).toMatchObject(missing);
  }
  for (const change of strangers.slice(0, 2))
    expect(
      await courses.create(db, change, { id: randomUUID(), title: 'Ours', summary: '' })
    ).toEqual(missing);
  expect(await reading.course(db, elsewhere.student, school.id, course.slug)).toBeNull();
  expect(await reading.list(db, elsewhere.student)).toEqual([]);
});

test('two courses of one title have addresses of their own, made at once too', async () => {
  const school = await addAuthors(db);
  const change = by(school, school.author);
  const made = await Promise.all(
    ['Ethics', 'Ethics', '中文'].map((title) =>
      courses.create(db, change, { id: randomUUID(), title, summary: '' })
    )
  );
  expect(made.map((one) => done(one).course.slug).sort()).toEqual(['course', 'ethics', 'ethics-2']);
});
