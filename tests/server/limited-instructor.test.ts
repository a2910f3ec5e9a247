import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import * as allowances from '../../src/lib/server/allowances';
import * as announcements from '../../src/lib/server/announcements';
import * as progress from '../../src/lib/server/assignment-progress';
import * as assignments from '../../src/lib/server/assignments';
import * as attempts from '../../src/lib/server/attempts';
import * as cohortStudents from '../../src/lib/server/cohort-students';
import * as cohorts from '../../src/lib/server/cohorts';
import type { Db } from '../../src/lib/server/db/connect';
import * as members from '../../src/lib/server/members';
import * as reports from '../../src/lib/server/reports';
import * as results from '../../src/lib/server/results';
import * as roster from '../../src/lib/server/roster';
import * as session from '../../src/lib/server/session';
import * as students from '../../src/lib/server/students';
import { weakSpots } from '../../src/lib/server/weak-spots';
import type { Actor } from '../../src/lib/domain/actor';
import { readRosterQuery } from '../../src/lib/domain/roster-query';
import { freshDatabase } from './database';
import { noon, ship } from './fixtures';
import { by, recordOf, schoolWithCohorts, today } from './membership-fixtures';
import { addMember, addQuiz } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let set: Awaited<ReturnType<typeof schoolWithCohorts>>;
/** Who teaches the mornings only, as requests find them. */
let limited: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three', 'four');
  set = await schoolWithCohorts(db);
  const { id } = await addMember(db, set.school, 'instructor');
  const record = await recordOf(db, set.school, id);
  await members.change(db, by(set.admin), record.id, {
    ...{ kind: 'limited', cohorts: [set.mornings], reason: '' }
  });
  const token = await session.create(db, id, 'here', noon);
  limited = (await session.validate(db, token, noon))!.actor;
});
afterAll(() => database.close());

test('the session says which cohorts are theirs', () => {
  expect(limited.memberships).toEqual([
    { school: set.school, role: 'instructor', cohorts: [set.mornings] }
  ]);
});

test('roster, cohorts and weak spots show the students of those, and of no other', async () => {
  const { school, ann, ben, admin, mornings, evenings } = set;
  const all = readRosterQuery(new URLSearchParams());
  const shown = await roster.list(db, limited, school, all, today);
  const accounts = shown.map(({ account }) => account);
  expect(accounts).toContain(ann.id);
  expect(accounts).not.toContain(ben.id);
  const { id } = await recordOf(db, school, ben.id);
  expect(await roster.find(db, limited, school, id, today)).toBeNull();
  expect(await roster.find(db, admin, school, id, today)).toMatchObject({ account: ben.id });

  expect((await cohorts.list(db, limited, school)).map(({ id }) => id)).toEqual([mornings]);
  expect(await cohorts.find(db, limited, school, evenings)).toBeNull();
  expect(await cohortStudents.list(db, limited, school, evenings)).toEqual([]);
  const seen = await students.list(db, limited, school, null, noon);
  expect(seen.map(({ id }) => id)).toEqual([ann.id]);
  expect(await students.list(db, limited, school, evenings, noon)).toEqual([]);
  const filter = { by: 'lesson', cohort: null, order: 'weakest' } as const;
  expect(await weakSpots(db, limited, school, filter as never, noon)).toMatchObject({
    students: 1
  });
});

test('they change no other cohort, and bring in nobody whom they do not see', async () => {
  const { ben, mornings, evenings } = set;
  const add = { add: [ben.id], remove: [] };
  expect(await cohorts.changeMembers(db, by(limited), mornings, add)).toMatchObject({
    ...{ outcome: 'invalid', field: 'add' }
  });
  const missing = { outcome: 'missing' };
  expect(await cohorts.changeMembers(db, by(limited), evenings, add)).toEqual(missing);
  expect(await cohorts.remove(db, by(limited), mornings)).toEqual(missing);
  const made = await cohorts.create(db, by(limited), { name: 'Mine', examDate: null });
  expect(made).toEqual(missing);
});

test('of a quiz they see the results, the attempts and the reports of theirs', async () => {
  const { school, admin, ann, ben } = set;
  const quiz = await addQuiz(db, admin);
  for (const student of [ann, ben]) await attempts.start(db, student, quiz, noon);
  const rows = await results.results(db, limited, quiz, noon);
  expect(rows.map(({ account }) => account)).toEqual([ann.id]);
  expect(await results.results(db, admin, quiz, noon)).toHaveLength(2);
  expect(await results.sitter(db, limited, quiz, ben.id)).toBeNull();
  expect(await results.attemptsOf(db, limited, quiz, ben.id)).toEqual([]);
  const [attempt] = await results.attemptsOf(db, admin, quiz, ben.id);
  expect(await results.attempt(db, limited, quiz, attempt!.id)).toBeNull();
  const grant = { extraMinutes: 5, extraAttempts: 0 };
  const allow = (to: string) => allowances.allow(db, limited, quiz.id, to, grant, 'Why', noon);
  expect([await allow(ben.id), await allow(ann.id)]).toEqual([false, true]);
  expect((await results.activity(db, limited, school)).get(quiz.id)).toMatchObject({ students: 1 });

  for (const student of [ann, ben])
    await db.$client`
      insert into reports (id, school_id, account_id, item_id, item_version, reason, comment, seen,
        created_at)
      values (${randomUUID()}, ${school}, ${student.id}, 'one', 1, 'unclear', '', '{}',
        ${noon.toISOString()})`;
  expect(await reports.list(db, limited, school)).toHaveLength(1);
  expect(await reports.countOpen(db, limited, school)).toBe(1);
  const all = await reports.list(db, admin, school);
  const seen = await Promise.all(all.map(({ id }) => reports.find(db, limited, school, id)));
  expect(seen.filter(Boolean)).toHaveLength(1);
});

test('they assign and announce to theirs only', async () => {
  const { school, admin, ann, ben, evenings } = set;
  const topic = 'lesson.course.lesson-1';
  const practice = (who: string[]) => ({
    ...{ kind: 'practice' as const, id: randomUUID(), topic, questions: 1, cohorts: [] },
    ...{ students: who, due: today + 3 }
  });
  expect(await assignments.assign(db, by(limited), practice([ben.id]))).toMatchObject({
    ...{ outcome: 'invalid', field: 'students' }
  });
  const both = practice([ann.id, ben.id]);
  expect(await assignments.assign(db, by(admin), both)).toMatchObject({ outcome: 'done' });
  const [assigned] = await progress.list(db, limited, school);
  expect(assigned).toMatchObject({ students: 1 });
  const named = await progress.studentsOf(db, limited, school, assigned!, noon);
  expect(named.map(({ id }) => id)).toEqual([ann.id]);

  const say = (cohort: string | null) =>
    announcements.send(db, by(limited), {
      ...{ id: randomUUID(), cohort, subject: 'Snow', text: 'Closed.' }
    });
  for (const cohort of [null, evenings])
    expect(await say(cohort)).toMatchObject({ outcome: 'invalid', field: 'cohort' });
  expect(await say(set.mornings)).toMatchObject({ outcome: 'sent' });
});

test('once all of their cohorts are gone they see nobody, not everybody', async () => {
  const { school, admin, mornings } = set;
  await cohorts.remove(db, by(admin), mornings);
  const token = await session.create(db, limited.id, 'here', noon);
  const { actor } = (await session.validate(db, token, noon))!;
  expect(actor.memberships).toEqual([{ school, role: 'instructor', cohorts: [] }]);
  expect(await students.list(db, actor, school, null, noon)).toEqual([]);
});
