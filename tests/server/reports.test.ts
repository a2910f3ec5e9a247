import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import type { Asked } from '../../src/lib/domain/reasons';
import type { Report, Resolution } from '../../src/lib/domain/report';
import { answer as openAnswer, after, days, learner, noon, ship } from './fixtures';
import { freshDatabase } from './database';
import { freshOutbox } from './outbox';
import { addMember, addQuiz, addSchool, answer, begin } from './quiz-fixtures';
import { record, type Learner } from '../../src/lib/server/answers';
import { logPending } from '../../src/lib/server/attempt-ends';
import * as attempts from '../../src/lib/server/attempts';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts } from '../../src/lib/server/db/schema/accounts';
import { audit } from '../../src/lib/server/db/schema/corrections';
import { release } from '../../src/lib/server/quizzes';
import * as reports from '../../src/lib/server/reports';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let outbox: Awaited<ReturnType<typeof freshOutbox>>;
let db: Db;
let school: string;
let staff: Learner & Actor;
beforeAll(async () => {
  outbox = await freshOutbox();
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three');
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
});
afterAll(async () => {
  await database.close();
  await outbox.close();
});

const about = (question: Asked, change: Partial<Report> = {}): Report => ({
  question,
  reason: 'key',
  comment: 'It is a.',
  ...change
});
const mended: Resolution = { outcome: 'mended', reply: 'You were right.' };

/** Answers an item outside of quizzes. @returns the question to report */
async function asked(who: Learner, item: string): Promise<Asked> {
  const sent = openAnswer(item, { response: { option: 'a' } });
  await record(db, who, [sent], noon);
  return { answer: sent.id };
}

async function filed(who: Learner & Actor, question: Asked, now = noon): Promise<string> {
  const result = await reports.file(db, who, about(question), now);
  if (result.outcome !== 'filed') throw new Error(result.outcome);
  return result.id;
}

test('a report reaches the queue with the question as it was seen; the outcome the student', async () => {
  const student = await addMember(db, school);
  const question = await asked(student, 'one');
  const id = await filed(student, question);
  const entry = (await reports.list(db, staff, school)).find((report) => report.id === id)!;
  expect(entry).toMatchObject({
    item: 'one',
    version: 1,
    reason: 'key',
    comment: 'It is a.',
    student: 'Student',
    seen: { context: 'review', response: { option: 'a' }, told: true, attempt: null }
  });
  expect(entry.seen.showing).toBe((question as { answer: string }).answer);
  expect(JSON.stringify(entry.seen)).not.toMatch(/correct|feedback|About|So it is/);
  expect(await reports.countUnread(db, student.id)).toBe(0);
  expect(await reports.markRead(db, student.id, id, noon)).toBe(false);

  const later = after(noon, days(1));
  expect(await reports.resolve(db, staff, school, id, mended, later)).toBe('resolved');
  expect(await reports.listOwn(db, student.id)).toMatchObject([
    { id, outcome: 'mended', reply: 'You were right.', readAt: null }
  ]);
  expect(await reports.countUnread(db, student.id)).toBe(1);
  expect(await reports.markRead(db, student.id, id, later)).toBe(true);
  expect(await reports.countUnread(db, student.id)).toBe(0);
  const [mail] = await outbox.read(`${student.id}@example.test`);
  expect(mail).toContain('You were right.');
  expect(mail).toContain('/reports');
  expect(await db.select().from(audit).where(eq(audit.actorId, staff.id))).toMatchObject([
    { action: 'report.resolve', subject: { report: id }, reason: '' }
  ]);
});

test('one report of a version is open at a time, however often it is sent', async () => {
  const student = await addMember(db, school);
  const question = await asked(student, 'two');
  const sent = await Promise.all(
    Array.from({ length: 5 }, () => reports.file(db, student, about(question), noon))
  );
  expect(sent.map(({ outcome }) => outcome).sort()).toEqual([
    'filed',
    ...Array<string>(4).fill('open')
  ]);
  const [own] = await reports.listOwn(db, student.id);
  await reports.resolve(db, staff, school, own!.id, mended, noon);
  expect(await reports.file(db, student, about(question), noon)).toMatchObject({
    outcome: 'filed'
  });
});

test('two who resolve at once: one word stands', async () => {
  const student = await addMember(db, school);
  const id = await filed(student, await asked(student, 'one'));
  const results = await Promise.all([
    reports.resolve(db, staff, school, id, mended, noon),
    reports.resolve(db, staff, school, id, { outcome: 'declined', reply: 'No.' }, noon)
  ]);
  expect(results.sort()).toEqual(['already', 'resolved']);
  expect(await outbox.read(`${student.id}@example.test`)).toHaveLength(1);
});

