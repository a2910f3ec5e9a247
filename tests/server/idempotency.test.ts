import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { catalogue } from '../../src/lib/server/courses';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import * as publishing from '../../src/lib/server/item-publishing';
import * as comments from '../../src/lib/server/lesson-comments';
import * as meetings from '../../src/lib/server/meetings';
import * as quizzes from '../../src/lib/server/quizzes';
import * as courses from '../../src/lib/server/school-courses';
import * as lessons from '../../src/lib/server/school-lessons';
import * as schools from '../../src/lib/server/schools';
import * as keys from '../../src/lib/server/signing-keys';
import { rotate } from '../../src/lib/server/webhook-rotation';
import {
  adaptation,
  addAuthors,
  addCourse,
  adoptCourse,
  adoption,
  by,
  done,
  publishedLesson,
  type School
} from './authoring-fixtures';
import { freshDatabase } from './database';
import { after, days, learner, noon } from './fixtures';
import { firstLesson, typed } from './own-items';
import { addMember, addSchool, newQuiz } from './quiz-fixtures';
import { addWebhook } from './webhook-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  vi.stubEnv('SIGNING_SECRET', 'a secret of a test, which is long enough');
  vi.stubEnv('WEBHOOK_RECEIVERS', 'loopback');
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogue(), noon);
});
afterAll(async () => {
  await database.close();
  vi.unstubAllEnvs();
});

/** Three at once, and once more: as clients do whose answers were lost. */
async function sent<T>(ask: () => Promise<T>): Promise<T[]> {
  const atOnce = await Promise.all([ask(), ask(), ask()]);
  return [...atOnce, await ask()];
}

const count = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;

test('a school is founded once, whatever it is called since, and counts once', async () => {
  const [founder, other] = [await learner(db), await learner(db)];
  const asked = { id: randomUUID(), name: 'Once' };
  const made = await sent(() => schools.create(db, founder, asked, noon));
  expect(made).toEqual(Array(4).fill({ outcome: 'made', school: { ...asked, slug: 'once' } }));
  await db.$client`update schools set name = 'Renamed' where id = ${asked.id}`;
  expect(await schools.create(db, founder, asked, noon)).toMatchObject({
    ...{ outcome: 'made', school: { name: 'Renamed' } }
  });
  const taken = { outcome: 'taken' };
  expect(await schools.create(db, founder, { ...asked, name: 'Twice' }, noon)).toEqual(taken);
  expect(await schools.create(db, other, asked, noon)).toEqual(taken);
  expect(await schools.create(db, founder, { id: await addSchool(db), name: 'X' }, noon)).toEqual(
    taken
  );
  const left = [];
  for (const name of ['2', '3', '4', '5', '6'])
    left.push((await schools.create(db, founder, { id: randomUUID(), name }, noon)).outcome);
  expect(left).toEqual([...Array(4).fill('made'), 'limited']);
  // To ask again is no try.
  expect((await schools.create(db, founder, asked, noon)).outcome).toBe('made');
});

test('a course is made once, empty or adopted, however it is changed since', async () => {
  const school = await addAuthors(db);
  const change = by(school, school.author);
  const asked = { id: randomUUID(), title: 'Once', summary: '' };
  const made = await sent(() => courses.create(db, change, asked));
  for (const one of made) expect(done(one).course).toMatchObject({ id: asked.id, slug: 'once' });
  const { course } = done(made[0]!);
  const edit = { edit: 'describe' as const, title: 'Renamed', summary: '' };
  done(await courses.edit(db, change, course.slug, 1, edit));
  expect(done(await courses.create(db, change, asked)).course.title).toBe('Renamed');

  const adopted = adoption();
  for (const one of await sent(() => courses.create(db, change, adopted)))
    expect(done(one).course.id).toBe(adopted.id);
  expect(await courses.list(db, school.author, school.id)).toHaveLength(2);

  const taken = { outcome: 'taken' };
  expect(await courses.create(db, change, { ...asked, title: 'Other' })).toEqual(taken);
  expect(await courses.create(db, change, { ...adopted, id: asked.id })).toEqual(taken);
  const elsewhere = await addAuthors(db);
  expect(await courses.create(db, by(elsewhere, elsewhere.author), asked)).toEqual(taken);
  // Made without being asked for by a client.
  const id = randomUUID();
  await db.$client`insert into courses (id, school_id, slug, title, summary, outline, modules,
    revision, created_at) values (${id}, ${school.id}, 'old', 'Old', '', 'mblex', '[]', 1, now())`;
  expect(await courses.create(db, change, { ...asked, id })).toEqual(taken);
});

