import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '../../src/lib/server/answers';
import * as cardMarks from '../../src/lib/server/card-marks';
import { catalogue, shipped as shippedLesson } from '../../src/lib/server/courses';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { withdraw } from '../../src/lib/server/lesson-publishing';
import * as leeches from '../../src/lib/server/leeches';
import { progress } from '../../src/lib/server/progress';
import { complete, readerState } from '../../src/lib/server/reading';
import { today } from '../../src/lib/server/reviews';
import * as courses from '../../src/lib/server/school-courses';
import * as lessons from '../../src/lib/server/school-lessons';
import * as reading from '../../src/lib/server/school-reading';
import { search } from '../../src/lib/server/search';
import { studyDay } from '../../src/lib/domain/day';
import {
  adaptation,
  addAuthors,
  addItem,
  adoptCourse,
  by,
  done,
  first,
  publish,
  publishedLesson,
  second,
  text,
  type School
} from './authoring-fixtures';
import { freshDatabase } from './database';
import { after, answer, days, learner, noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogue(), noon);
});
afterAll(() => database.close());

const queueOf = async (school: School, at = noon) =>
  (await today(db, school.student, 100, at)).queue.map(({ item, lesson }) => ({ item, lesson }));

/** A lesson of a school that asks a question of its own and one that ships. */
async function lessonWithItems() {
  const school = await addAuthors(db);
  const { id, course } = await publishedLesson(db, school);
  const own = await addItem(db, school, id);
  const ships = shippedLesson(first)!.checks[0]!;
  const change = by(school, school.author);
  const { revision } = (await lessons.find(db, school.author, school.id, id))!;
  const body = text(`## A part\n\n<Check items="${own} ${ships}" />`);
  done(await lessons.save(db, change, id, { revision, text: body }));
  await publish(db, school, id);
  return { school, course, id, own, ships };
}

test('the questions of a school’s lesson are answered in it and come into review under its name', async () => {
  const { school, id, own, ships } = await lessonWithItems();
  const page = (await reading.lesson(db, school.student, id))!;
  expect(page.checks.map(({ item }) => item).sort()).toEqual([own, ships].sort());
  expect(page.items).toBe(2);
  expect(page.asks).toEqual([ships]);
  const state = await readerState(db, school.student.id, id, page.asks);
  expect(Object.keys(state.items).sort()).toEqual([own, ships].sort());

  expect(await queueOf(school)).toEqual([]);
  expect(await complete(db, school.student.id, id, noon)).toEqual(noon);
  const lesson = { id, title: 'A lesson of ours' };
  expect(await queueOf(school)).toEqual(
    expect.arrayContaining([
      { item: own, lesson },
      { item: ships, lesson }
    ])
  );

  const [result] = await record(
    db,
    school.student,
    [answer(own, { context: 'lesson', version: state.items[own]!.version })],
    noon
  );
  expect(result).toMatchObject({ status: 'recorded', correct: true });
  const { lessons: known } = await progress(db, school.student, noon);
  expect(known.find((one) => one.lesson === id)).toMatchObject({
    title: 'A lesson of ours',
    items: 2,
    answered: 1,
    completedAt: noon.toISOString(),
    objectives: expect.arrayContaining([
      expect.objectContaining({ id: 'know-it', text: 'Know it.' })
    ])
  });
});

test('of a school nobody else finishes a lesson, answers its questions or has them counted', async () => {
  const { id, own } = await lessonWithItems();
  const stranger = await learner(db);
  expect(await complete(db, stranger.id, id, noon)).toBeNull();
  expect((await readerState(db, stranger.id, id)).items).toEqual({});
  const [result] = await record(db, stranger, [answer(own, { context: 'lesson' })], noon);
  expect(result).toMatchObject({ status: 'rejected' });
  const { all, lessons: known } = await progress(db, stranger, noon);
  expect(known.some(({ lesson }) => lesson === id)).toBe(false);
  expect(all.items).toBe((await progress(db, await learner(db), noon)).all.items);
});

test('of a withdrawn lesson nothing new is asked; what was answered stays in the review', async () => {
  const { school, id, own, ships } = await lessonWithItems();
  await complete(db, school.student.id, id, noon);
  await record(db, school.student, [answer(own, { context: 'lesson' })], noon);
  done(await withdraw(db, by(school, school.author), id, true));
  expect(await complete(db, school.student.id, id, noon)).toBeNull();
  const later = after(noon, days(30));
  expect((await queueOf(school, later)).map(({ item }) => item)).toEqual([own]);
  done(await withdraw(db, by(school, school.author), id, false));
  expect((await queueOf(school, later)).map(({ item }) => item).sort()).toEqual(
    [own, ships].sort()
  );
});

