import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import type { NoteFilter } from '../../src/lib/domain/grading';
import { after, catalogueOf, choiceItem, noon, writtenItem } from './fixtures';
import { freshDatabase } from './database';
import { addMember, addQuiz, addSchool, answer, begin, given } from './quiz-fixtures';
import type { Learner } from '../../src/lib/server/answers';
import { save } from '../../src/lib/server/attempt-answers';
import { logPending } from '../../src/lib/server/attempt-ends';
import * as attempts from '../../src/lib/server/attempts';
import * as cohorts from '../../src/lib/server/cohorts';
import * as results from '../../src/lib/server/attempt-result';
import * as views from '../../src/lib/server/attempt-view';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { answers, cards } from '../../src/lib/server/db/schema/answers';
import { audit } from '../../src/lib/server/db/schema/corrections';
import { itemStatistics, quizStatistics } from '../../src/lib/server/db/schema/statistics';
import * as noteQueue from '../../src/lib/server/note-queue';
import * as notes from '../../src/lib/server/notes';
import * as quickComments from '../../src/lib/server/quick-comments';
import { release, type Quiz } from '../../src/lib/server/quizzes';
import { rebuild } from '../../src/lib/server/replay';

const text = 'S: Subjective\nNeck stiff.\n\nP: Plan\nNext week.';
const full = { points: { facts: 3, plan: 1 }, comment: 'Well told.' };
const half = { points: { facts: 2, plan: 0 } };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Learner & Actor;
vi.setConfig({ testTimeout: 20_000 });
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  const items = [choiceItem('one'), writtenItem('note'), writtenItem('other')];
  await syncContent(db, catalogueOf(items), noon);
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
});
afterAll(() => database.close());

type Change = Parameters<typeof addQuiz>[2];
const quizOf = (change: Change = {}, items = ['one', 'note']): Promise<Quiz> =>
  addQuiz(db, staff, { composition: { kind: 'chosen', items }, ...change });

/** Sits a quiz: the choice right, and a note at each other place. @returns the notes' answers */
async function sit(student: Learner & Actor, quiz: Quiz, now = noon) {
  const attempt = await begin(db, student, quiz, now);
  await answer(db, student, attempt, 0, 'b', now);
  const { total } = await views.open(db, attempt, now);
  const written = Array.from({ length: total - 1 }, (_, i) => given(i + 1, { text }, now));
  await save(db, student, attempt.id, written, now);
  const done = (await attempts.handIn(db, student.id, attempt.id, now))!;
  return { attempt: done, notes: written.map(({ id }) => id) };
}

const gradeAs = (who: Actor, note: string, grading: unknown, seen: string | null = null) =>
  notes.grade(db, who, school, note, grading, seen, after(noon, 60_000));
const logOf = (account: string) => db.select().from(answers).where(eq(answers.accountId, account));
const statisticsOf = async (quiz: string) => ({
  quiz: await db.select().from(quizStatistics).where(eq(quizStatistics.quizId, quiz)),
  items: await db.select().from(itemStatistics).where(eq(itemStatistics.quizId, quiz))
});

test('a note waits, is graded, and then counts everywhere', async () => {
  const student = await addMember(db, school);
  const quiz = await quizOf();
  const { attempt, notes: sent } = await sit(student, quiz);
  const [note] = sent as [string];
  expect(attempt).toMatchObject({ score: null, passed: null });
  const waiting = await results.result(db, attempt, quiz);
  expect(waiting).toMatchObject({ told: true, score: null, ungraded: 1, answered: 2 });
  expect(waiting.questions[1]).toMatchObject({ verdict: null, response: { text } });
  expect(await logOf(student.id)).toMatchObject([{ itemId: 'one' }]);
  expect(await statisticsOf(quiz.id)).toEqual({ quiz: [], items: [] });
  expect((await rebuild(db)).differences).toEqual([]);

  expect(await noteQueue.list(db, staff, school)).toMatchObject([
    { answer: note, item: 'note', text, quiz: 'A quiz', student: null, grading: null }
  ]);
  expect(await noteQueue.list(db, staff, school, { names: true })).toMatchObject([
    { student: 'Student' }
  ]);
  expect(await gradeAs(staff, note, half)).toMatchObject({ outcome: 'graded' });

  expect(await noteQueue.list(db, staff, school)).toEqual([]);
  expect(await noteQueue.listGraded(db, staff, school)).toMatchObject([
    { answer: note, grading: { points: half.points, comment: '', by: 'Student' } }
  ]);
  const done = (await attempts.find(db, student.id, attempt.id, noon))!;
  expect(done).toMatchObject({ score: 0.75, passed: true });
  const result = await results.result(db, done, quiz);
  expect(result).toMatchObject({ score: 0.75, ungraded: 0 });
  expect(result.questions[1]!.verdict).toMatchObject({ score: 0.5 });
  expect(result.questions[1]!.verdict!.feedback.marks.slice(1)).toMatchObject([
    { part: 'facts', given: '2', feedback: 'Most.' },
    { part: 'plan', given: '0' }
  ]);
  expect(await logOf(student.id)).toMatchObject([
    { itemId: 'one' },
    { itemId: 'note', score: 0.5, answeredAt: noon, context: 'quiz' }
  ]);
  expect((await statisticsOf(quiz.id)).quiz).toMatchObject([{ n: 1 }]);
  expect((await statisticsOf(quiz.id)).items).toHaveLength(2);
  expect((await rebuild(db)).differences).toEqual([]);
  expect(await db.select().from(audit).where(eq(audit.actorId, staff.id))).toMatchObject([
    { action: 'note.grade', subject: { answer: note } }
  ]);
});

