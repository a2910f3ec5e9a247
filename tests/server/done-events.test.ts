import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { events as types, type EventType } from '../../src/lib/domain/events';
import { parseItem } from '../../src/lib/domain/items/registry';
import type { NewTask } from '../../src/lib/domain/assignment-input';
import { studyDay } from '../../src/lib/domain/day';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import { assign, withdraw } from '../../src/lib/server/assignments';
import { finish, settleExpired } from '../../src/lib/server/attempt-ends';
import { save } from '../../src/lib/server/attempt-answers';
import { flush } from '../../src/lib/server/completion-queue';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import * as events from '../../src/lib/server/events';
import { settleAssignments } from '../../src/lib/server/finished-assignments';
import * as notes from '../../src/lib/server/notes';
import { complete } from '../../src/lib/server/reading';
import { rebuild } from '../../src/lib/server/replay';
import { complete as completeTask } from '../../src/lib/server/tasks/complete';
import type { Actor } from '../../src/lib/domain/actor';
import { at, changeBy } from './completion-fixtures';
import { freshDatabase } from './database';
import { answer, catalogueOf, choiceItem, noon } from './fixtures';
import { mend, toC } from './mending-fixtures';
import { recordOf } from './membership-fixtures';
import { addMember, addQuiz, addSchool, answer as answerIn, begin, given } from './quiz-fixtures';

const due = studyDay(noon, 'UTC') + 7;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Learner & Actor;
let admin: Learner & Actor;
let student: Learner & Actor;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  const lessons = [['one', 'two'].map((id) => choiceItem(id)), [writtenItem()]];
  await syncContent(db, catalogueOf(...lessons), noon);
});
beforeEach(async () => {
  school = await addSchool(db);
  [staff, admin] = [
    await addMember(db, school, 'instructor'),
    await addMember(db, school, 'admin')
  ];
  student = await addMember(db, school);
});
afterAll(() => database.close());

