import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { record as give } from '../../src/lib/server/answers';
import { finish, logPending } from '../../src/lib/server/attempt-ends';
import { correct } from '../../src/lib/server/completion-corrections';
import { flush } from '../../src/lib/server/completion-queue';
import * as report from '../../src/lib/server/completion-report';
import * as studentCompletion from '../../src/lib/server/student-completion';
import { make } from '../../src/lib/server/completion-rules';
import { settle } from '../../src/lib/server/completions';
import { syncContent } from '../../src/lib/server/content/sync';
import * as shipped from '../../src/lib/server/courses';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts } from '../../src/lib/server/db/schema/accounts';
import { start } from '../../src/lib/server/jobs';
import { withdraw } from '../../src/lib/server/lesson-publishing';
import { rebuild } from '../../src/lib/server/replay';
import * as courses from '../../src/lib/server/school-courses';
import * as skills from '../../src/lib/server/skills';
import { tasks } from '../../src/lib/server/tasks/registry';
import { complete, completeAll } from '../../src/lib/server/tasks/complete';
import { textOf } from '../../src/lib/domain/completion';
import type { Rule } from '../../src/lib/domain/completion-rule';
import { studyDay } from '../../src/lib/domain/day';
import { seededRandom } from '../../src/lib/domain/shuffle';
import { by, done } from './authoring-fixtures';
import {
  addReadable,
  addRule,
  addRuled,
  addStudent,
  at,
  changeBy,
  later,
  lessonRule,
  recordOf,
  rowsOf,
  settled,
  study,
  type Person,
  type Ruled
} from './completion-fixtures';
import { freshDatabase } from './database';
import { answer, noon } from './fixtures';
import { addMember, addQuiz, answer as answerQuiz, begin } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, shipped.catalogue(), noon);
});
afterAll(() => database.close());

const whyOf = async (ruled: Ruled, who: Person, now: Date) => {
  const [own] = await studentCompletion.own(db, who.id, now);
  const { school, course } = ruled;
  const filter = { show: 'all' as const, cohort: null, page: 1 };
  const staff = await report.report(db, school.author, school.id, course.id, filter, now);
  const seen = staff!.rows.find(({ student }) => student === own!.student)!;
  // One function for both: what staff are told of a student is what the student is told.
  expect(seen.standing.why).toEqual(own!.standings[0]!.why);
  expect(await studentCompletion.ownStanding(db, who.id, course.id, now)).toEqual(
    own!.standings[0]
  );
  return textOf(own!.standings[0]!.why);
};

test('a course is completed once lessons are read and their questions answered, and not before', async () => {
  const ruled = await addRuled(db);
  const student = await addStudent(db, ruled);
  await addRule(db, ruled, [lessonRule(ruled)]);
  const { lessons, items } = ruled;
  expect(await settled(db, ruled, student, at(1))).toEqual([]);
  expect(await whyOf(ruled, student, at(1))).toBe(
    'Still to do: read “Lesson 1” and “Lesson 2” with their questions.'
  );
  await study(db, student, ruled, 0, at(2));
  await db.$client`insert into completions values (${student.id}, ${lessons[1]!}, ${at(3).toISOString()})`; // prettier-ignore
  expect(await settled(db, ruled, student, at(4))).toEqual([]);
  expect(await whyOf(ruled, student, at(4))).toBe(
    'Still to do: answer the question left in “Lesson 2”.'
  );
  const last = answer(items[1]!, { answeredAt: at(5).toISOString() });
  await give(db, student, [last], at(5));
  const rows = await settled(db, ruled, student, at(60));
  // The moment of the last thing that was missing, however late it is noticed.
  expect(rows).toMatchObject([{ number: 1, kind: 'earned', version: 1, at: at(5) }]);
  expect(rows[0]!.evidence).toMatchObject({
    lessons: [
      { lesson: lessons[0], finishedAt: at(2).toISOString() },
      { lesson: lessons[1], checks: { [items[1]!]: last.id } }
    ],
    excused: []
  });
  expect((await studentCompletion.own(db, student.id, at(61)))[0]!.standings).toMatchObject([
    { completion: { kind: 'earned', version: 1 }, why: [], left: 0 }
  ]);
  await expect(
    db.$client`update course_completions set completed_at = now()`.execute()
  ).rejects.toThrow('append-only');
});