test('graded again, it is worth the newest, in the log and in memory too', async () => {
  const student = await addMember(db, school);
  const quiz = await quizOf();
  const { attempt, notes: sent } = await sit(student, quiz);
  const [note] = sent as [string];
  const first = (await gradeAs(staff, note, half)) as { grading: string };
  const before = await statisticsOf(quiz.id);
  const again = await gradeAs(staff, note, full, first.grading);
  expect(again).toMatchObject({ outcome: 'graded' });

  expect(await attempts.find(db, student.id, attempt.id, noon)).toMatchObject({ score: 1 });
  const worth = await db.$client`
    select score, rating from counting_answers where id = ${note}`;
  expect(worth).toMatchObject([{ score: 1, rating: 3 }]);
  expect((await rebuild(db)).differences).toEqual([]);
  const now = await statisticsOf(quiz.id);
  expect(now.quiz).toMatchObject([{ n: 1 }]);
  expect(now).not.toEqual(before);
  expect(await notes.recentComments(db, staff.id)).toEqual(['Well told.']);
});

test('two who grade at once: one grades, the other is told and may grade again', async () => {
  const student = await addMember(db, school);
  const colleague = await addMember(db, school, 'admin');
  const { attempt, notes: sent } = await sit(student, await quizOf());
  const [note] = sent as [string];
  const both = await Promise.all([gradeAs(staff, note, full), gradeAs(colleague, note, half)]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['changed', 'graded']);
  const changed = both.find((one) => one.outcome === 'changed')!;
  const other = changed === both[0] ? { who: staff, what: full } : { who: colleague, what: half };
  expect(await gradeAs(other.who, note, other.what, changed.grading.id)).toMatchObject({
    outcome: 'graded'
  });
  expect(await attempts.find(db, student.id, attempt.id, noon)).toMatchObject({
    score: other.what === full ? 1 : 0.75
  });
  expect((await rebuild(db)).differences).toEqual([]);
});