test('nobody reports what another was asked, nor without a school', async () => {
  const student = await addMember(db, school);
  const question = await asked(student, 'one');
  const other = await addMember(db, school);
  expect(await reports.file(db, other, about(question), noon)).toEqual({ outcome: 'missing' });
  const unknown = about({ answer: randomUUID() });
  expect(await reports.file(db, student, unknown, noon)).toEqual({ outcome: 'missing' });
  const alone = { ...(await learner(db)), memberships: [] };
  const own = await asked(alone, 'one');
  expect(await reports.file(db, alone, about(own), noon)).toEqual({ outcome: 'no-school' });
});

test('another school and students see and resolve nothing', async () => {
  const student = await addMember(db, school);
  const id = await filed(student, await asked(student, 'one'));
  const elsewhere = await addSchool(db);
  const outsider = await addMember(db, elsewhere, 'admin');
  for (const actor of [outsider, student]) {
    expect(await reports.list(db, actor, school)).toEqual([]);
    expect(await reports.countOpen(db, actor, school)).toBe(0);
    expect(await reports.find(db, actor, school, id)).toBeNull();
    expect(await reports.resolve(db, actor, school, id, mended, noon)).toBe('missing');
  }
  expect(await reports.list(db, outsider, elsewhere)).toEqual([]);
  expect(await reports.resolve(db, outsider, elsewhere, id, mended, noon)).toBe('missing');
  expect(await reports.markRead(db, outsider.id, id, noon)).toBe(false);
});

test('in a quiz it goes to the school of the quiz, and tells nothing before the quiz does', async () => {
  const other = await addSchool(db);
  const member = await addMember(db, other);
  const student = {
    ...member,
    memberships: [...member.memberships, { school, role: 'student' as const }]
  };
  const quiz = await addQuiz(db, staff, { feedback: 'on-release' });
  const attempt = await begin(db, student, quiz);
  await answer(db, student, attempt, 0, 'c');
  const id = await filed(student, { attempt: attempt.id, position: 0 });
  const entry = (await reports.find(db, staff, school, id))!;
  expect(entry).toMatchObject({
    item: 'one',
    held: true,
    seen: { context: 'quiz', response: { option: 'c' }, told: false, attempt: attempt.id }
  });
  await reports.resolve(db, staff, school, id, mended, noon);
  const untold = { outcome: null, reply: null, resolvedAt: null };
  expect(await reports.listOwn(db, student.id)).toMatchObject([untold]);
  expect(await reports.countUnread(db, student.id)).toBe(0);
  expect(await outbox.read(`${student.id}@example.test`)).toEqual([]);

  await attempts.handIn(db, student.id, attempt.id, noon);
  expect(await reports.countUnread(db, student.id)).toBe(0);
  await release(db, staff, quiz.id, noon);
  await logPending(db, noon);
  expect(await reports.listOwn(db, student.id)).toMatchObject([{ outcome: 'mended' }]);
  expect(await reports.countUnread(db, student.id)).toBe(1);
});

test('where there is no way back, only what was reached can be reported', async () => {
  const student = await addMember(db, school);
  const attempt = await begin(db, student, await addQuiz(db, staff, { linear: true }));
  const at = (position: number) => about({ attempt: attempt.id, position });
  expect(await reports.file(db, student, at(1), noon)).toEqual({ outcome: 'missing' });
  expect(await reports.file(db, student, at(0), noon)).toMatchObject({ outcome: 'filed' });
  expect(await reports.file(db, student, at(9), noon)).toEqual({ outcome: 'missing' });
});

test('a report outlives the instructor who resolved it, and goes with its student', async () => {
  const student = await addMember(db, school);
  const leaving = await addMember(db, school, 'instructor');
  const id = await filed(student, await asked(student, 'three'));
  await reports.resolve(db, leaving, school, id, mended, noon);
  await db.delete(accounts).where(eq(accounts.id, leaving.id));
  expect(await reports.list(db, staff, school, 'resolved')).toContainEqual(
    expect.objectContaining({ id, resolvedBy: null, reply: 'You were right.' })
  );
  await db.delete(accounts).where(eq(accounts.id, student.id));
  expect(await reports.find(db, staff, school, id)).toBeNull();
});