test('a rule changed in the middle takes nothing from whoever has begun, and asks it of others', async () => {
  const ruled = await addRuled(db, 3);
  const [one, two] = ruled.lessons;
  const early = await addStudent(db, ruled);
  const late = await addStudent(db, ruled);
  const finished = await addStudent(db, ruled);
  await addRule(db, ruled, [lessonRule({ lessons: [one!, two!] })]);
  for (const i of [0, 1]) await study(db, finished, ruled, i, at(1));
  const [earned] = await settled(db, ruled, finished, at(2));
  await study(db, early, ruled, 0, at(3));

  await addRule(db, ruled, [lessonRule(ruled)], later(10));
  await study(db, late, ruled, 0, later(11));
  expect(await whyOf(ruled, early, later(11))).toMatch(/read “Lesson 2” with its questions/);
  expect(await whyOf(ruled, late, later(11))).toMatch(/read “Lesson 2” and “Lesson 3”/);
  expect((await studentCompletion.own(db, early.id, later(11)))[0]!.standings[0]).toMatchObject({
    ...{ version: 1, newest: 2, begunAt: at(3).toISOString() }
  });
  for (const who of [early, late]) await study(db, who, ruled, 1, later(12));
  expect(await settled(db, ruled, early, later(12, 1))).toMatchObject([{ version: 1 }]);
  expect(await settled(db, ruled, late, later(12, 1))).toEqual([]);
  await study(db, late, ruled, 2, later(13));
  expect(await settled(db, ruled, late, later(13))).toMatchObject([{ version: 2, at: later(13) }]);

  // What was completed stays as it was, whatever comes.
  await addRule(db, ruled, [lessonRule({ lessons: [two!] })], later(20));
  expect(await settled(db, ruled, finished, later(21))).toEqual([earned]);
});

test('an easier rule is for everybody, from the moment at which it begins', async () => {
  const ruled = await addRuled(db);
  const student = await addStudent(db, ruled);
  await addRule(db, ruled, [lessonRule(ruled)]);
  await study(db, student, ruled, 0, at(1));
  await addRule(db, ruled, [lessonRule({ lessons: [ruled.lessons[0]!] })], at(2), '2026-03-20');
  expect(await settled(db, ruled, student, later(3))).toEqual([]);
  const begins = new Date('2026-03-20T00:00:00Z');
  expect(await settled(db, ruled, student, later(11))).toMatchObject([{ version: 2, at: begins }]);
});

test('a withdrawn lesson is asked of nobody, one that is added of nobody before a new rule', async () => {
  const ruled = await addRuled(db);
  const { school, course, lessons } = ruled;
  const student = await addStudent(db, ruled);
  const done2 = await addStudent(db, ruled);
  await addRule(db, ruled, [lessonRule(ruled)]);
  for (const i of [0, 1]) await study(db, done2, ruled, i, at(1));
  const before = await settled(db, ruled, done2, at(2));
  await study(db, student, ruled, 0, at(2));
  const added = await addReadable(db, school, course, 2, at(3));
  const change = by(school, school.author, at(4));
  done(await withdraw(db, change, lessons[1]!, true));
  const rows = await settled(db, ruled, student, at(5));
  expect(rows).toMatchObject([{ at: at(5), evidence: { excused: [lessons[1]] } }]);
  done(await withdraw(db, by(school, school.author, at(6)), lessons[1]!, false));
  await addRule(db, ruled, [lessonRule({ lessons: [...lessons, added.lesson] })], later(1));
  expect(await settled(db, ruled, student, later(1))).toEqual(rows);
  expect(await settled(db, ruled, done2, later(1))).toEqual(before);
  expect((await rebuild(db)).differences.filter(({ account }) => account === student.id)).toEqual(
    []
  );
});

test('a question that was added after a lesson was finished is not asked of who had finished it', async () => {
  const ruled = await addRuled(db, 1);
  const { school, course } = ruled;
  const student = await addStudent(db, ruled);
  const other = await addStudent(db, ruled);
  await study(db, student, ruled, 0, at(1));
  const more = await addReadable(db, school, course, 1, at(2));
  // The lesson asks the other lesson's question too from now on, which was written later.
  await db.$client`update school_lessons set published =
    jsonb_set(published, '{checks}', (published->'checks') || to_jsonb(${more.item}::text))
    where lesson_id = ${ruled.lessons[0]!}`;
  await db.$client`alter table item_versions disable trigger user`;
  await db.$client`update item_versions set created_at = ${at(2).toISOString()} where item_id = ${more.item}`; // prettier-ignore
  await db.$client`alter table item_versions enable trigger user`;
  await addRule(db, ruled, [lessonRule(ruled)], at(3));
  await study(db, other, ruled, 0, at(4));
  expect(await settled(db, ruled, student, at(5))).toHaveLength(1);
  expect(await settled(db, ruled, other, at(5))).toEqual([]);
  expect(await whyOf(ruled, other, at(5))).toBe(
    'Still to do: answer the question left in “Lesson 1”.'
  );
});