test('a lesson is made once, wherever it stands since; what was refused can be asked for again', async () => {
  const school = await addAuthors(db);
  const change = by(school, school.author);
  const course = await addCourse(db, school);
  const asked = { id: randomUUID(), title: 'Once', module: 'our-module' };
  const create = (what: typeof asked) => lessons.create(db, change, course.slug, what);
  expect(await create({ ...asked, module: 'none' })).toMatchObject({ outcome: 'invalid' });
  expect(await sent(() => create(asked))).toEqual(Array(4).fill({ outcome: 'done', id: asked.id }));
  expect(await lessons.list(db, school.author, school.id, course.id)).toHaveLength(1);
  expect(await create({ ...asked, title: 'Other' })).toEqual({ outcome: 'taken' });

  const adopted = await adoptCourse(db, school);
  const own = adaptation();
  expect(await sent(() => lessons.create(db, change, adopted.slug, own))).toEqual(
    Array(4).fill({ outcome: 'done', id: own.id })
  );
  expect(await lessons.list(db, school.author, school.id, adopted.id)).toHaveLength(1);
  expect(await lessons.create(db, by(school, school.student), course.slug, asked)).toMatchObject({
    outcome: 'missing'
  });
});

test('a question is published once, and again as it was made', async () => {
  const school = await addAuthors(db);
  const staff = school.colleague;
  const asked = { id: randomUUID(), lesson: firstLesson.id, content: typed('Once?') };
  const create = (what: typeof asked) => publishing.create(db, staff, school.id, what, noon);
  expect(await create({ ...asked, lesson: 'no/such' })).toHaveProperty('flaws');
  const published = { status: 'published', item: asked.id, version: 1 };
  expect(await sent(() => create(asked))).toEqual(Array(4).fill(published));
  const next = { lesson: firstLesson.id, content: typed('Twice?'), basedOn: 1 };
  await publishing.change(db, staff, school.id, asked.id, next, noon);
  // Whatever the order in which its fields are sent.
  const content = Object.fromEntries(Object.entries(asked.content).reverse());
  expect(await create({ ...asked, content: content as typeof asked.content })).toEqual(published);
  expect(await create({ ...asked, content: typed('Other?') })).toBe('taken');
  expect(await count(db.$client`select from items where school_id = ${school.id}`)).toBe(1);
  // One that came by another way has its id for itself.
  const imported = randomUUID();
  await db.$client`insert into items (id, lesson_id, position, version, school_id)
    values (${imported}, ${firstLesson.id}, 99, 1, ${school.id})`;
  expect(await create({ ...asked, id: imported })).toBe('taken');
  expect(await count(db.$client`select from items where school_id = ${school.id}`)).toBe(2);
});

test('a quiz is made once, whatever its rules are since', async () => {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const quiz = newQuiz({ composition: { kind: 'exam', questions: 25 } });
  const create = (what: typeof quiz) => quizzes.create(db, staff, school, what, noon);
  const wrong = newQuiz({ composition: { kind: 'chosen', items: ['none'] } });
  expect(await create({ ...wrong, id: quiz.id })).toHaveProperty('error');
  expect(await sent(() => create(quiz))).toEqual(Array(4).fill({ id: quiz.id }));
  const { id: _, ...rules } = quiz;
  await quizzes.update(db, staff, quiz.id, { ...rules, title: 'Changed' });
  expect(await create(quiz)).toEqual({ id: quiz.id });
  expect(await create({ ...quiz, title: 'Changed' })).toBe('taken');
  expect(await quizzes.listForStaff(db, staff, school)).toMatchObject([
    { rules: { title: 'Changed' } }
  ]);
});