function writtenItem() {
  const parsed = parseItem({
    ...{ id: 'a-note', type: 'note', form: 'written', reserved: true, stem: 'Write up the visit.' },
    ...{ objective: 'know-it', area: '4', sources: ['a-source'], explanation: 'So it is.' },
    rubric: [{ id: 'plan', text: 'Says what comes next', points: 2 }],
    model: { subjective: 'S', objective: 'O', assessment: 'A', plan: 'P' }
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

/** What the school was told of a type, held to its schema. */
async function told(type: EventType) {
  const read = await events.list(db, admin, school, { after: null, limit: 500 });
  if (read === null || read === 'gone') throw new Error(`${read}`);
  return read.events
    .filter((event) => event.type === type)
    .map(({ data: { url, ...data } }) => {
      v.parse(v.strictObject(types[type].data.entries as v.ObjectEntries), data);
      expect(url).toMatch(new RegExp(`/api/v1/schools/${school}/(assignments|quizzes)/.+`));
      return data;
    });
}

async function give(task: Pick<NewTask, 'kind'> & Record<string, unknown>, now = noon) {
  const id = randomUUID();
  const asked = { ...task, id, due, students: [student.id], cohorts: [] } as unknown as NewTask;
  expect(await assign(db, changeBy(staff, now), asked)).toMatchObject({ outcome: 'done' });
  return id;
}

/** As many workers do at once. */
const settle = (now: Date, who = student) =>
  Promise.all([1, 2, 3].map(() => settleAssignments(db, who.id, now)));

test('an assignment that is done is told of once, though it be undone and done again', async () => {
  const asked = { kind: 'practice', topic: 'lesson.course.lesson-1', questions: 2 };
  const id = await give(asked as never);
  const [first, last] = [answer('one'), answer('two', { answeredAt: at(2).toISOString() })];
  await record(db, student, [first], at(1));
  await settle(at(1));
  expect(await told('assignment.done')).toEqual([]);
  await record(db, student, [last], at(2));
  await settle(at(3));
  const member = { id: (await recordOf(db, school, student.id)).id, number: null };
  const done = { member, assignment: id, doneAt: at(2).toISOString() };
  expect(await told('assignment.done')).toEqual([done]);
  await undo(db, student, last.id, at(3));
  await settle(at(4));
  await record(db, student, [answer('two', { answeredAt: at(5).toISOString() })], at(5));
  await settle(at(6));
  expect(await told('assignment.done')).toEqual([done]);
});

test('what was read before is done when it is assigned; what is withdrawn is not told of', async () => {
  await complete(db, student.id, 'course/lesson-1', at(-100));
  const lessons = { kind: 'lessons' as const, lessons: ['course/lesson-1'] };
  const id = await give(lessons, at(1));
  const back = await give(lessons, at(1));
  await withdraw(db, changeBy(staff, at(2)), back);
  expect(await queuedFor(student)).toBe(1);
  await settle(at(3));
  expect(await told('assignment.done')).toMatchObject([
    { assignment: id, doneAt: at(1).toISOString() }
  ]);
});

const queuedFor = async ({ id }: { id: string }) =>
  (
    await db.$client`
      select from graphile_worker._private_jobs
      where payload->>'account' = ${id} and task_id = (select id
        from graphile_worker._private_tasks where identifier = ${completeTask.name})`
  ).length;

test('a quiz is done when its attempt ends, whenever its results may be told', async () => {
  const quiz = await addQuiz(db, staff, {
    composition: { kind: 'chosen', items: ['one'] },
    ...{ feedback: 'on-release', minutes: 10 }
  });
  const id = await give({ kind: 'quiz', quiz: quiz.id } as never);
  const attempt = await begin(db, student, quiz, at(1));
  // Who has nothing to do and is asked for nothing costs no job.
  const idle = await addMember(db, school);
  await record(db, idle, [answer('one')], noon);
  await settleExpired(db, at(60));
  await flush(db);
  expect([await queuedFor(student), await queuedFor(idle)]).toEqual([1, 0]);
  await completeTask.run(db, { account: student.id }, at(61));
  expect(await told('assignment.done')).toMatchObject([
    { assignment: id, doneAt: at(11).toISOString() }
  ]);
  expect(await told('quiz.attempt_graded')).toMatchObject([
    { quiz: quiz.id, attempt: attempt.id, number: 1, finishedAt: at(11).toISOString() }
  ]);
  await db.$client`delete from graphile_worker._private_jobs`;
  await record(db, student, [answer('two', { answeredAt: at(62).toISOString() })], at(62));
  await flush(db);
  expect(await queuedFor(student)).toBe(0);
});

test('an attempt is told of once it is graded: at its end, or with its last note', async () => {
  const composition = { kind: 'chosen' as const, items: ['one', 'a-note'] };
  const quiz = await addQuiz(db, staff, { composition });
  const attempt = await begin(db, student, quiz, noon);
  await answerIn(db, student, attempt, 0, 'a', at(1));
  const note = given(1, { text: 'Next week.' }, at(1));
  await save(db, student, attempt.id, [note], at(1));
  await Promise.all([1, 2].map(() => finish(db, attempt.id, at(2))));
  expect(await told('quiz.attempt_graded')).toEqual([]);
  const grade = (points: number, seen: string | null) =>
    notes.grade(db, staff, school, note.id, { points: { plan: points } }, seen, at(3));
  const graded = await Promise.all([grade(1, null), grade(1, null)]);
  const member = { id: (await recordOf(db, school, student.id)).id, number: null };
  const fact = { member, quiz: quiz.id, attempt: attempt.id, number: 1 };
  const all = [{ ...fact, finishedAt: at(2).toISOString() }];
  expect(await told('quiz.attempt_graded')).toEqual(all);

  // Graded otherwise, mended and reckoned anew it is not graded for the first time.
  const done = graded.find(({ outcome }) => outcome === 'graded') as { grading: string };
  expect(await grade(2, done.grading)).toMatchObject({ outcome: 'graded' });
  await mend(db, staff, toC('one'));
  expect((await rebuild(db, { write: true })).differences).toEqual([]);
  expect(await told('quiz.attempt_graded')).toEqual(all);

  const again = await begin(db, student, quiz, at(10));
  await finish(db, again.id, at(11));
  expect((await told('quiz.attempt_graded')).at(-1)).toMatchObject({ number: 2 });
  const trial = await begin(db, staff, quiz, at(10));
  await finish(db, trial.id, at(11));
  expect(await told('quiz.attempt_graded')).toHaveLength(2);
});