test('nobody completes a course while it is put away', async () => {
  const ruled = await addRuled(db);
  const { school, course } = ruled;
  const student = await addStudent(db, ruled);
  await addRule(db, ruled, [lessonRule(ruled)]);
  for (const i of [0, 1]) await study(db, student, ruled, i, at(1));
  const change = by(school, school.author);
  done(await courses.archive(db, change, course.slug, true));
  expect(await settled(db, ruled, student, at(2))).toEqual([]);
  done(await courses.archive(db, change, course.slug, false));
  expect(await settled(db, ruled, student, at(3))).toMatchObject([{ at: at(1) }]);
});

test('a quiz counts once its result may be told, a skill once it is signed, recall while it holds', async () => {
  const ruled = await addRuled(db);
  const { school, lessons, items } = ruled;
  const student = await addStudent(db, ruled);
  const own = { composition: { kind: 'chosen' as const, items }, feedback: 'on-release' as const };
  const quiz = await addQuiz(db, school.author, own);
  const made = await skills.create(db, changeBy(school.colleague, noon), { title: 'Draping', summary: '' }); // prettier-ignore
  const skill = (made as { id: string }).id;
  const topic = `lesson.${lessons[0]!}`;
  await addRule(db, ruled, [
    { kind: 'quiz', quiz: quiz.id, share: 0.8 },
    { kind: 'skill', skill },
    { kind: 'recall', topic, share: 0.85, answers: 20 }
  ]);
  expect(await whyOf(ruled, student, at(1))).toBe(
    'Still to do: reach 80% in “A quiz”; answer 1 more question on “Lesson 1”; and have ' +
      '“Draping” signed off by an instructor.'
  );
  const attempt = await begin(db, student, quiz, at(1));
  for (const i of [0, 1]) await answerQuiz(db, student, attempt, i, 'b', at(2));
  await finish(db, attempt.id, at(3));
  expect(await whyOf(ruled, student, at(4))).toMatch(/reach 80% in “A quiz”;/);
  await db.$client`update quizzes set released_at = ${at(5).toISOString()} where id = ${quiz.id}`;
  await logPending(db, at(5));
  expect(await whyOf(ruled, student, at(6))).toBe(
    'Still to do: have “Draping” signed off by an instructor.'
  );
  const record = await recordOf(db, student);
  const signOff = { id: randomUUID(), student: record, note: '', day: studyDay(noon, 'UTC') };
  const sign = (kind: 'signed' | 'withdrawn', now: Date, id: string = randomUUID()) =>
    skills.sign(db, changeBy(school.author, now), 'Ana', skill, { ...signOff, id, kind });
  await sign('signed', at(7));
  await sign('withdrawn', at(8));
  expect(await settled(db, ruled, student, at(9))).toEqual([]);
  // Long after, the questions of the lesson have faded.
  await sign('signed', later(90));
  expect(await settled(db, ruled, student, later(90))).toEqual([]);
  expect(await whyOf(ruled, student, later(90))).toMatch(
    /remember 85% of “Lesson 1” \(\d\d% now\)/
  );
  const again = answer(items[0]!, { answeredAt: later(90, 5).toISOString() });
  await give(db, student, [again], later(90, 5));
  const rows = await settled(db, ruled, student, later(90, 6));
  expect(rows).toMatchObject([{ kind: 'earned', at: later(90, 5) }]);
  expect(rows[0]!.evidence).toMatchObject({
    quizzes: [{ quiz: quiz.id, attempt: attempt.id, score: 1 }],
    topics: [{ topic, questions: 1, answers: [again.id] }]
  });
  // Taken back later, and forgotten again: what was completed stays.
  await sign('withdrawn', later(91));
  expect(await settled(db, ruled, student, later(300))).toEqual(rows);
  expect((await rebuild(db)).differences.filter(({ account }) => account === student.id)).toEqual(
    []
  );
});