test('a comment is said once, and so is an answer', async () => {
  const school = await addAuthors(db);
  const { id: lesson } = await publishedLesson(db, school);
  const change = by(school, school.colleague);
  const said = { id: randomUUID(), version: 1, block: null, body: 'Why?', replyTo: null };
  const add = (what: Parameters<typeof comments.add>[3]) => comments.add(db, change, lesson, what);
  const answer = { ...said, id: randomUUID(), body: 'So.', replyTo: said.id };
  expect(await add(answer)).toEqual({ outcome: 'missing' });
  for (const one of [said, answer])
    expect(await sent(() => add(one))).toEqual(Array(4).fill({ outcome: 'done', id: one.id }));
  expect(await comments.list(db, school.author, school.id, lesson)).toMatchObject([
    { body: 'Why?', replies: [{ body: 'So.' }] }
  ]);
  expect(await add({ ...said, body: 'What?' })).toEqual({ outcome: 'taken' });
});

test('a meeting is held once; by its id no other is', async () => {
  const school = await addAuthors(db);
  const [cohort] = await db.$client<{ id: string }[]>`
    insert into cohorts (id, school_id, name, created_at)
    values (${randomUUID()}, ${school.id}, 'Days', ${noon.toISOString()}) returning id`;
  const asked = {
    ...{ id: randomUUID(), cohort: cohort!.id, title: 'Draping', subject: null },
    ...{ mode: 'in-person' as const, from: noon, until: after(noon, 3_600_000) },
    ...{ breakMinutes: 0, room: '' }
  };
  const create = (who: School, what = asked) => meetings.create(db, by(who, who.author), what);
  expect(await sent(() => create(school))).toEqual(
    Array(4).fill({ outcome: 'done', id: asked.id })
  );
  expect(await create(school, { ...asked, until: after(noon, 7_200_000) })).toEqual({
    outcome: 'taken'
  });
  const within = { from: noon, until: after(noon, days(1)) };
  expect(await meetings.list(db, school.author, school.id, within)).toHaveLength(1);
});

test('a school signs with one key more, and a webhook by one secret more', async () => {
  const school = await addAuthors(db);
  const { colleague: admin, id: at } = school;
  const id = randomUUID();
  const made = await sent(() => keys.rotate(db, admin, at, id, noon));
  expect(made).toEqual(Array(4).fill(made[0]));
  expect(await keys.published(db, at)).toHaveLength(1);
  const next = await keys.rotate(db, admin, at, randomUUID(), after(noon, 1));
  expect(next).not.toEqual(made[0]);
  expect(await keys.rotate(db, admin, at, id, noon)).toEqual(made[0]);

  const webhook = await addWebhook(db, admin, 'http://127.0.0.1:9/');
  const first = await secretOf(webhook.id);
  const turn = (by: string, now = noon) =>
    rotate(db, { actor: admin, school: at, now }, webhook.id, by);
  const told = await sent(() => turn(id));
  const formerUntil = after(noon, days(1)).toISOString();
  expect(told).toEqual(Array(4).fill({ secret: expect.stringMatching(/^whsec_/), formerUntil }));
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  // What the receiver has signs still.
  const present = await secretOf(webhook.id);
  expect(present.former).toBe(first.secret);

  expect(await turn(id, after(noon, days(1)))).toEqual({ secret: null, formerUntil });
  const later = await turn(randomUUID(), after(noon, 1000));
  expect(later).toMatchObject({ secret: expect.any(String) });
  expect(await turn(id, after(noon, 2000))).toMatchObject({ secret: null });
  expect((await secretOf(webhook.id)).former).toBe(present.secret);
  const second = await addWebhook(db, admin, 'http://127.0.0.1:9/2');
  expect(await rotate(db, { actor: admin, school: at, now: noon }, second.id, id)).toBe('taken');
});

const secretOf = async (id: string) => {
  const [row] = await db.$client<{ secret: string; former: string | null }[]>`
    select secret, former_secret as former from webhooks where id = ${id}`;
  return row!;
};