test('an adapted lesson takes over what its original has taught, in Today, progress and marks', async () => {
  const school = await addAuthors(db);
  const course = await adoptCourse(db, school);
  const original = shippedLesson(first)!;
  await complete(db, school.student.id, first, noon);
  const change = by(school, school.author);
  const { id } = done(await lessons.create(db, change, course.slug, adaptation()));
  const named = async () => new Set((await queueOf(school)).map(({ lesson }) => lesson.id));
  expect(await named()).toEqual(new Set([first]));

  await publish(db, school, id);
  expect(await named()).toEqual(new Set([id]));
  const { lessons: known } = await progress(db, school.student, noon);
  expect(known.map(({ lesson }) => lesson)).toContain(id);
  expect(known.map(({ lesson }) => lesson)).not.toContain(first);
  // Who has finished the original need not do it again.
  expect(known.find(({ lesson }) => lesson === id)).toMatchObject({
    completedAt: noon.toISOString(),
    items: original.items.filter(({ reserved }) => !reserved).length
  });

  const item = original.checks[0]!;
  await cardMarks.set(db, school.student, item, 'suspended', noon);
  const lesson = { id, title: original.title };
  expect(await cardMarks.list(db, school.student, noon)).toMatchObject([{ item, lesson }]);
  await db.$client`
    insert into cards (account_id, item_id, stability, difficulty, first_day, last_day, due_day, reps,
      lapses, last_answer_id, last_answered_at, revision)
    values (${school.student.id}, ${item}, 1, 5, 0, 0, 1, 9, 9, ${crypto.randomUUID()},
      ${noon.toISOString()}, ${crypto.randomUUID()})`;
  const leech = await leeches.find(db, school.student.id, studyDay(noon, 'UTC'), item);
  expect(leech).toMatchObject({ lesson, section: original.sections[item] });
});

test('what comes before a lesson is said by the school’s course', async () => {
  const school = await addAuthors(db);
  const { student } = school;
  const course = await adoptCourse(db, school);
  const before = shippedLesson(first)!.items.find((item) => item.type === 'choice')!;
  // The second lesson waits for the first, of which something was just missed.
  const wrong = before.options.find(({ correct }) => !correct)!.id;
  await complete(db, student.id, second, noon);
  const response = { option: wrong };
  await record(db, student, [answer(before.id, { context: 'lesson', response })], noon);
  const waiting = async () => (await today(db, student, 100, noon)).waiting;
  expect(await waiting()).toMatchObject({
    why: 'prerequisite',
    lesson: { id: second },
    prerequisite: { id: first }
  });

  const change = by(school, school.author);
  const { id } = done(await lessons.create(db, change, course.slug, adaptation()));
  await publish(db, school, id);
  expect(await waiting()).toMatchObject({ why: 'prerequisite', prerequisite: { id } });

  const now = (await courses.find(db, school.author, school.id, course.slug))!;
  const free = { edit: 'need' as const, lesson: second, prerequisites: [] };
  done(await courses.edit(db, change, now.slug, now.revision, free));
  expect((await waiting())?.why).not.toBe('prerequisite');
});

test('members find what their school has published, by its words, and nobody else does', async () => {
  const { school, id, own } = await lessonWithItems();
  const elsewhere = await addAuthors(db);
  const change = by(school, school.author);
  const find = async (who: School['student'] | null, q: string) =>
    (await search(db, catalogue(), who, { q, limit: 20 })).results.map(({ address }) => address);
  const write = async (words: string) => {
    const { revision } = (await lessons.find(db, school.author, school.id, id))!;
    const body = text(`## A part\n\n${words}\n\n<Check items="${own}" />`);
    done(await lessons.save(db, change, id, { revision, text: body }));
  };
  await write('Zephyrine folding of the drape.');
  expect(await find(school.student, 'zephyrine')).toEqual([]);
  await publish(db, school, id);
  expect(await find(school.student, 'zephyrine')).toEqual([`/lessons/${id}#section-a-part`]);
  expect(await find(school.student, own)).toContain(`/lessons/${id}#section-a-part`);
  expect(await find(school.author, own)).toContain(`/teach/${school.id}/items/${own}`);
  for (const stranger of [elsewhere.student, elsewhere.author, null])
    expect(await find(stranger, 'zephyrine')).toEqual([]);
  done(await withdraw(db, change, id, true));
  expect(await find(school.student, 'zephyrine')).toEqual([]);
});