test('one student, evaluated by many at once: completed once', async () => {
  const ruled = await addRuled(db);
  const students = await Promise.all([1, 2, 3].map(() => addStudent(db, ruled)));
  await addRule(db, ruled, [lessonRule(ruled)]);
  for (const who of students) for (const i of [0, 1]) await study(db, who, ruled, i, at(1));
  const counts = await Promise.all(
    students.flatMap((who) => Array.from({ length: 6 }, () => settle(db, who.id, at(2))))
  );
  expect(counts.filter((count) => count === 1)).toHaveLength(3);
  for (const who of students) expect(await rowsOf(db, ruled, who)).toHaveLength(1);
});

test('two workers, and what students do meanwhile, through the queue: each course completed once', async () => {
  const ruled = await addRuled(db);
  const students = await Promise.all([1, 2, 3, 4].map(() => addStudent(db, ruled)));
  await addRule(db, ruled, [lessonRule(ruled)]);
  const workers = await Promise.all([1, 2].map(() => start(database.url, tasks)));
  try {
    for (const i of [0, 1]) {
      await Promise.all(students.map((who) => study(db, who, ruled, i, at(i))));
      await Promise.all([flush(db), completeAll.run(db, {}, at(i))]);
    }
    await vi.waitFor(async () => {
      const rows = await Promise.all(students.map((who) => rowsOf(db, ruled, who)));
      expect(rows).toMatchObject(students.map(() => [{ number: 1, at: at(1) }]));
    }, 30_000);
    await vi.waitFor(async () => {
      const waiting = await db.$client`select from graphile_worker.jobs where task_identifier = ${complete.name}`; // prettier-ignore
      expect(waiting).toHaveLength(0);
    }, 30_000);
    for (const who of students) expect(await rowsOf(db, ruled, who)).toHaveLength(1);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
});

test('an answer queues its student once, and only where there is a rule', async () => {
  const [ruled, other] = [await addRuled(db, 1), await addRuled(db, 1)];
  const [student, outside] = [await addStudent(db, ruled), await addStudent(db, other)];
  await addRule(db, ruled, [lessonRule(ruled)]);
  await db.$client`delete from graphile_worker._private_jobs`;
  await study(db, student, ruled, 0, at(1));
  await study(db, outside, other, 0, at(1));
  await flush(db);
  const queued = await db.$client`
    select payload from graphile_worker._private_jobs`;
  expect(queued.map(({ payload }) => payload)).toEqual([{ account: student.id }]);
  await db.$client`delete from graphile_worker._private_jobs`;
});

test('staff correct by a row more, and the rule does not give back what they took', async () => {
  const ruled = await addRuled(db);
  const { school, course } = ruled;
  const student = await addStudent(db, ruled);
  const record = await recordOf(db, student);
  await addRule(db, ruled, [lessonRule(ruled)]);
  for (const i of [0, 1]) await study(db, student, ruled, i, at(1));
  await settle(db, student.id, at(2));
  const by = (
    who: Person,
    kind: 'granted' | 'withdrawn',
    after: number,
    on: string | null = null
  ) =>
    correct(db, changeBy(who, later(1)), {
      ...{ student: record, course: course.id, after, kind, on },
      reason: 'Sat by somebody else.'
    });
  expect(await by(school.author, 'withdrawn', 1)).toEqual({ outcome: 'missing' });
  expect(await by(school.colleague, 'withdrawn', 0)).toEqual({ outcome: 'stale', newest: 1 });
  expect(await by(school.colleague, 'granted', 1, '2026-03-10')).toMatchObject({ field: 'kind' });
  const both = await Promise.all([1, 2].map(() => by(school.colleague, 'withdrawn', 1)));
  expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'stale']);
  expect(await settled(db, ruled, student, later(2))).toMatchObject([
    { kind: 'earned' },
    { kind: 'withdrawn', at: null }
  ]);
  expect(await by(school.colleague, 'granted', 2)).toMatchObject({ field: 'on' });
  expect(await by(school.colleague, 'granted', 2, '2027-01-01')).toMatchObject({ field: 'on' });
  expect(await by(school.colleague, 'granted', 2, '2026-03-11')).toMatchObject({ number: 3 });
  const deeds = await db.$client`select action from audit
    where school_id = ${school.id} and action like 'completion.%' order by at`;
  expect(deeds.map(({ action }) => action).toSorted()).toEqual([
    'completion.grant',
    'completion.rule',
    'completion.withdraw'
  ]);
});