test('two notes of one attempt, graded at once: it is whole afterwards', async () => {
  const student = await addMember(db, school);
  const quiz = await quizOf({}, ['one', 'note', 'other']);
  const { attempt, notes: sent } = await sit(student, quiz);
  await gradeAs(staff, sent[0]!, full);
  expect(await attempts.find(db, student.id, attempt.id, noon)).toMatchObject({ score: null });
  expect((await statisticsOf(quiz.id)).quiz).toEqual([]);
  const second = await sit(await addMember(db, school), quiz);
  await Promise.all([
    gradeAs(staff, sent[1]!, full),
    ...second.notes.map((note) => gradeAs(staff, note, half))
  ]);
  expect(await attempts.find(db, student.id, attempt.id, noon)).toMatchObject({ score: 1 });
  expect((await statisticsOf(quiz.id)).quiz).toMatchObject([{ n: 2 }]);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('before the release nothing is told of a graded note; with it, all', async () => {
  const student = await addMember(db, school);
  const quiz = await quizOf({ feedback: 'on-release' });
  const { attempt, notes: sent } = await sit(student, quiz);
  await gradeAs(staff, sent[0]!, full);
  const done = (await attempts.find(db, student.id, attempt.id, noon))!;
  const untold = await results.result(db, done, quiz);
  expect(untold).toMatchObject({ told: false, score: null, questions: [] });
  expect(JSON.stringify(untold)).not.toMatch(/Well told|points/);
  expect(await logOf(student.id)).toEqual([]);
  await release(db, staff, quiz.id, noon);
  await logPending(db, noon);
  expect(await logOf(student.id)).toHaveLength(2);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('released before it is graded, a note enters the log once, even after a crash', async () => {
  const student = await addMember(db, school);
  const { notes: sent } = await sit(student, await quizOf());
  await gradeAs(staff, sent[0]!, full);
  // As if the process had died between the grading and the log.
  await db.$client.begin(async (tx) => {
    await tx`delete from answers where id = ${sent[0]!}`;
    await tx`delete from cards where account_id = ${student.id} and item_id = 'note'`;
  });
  await logPending(db, after(noon, 120_000));
  await logPending(db, after(noon, 120_000));
  expect(await logOf(student.id)).toHaveLength(2);
  expect(await db.select().from(cards).where(eq(cards.accountId, student.id))).toHaveLength(2);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('told at once, a note is not: it is kept, and graded after the end', async () => {
  const student = await addMember(db, school);
  const quiz = await quizOf({ feedback: 'at-once' });
  const attempt = await begin(db, student, quiz);
  const [saved] = (await save(db, student, attempt.id, [given(1, { text })], noon))!;
  expect(saved).toMatchObject({ status: 'saved', verdict: null });
  const view = await views.open(db, attempt, noon);
  expect(view.questions[1]).toMatchObject({ verdict: null, response: { text } });
  expect(JSON.stringify(view)).not.toMatch(/Stiff neck|Most/);
  const waiting = async () => (await noteQueue.list(db, staff, school)).map(({ answer }) => answer);
  expect(await waiting()).not.toContain(saved!.id);
  await attempts.handIn(db, student.id, attempt.id, noon);
  expect(await waiting()).toContain(saved!.id);
  await gradeAs(staff, saved!.id!, full);
  expect(await attempts.find(db, student.id, attempt.id, noon)).toMatchObject({ score: 0.5 });
});

test('a grading that does not fit is refused with what to mend', async () => {
  const student = await addMember(db, school);
  const { notes: sent } = await sit(student, await quizOf());
  const [note] = sent as [string];
  expect(await gradeAs(staff, note, { points: { facts: 4, plan: 1 } })).toEqual({
    outcome: 'invalid',
    error: expect.stringContaining('at most 3')
  });
  expect(await gradeAs(staff, note, { points: { facts: 3 } })).toMatchObject({
    outcome: 'invalid'
  });
  await gradeAs(staff, note, full);
});

test('a trial, another school, and students: nothing to grade', async () => {
  const student = await addMember(db, school);
  const quiz = await quizOf();
  const trial = await sit(staff, quiz);
  expect(await gradeAs(staff, trial.notes[0]!, full)).toEqual({ outcome: 'missing' });
  const { notes: sent } = await sit(student, quiz);
  const [note] = sent as [string];
  const elsewhere = await addSchool(db);
  const outsider = await addMember(db, elsewhere, 'admin');
  for (const actor of [outsider, student]) {
    expect(await noteQueue.list(db, actor, school)).toEqual([]);
    expect(await notes.find(db, actor, school, note)).toBeNull();
    expect(await gradeAs(actor, note, full)).toEqual({ outcome: 'missing' });
  }
  expect(await noteQueue.list(db, outsider, elsewhere)).toEqual([]);
  expect(await notes.grade(db, outsider, elsewhere, note, full, null, noon)).toEqual({
    outcome: 'missing'
  });
  expect(await gradeAs(staff, randomUUID(), full)).toEqual({ outcome: 'missing' });
  await gradeAs(staff, note, full);
});

test('notes are gone through oldest first, all or those of a quiz or a cohort', async () => {
  const own = await addSchool(db);
  const grader = await addMember(db, own, 'instructor');
  const quizAt = (title: string) =>
    addQuiz(db, grader, { title, composition: { kind: 'chosen', items: ['one', 'note'] } });
  const [first, second] = [await quizAt('First'), await quizAt('Second')];
  const students = [await addMember(db, own), await addMember(db, own)] as const;
  const sat = async (student: (typeof students)[number], quiz: Quiz, minute: number) =>
    (await sit(student, quiz, after(noon, minute * 60_000))).notes[0]!;
  const ids = [
    await sat(students[0], first, 0),
    await sat(students[1], second, 1),
    await sat(students[1], first, 2)
  ] as const;
  const change = { actor: grader, school: own, today: 0, now: noon };
  const made = await cohorts.create(db, change, { name: 'Evenings', examDate: null });
  if (made.outcome !== 'done') throw new Error(made.outcome);
  await cohorts.changeMembers(db, change, made.id, { add: [students[1].id], remove: [] });

  const wanted = async (filter: Partial<NoteFilter>) =>
    (await noteQueue.list(db, grader, own, filter)).map(({ answer }) => answer);
  expect(await wanted({})).toEqual(ids);
  expect(await wanted({ quiz: first.id })).toEqual([ids[0], ids[2]]);
  expect(await wanted({ cohort: made.id })).toEqual([ids[1], ids[2]]);
  expect(await wanted({ cohort: made.id, quiz: second.id })).toEqual([ids[1]]);
  expect(await noteQueue.quizzes(db, grader, own)).toEqual([
    { id: first.id, title: 'First', waiting: 2 },
    { id: second.id, title: 'Second', waiting: 1 }
  ]);

  const at = (answer: string, filter = {}) => noteQueue.placeOf(db, grader, own, answer, filter);
  expect(await at(ids[1])).toEqual({ waiting: 3, place: 2, previous: ids[0], next: ids[2] });
  expect(await at(ids[2])).toEqual({ waiting: 3, place: 3, previous: ids[1], next: ids[0] });
  expect(await at(ids[2], { quiz: first.id })).toMatchObject({ place: 2, previous: ids[0] });
  await notes.grade(db, grader, own, ids[1], full, null, noon);
  expect(await at(ids[1])).toEqual({ waiting: 2, place: null, previous: null, next: ids[0] });
  const outsider = await addMember(db, await addSchool(db), 'instructor');
  expect(await noteQueue.placeOf(db, outsider, own, ids[0], {})).toMatchObject({ waiting: 0 });
  expect(await noteQueue.quizzes(db, outsider, own)).toEqual([]);
});

test('comments are kept by the school, the most used first, and changed and removed', async () => {
  const own = await addSchool(db);
  const grader = await addMember(db, own, 'instructor');
  const texts = async () => (await quickComments.list(db, grader, own)).map(({ text }) => text);
  const keep = async (text: string) => {
    const kept = await quickComments.keep(db, grader, own, text, noon);
    if (kept.outcome !== 'done') throw new Error(kept.outcome);
    return kept.comment;
  };
  const measure = await keep('Say what you measured.');
  await keep('Well told.');
  expect(await keep('Well told.')).toMatchObject({ uses: 0 });
  const student = await addMember(db, own);
  const quiz = await addQuiz(db, grader, { composition: { kind: 'chosen', items: ['one', 'note'] } }); // prettier-ignore
  const { notes: sent } = await sit(student, quiz);
  const grading = { ...full, comment: 'Good. Say what you measured. Next time all.' };
  await notes.grade(db, grader, own, sent[0]!, grading, null, noon);
  expect(await quickComments.list(db, grader, own)).toMatchObject([
    { text: 'Say what you measured.', uses: 1 },
    { text: 'Well told.', uses: 0 }
  ]);

  const change = (text: string) => quickComments.change(db, grader, own, measure.id, text);
  expect(await change('Well told.')).toMatchObject({ outcome: 'invalid' });
  expect(await change('Give the degrees.')).toMatchObject({ outcome: 'done' });
  expect(await texts()).toEqual(['Give the degrees.', 'Well told.']);

  const outsider = await addMember(db, await addSchool(db), 'instructor');
  const elsewhere = outsider.memberships[0]!.school;
  for (const [who, where] of [
    [outsider, own],
    [outsider, elsewhere],
    [student, own]
  ] as const) {
    expect(await quickComments.change(db, who, where, measure.id, 'Mine')).toEqual({
      outcome: 'missing'
    });
    await quickComments.remove(db, who, where, measure.id);
  }
  expect(await quickComments.list(db, student, own)).toEqual([]);
  expect(await texts()).toHaveLength(2);
  expect(await quickComments.remove(db, grader, own, measure.id)).toBe(true);
  expect(await texts()).toEqual(['Well told.']);
});