test('what a school records outlives the account, and is seen by no other school', async () => {
  const ruled = await addRuled(db);
  const { school, course } = ruled;
  const student = await addStudent(db, ruled);
  const record = await recordOf(db, student);
  await addRule(db, ruled, [lessonRule(ruled)]);
  for (const i of [0, 1]) await study(db, student, ruled, i, at(1));
  await settle(db, student.id, at(2));
  const elsewhere = await addRuled(db);
  const filter = { show: 'all' as const, cohort: null, page: 1 };
  const seen = (who: Person, of: string) =>
    studentCompletion
      .studentReport(db, who, of, record, at(3))
      .then((found) => found?.completions.length);
  expect(await seen(school.author, school.id)).toBe(1);
  expect(await seen(elsewhere.school.author, school.id)).toBeUndefined();
  expect(await seen(elsewhere.school.author, elsewhere.school.id)).toBeUndefined();
  expect(await seen(student, school.id)).toBeUndefined();
  for (const key of [course.id, randomUUID(), 'no-course'])
    expect(
      await report.report(db, elsewhere.school.author, elsewhere.school.id, key, filter, at(3))
    ).toBeNull();

  await db.delete(accounts).where(eq(accounts.id, student.id));
  const kept = await studentCompletion.studentReport(db, school.author, school.id, record, at(4));
  expect(kept).toMatchObject({ name: 'Student', standings: [], completions: [{ kind: 'earned' }] });
  expect((await rebuild(db)).differences.filter(({ account }) => account === student.id)).toEqual(
    []
  );
});

test('a rule is previewed on the students that there are, and made by the school’s admin alone', async () => {
  const ruled = await addRuled(db);
  const { school, course, lessons } = ruled;
  const [some, none] = [await addStudent(db, ruled), await addStudent(db, ruled)];
  await study(db, some, ruled, 0, at(1));
  const rule = [lessonRule({ lessons: [lessons[0]!] })];
  const seen = await report.preview(db, school.colleague, school.id, course.id, rule, at(2));
  expect(seen).toMatchObject({
    ...{ students: 3, recorded: 0, already: 0, met: [1] },
    would: [{ student: await recordOf(db, some) }]
  });
  expect(await report.preview(db, school.author, school.id, course.id, rule, at(2))).toBeNull();
  expect(none).toBeDefined();

  const form = { course: course.id, after: 0, rule, from: null, reason: 'The board says so.' };
  const tried = (who: Person, more = {}) => make(db, changeBy(who, at(3)), { ...form, ...more });
  expect(await tried(school.author)).toEqual({ outcome: 'missing' });
  const refused = [
    [{ course: 'no-course' }, 'course'],
    [{ rule: [lessonRule({ lessons: ['x'] })] }, 'rule'],
    [{ rule: [{ kind: 'quiz', quiz: 'no-quiz', share: 0.5 }] }, 'rule'],
    [{ rule: [{ kind: 'skill', skill: randomUUID() }] }, 'rule'],
    [{ rule: [{ kind: 'recall', topic: 'area.99', share: 0.5, answers: 3 }] }, 'rule'],
    [{ from: '2026-03-09' }, 'from']
  ] as const;
  for (const [more, field] of refused)
    expect(await tried(school.colleague, more)).toMatchObject({ outcome: 'invalid', field });
  const two = await Promise.all([1, 2].map(() => tried(school.colleague)));
  expect(two.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'stale']);
  await expect(db.$client`update completion_rules set reason = 'x'`.execute()).rejects.toThrow(
    'append-only'
  );
});

test('a limited instructor sees and signs for the students of the own cohorts only', async () => {
  const ruled = await addRuled(db, 1);
  const { school, course } = ruled;
  const [mine, other] = [await addStudent(db, ruled), await addStudent(db, ruled)];
  const cohort = randomUUID();
  await db.$client`insert into cohorts values (${cohort}, ${school.id}, 'Mine', null, now())`;
  await db.$client`insert into cohort_members values (${school.id}, ${cohort}, ${mine.id})`;
  const staff = await addMember(db, school.id, 'instructor');
  const limited = { ...staff, memberships: [{ ...staff.memberships[0]!, cohorts: [cohort] }] };
  await addRule(db, ruled, [lessonRule(ruled)]);
  const filter = { show: 'all' as const, cohort: null, page: 1 };
  const seen = await report.report(db, limited, school.id, course.id, filter, at(1));
  expect(seen!.rows.map(({ student }) => student)).toEqual([await recordOf(db, mine)]);
  const made = await skills.create(db, changeBy(school.colleague, noon), { title: 'Draping', summary: '' }); // prettier-ignore
  const sign = async (who: Person) =>
    skills.sign(db, changeBy(limited, at(1)), 'Ana', (made as { id: string }).id, {
      ...{ id: randomUUID(), student: await recordOf(db, who), kind: 'signed', note: '' },
      day: studyDay(noon, 'UTC')
    });
  expect((await sign(mine)).outcome).toBe('done');
  expect((await sign(other)).outcome).toBe('missing');
});

test('replay finds a completion that lacks, gives it its true moment, and tells one that is false', async () => {
  const ruled = await addRuled(db);
  const { school, course } = ruled;
  const [student, cheat] = [await addStudent(db, ruled), await addStudent(db, ruled)];
  await addRule(db, ruled, [lessonRule(ruled)]);
  for (const i of [0, 1]) await study(db, student, ruled, i, at(1));
  const own = (all: { account: string | null }[]) =>
    all.filter(({ account }) => account === student.id || account === cheat.id);
  const found = await rebuild(db, { write: true });
  expect(own(found.differences)).toMatchObject([{ account: student.id, stored: null }]);
  expect(await rowsOf(db, ruled, student)).toMatchObject([{ number: 1, at: at(1) }]);
  expect(own((await rebuild(db)).differences)).toEqual([]);

  const [genuine] = await rowsOf(db, ruled, student);
  await db.$client`
    insert into course_completions (school_id, record_id, course, number, kind, rule_version,
      completed_at, evidence, reason, at)
    values (${school.id}, ${await recordOf(db, cheat)}, ${course.id}, 1, 'earned', 1,
      ${at(2).toISOString()}, ${JSON.stringify(genuine!.evidence)}::jsonb, '', now())`;
  const differences = (await rebuild(db)).differences.filter((one) => own([one]).length > 0);
  expect(differences).toMatchObject([{ account: cheat.id, mend: null }]);
  expect(differences[0]!.name).toMatch(/is not in the logs/);
});

test('whatever comes later, in whatever order, what was completed stays as it was', async () => {
  const ruled = await addRuled(db, 3);
  const { school, lessons, items } = ruled;
  const student = await addStudent(db, ruled);
  const made = await skills.create(db, changeBy(school.colleague, noon), { title: 'Draping', summary: '' }); // prettier-ignore
  const skill = (made as { id: string }).id;
  const signOff = async (kind: 'signed' | 'withdrawn', now: Date) =>
    skills.sign(db, changeBy(school.author, now), 'Ana', skill, {
      ...{ id: randomUUID(), student: await recordOf(db, student), kind, note: 'As it was.' },
      day: studyDay(now, 'UTC')
    });
  const recall = {
    kind: 'recall' as const,
    topic: `lesson.${lessons[0]!}`,
    share: 0.5,
    answers: 3
  };
  const rule: Rule = [
    lessonRule({ lessons: lessons.slice(0, 2) }),
    { kind: 'skill', skill },
    recall
  ];
  await addRule(db, ruled, rule);
  for (const i of [0, 1]) await study(db, student, ruled, i, at(i));
  await signOff('signed', at(3));
  const before = await settled(db, ruled, student, at(4));
  expect(before).toMatchObject([{ number: 1, version: 1, at: at(3) }]);

  const random = seededRandom('what comes later');
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const events: ((now: Date) => Promise<unknown>)[] = [
    (now) => addRule(db, ruled, [lessonRule({ lessons: [pick(lessons)] }), ...(random() < 0.5 ? [recall] : [])], now), // prettier-ignore
    (now) => withdraw(db, by(school, school.author, now), pick(lessons), random() < 0.6),
    (now) => signOff(pick(['signed', 'withdrawn'] as const), now),
    (now) => give(db, student, [answer(pick(items), { response: { option: 'a' }, answeredAt: now.toISOString() })], now), // prettier-ignore
    (now) => courses.archive(db, by(school, school.author, now), ruled.course.slug, random() < 0.5),
    (now) => addReadable(db, school, ruled.course, Math.floor(random() * 1e6) + 4, now)
  ];
  for (let day = 1; day <= 25; day++) {
    await pick(events)(later(day));
    await settle(db, student.id, later(day, 5));
    expect(await rowsOf(db, ruled, student)).toEqual(before);
  }
  expect((await rebuild(db)).differences.filter(({ account }) => account === student.id)).toEqual(
    []
  );
});
