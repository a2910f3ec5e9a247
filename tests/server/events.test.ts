import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { events as types, type EventType } from '../../src/lib/domain/events';
import type { Actor } from '../../src/lib/domain/actor';
import * as attestations from '../../src/lib/server/attestations';
import { mark } from '../../src/lib/server/attendances';
import * as completionCorrections from '../../src/lib/server/completion-corrections';
import type { Db } from '../../src/lib/server/db/connect';
import * as events from '../../src/lib/server/events';
import * as entries from '../../src/lib/server/hour-entries';
import { admit } from '../../src/lib/server/joining';
import { leave } from '../../src/lib/server/leaving';
import * as members from '../../src/lib/server/members';
import * as papers from '../../src/lib/server/papers';
import * as quizzes from '../../src/lib/server/quizzes';
import * as skills from '../../src/lib/server/skills';
import { settleMeeting } from '../../src/lib/server/tasks/settle-meeting';
import {
  addRule,
  addRuled,
  addStudent,
  changeBy as completionBy,
  lessonRule,
  recordOf as studentRecord,
  settled,
  study
} from './completion-fixtures';
import { freshDatabase } from './database';
import { after, days, learner, noon, ship } from './fixtures';
import { at, batch, by, countingSchool, every, meetingOf, send } from './hour-fixtures';
import { attestAll, changeBy, enter, issued } from './paper-fixtures';
import { by as memberBy, schoolWithCohorts, recordOf, today } from './membership-fixtures';
import { addMember, addQuiz, addSchool } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
});
beforeEach(() => {
  vi.stubEnv('SIGNING_SECRET', '');
});
afterAll(async () => {
  await database.close();
  vi.unstubAllEnvs();
});

const all = { after: null, limit: 500 };

/** What was noted of a school, each held to the schema of its type. */
async function noted(admin: Actor, school = admin.memberships[0]!.school) {
  const read = await events.list(db, admin, school, all);
  if (read === null || read === 'gone') throw new Error(`${read}`);
  return read.events.map(({ type, data, timestamp }) => {
    const { url, ...rest } = data;
    v.parse(v.strictObject(types[type].data.entries as v.ObjectEntries), rest);
    expect(url).toMatch(new RegExp(`^http://localhost:3000/api/v1/schools/${school}/[a-z]+/.+`));
    expect(Number.isNaN(Date.parse(timestamp))).toBe(false);
    return { type, ...rest } as { type: EventType; [name: string]: unknown };
  });
}
const typesOf = (all: { type: EventType }[]) => all.map(({ type }) => type);

test('who comes in, changes and goes is told of, with the number but without the name', async () => {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  const account = await learner(db);
  const admission = { role: 'student', by: 'staff', cohort: null, number: 'S-7' } as const;
  await db.$client.begin((tx) => admit(tx, school, account, admission, noon));
  const { id } = await recordOf(db, school, account.id);
  const change = (asked: Parameters<typeof members.change>[3]) =>
    members.change(db, memberBy(admin), id, asked);
  const corrected = { kind: 'corrected', name: 'Ann', email: 'a@b.test', number: 'S-8' } as const;
  await change({ ...corrected, reason: 'As in the passport' });
  await change({ kind: 'leave', day: today, until: today + 7, reason: 'Private' });
  await leave(db, account, school, noon);
  const member = { id, number: 'S-7' };
  const told = await noted(admin);
  expect(told[0]).toEqual({ type: 'member.joined', member, role: 'student', again: false });
  expect(told.slice(1).map(({ change, field }) => [change, field])).toEqual([
    ...[
      ['corrected', 'name'],
      ['corrected', 'email'],
      ['corrected', 'number']
    ],
    ...[
      ['leave', null],
      ['left', null]
    ]
  ]);
  expect(told.at(-1)).toMatchObject({ member: { id, number: 'S-8' }, date: '2026-03-10' });
  expect(told.at(-2)).toMatchObject({ until: '2026-03-17' });
  expect(JSON.stringify(told)).not.toMatch(/Ann|Private|passport|@/);
});

test('cohorts are told of by name', async () => {
  const { admin, mornings } = await schoolWithCohorts(db);
  const [first] = (await noted(admin)).filter(({ change }) => change === 'cohort-joined');
  expect(first).toMatchObject({ cohort: { id: mornings, name: 'Mornings' }, until: null });
});

test('hours: what staff write and attendance, but not each minute online', async () => {
  const { school, admin, staff, student, record } = await countingSchool(db);
  await send(db, student, at(10), batch(every(0, 9)));
  const entry = await enter(db, staff, record, { subject: null });
  const twice = { kind: 'class', mode: 'in-person', subject: null, day: today - 1 } as const;
  await entries.enter(db, by(staff), record, {
    ...{ ...twice, id: entry, minutes: 120, reason: 'Sent again' }
  });
  const correction = {
    id: randomUUID(),
    entry,
    seenMs: 7_200_000,
    minutes: 90,
    reason: 'Too much'
  };
  await entries.correct(db, by(staff), record, correction);
  await attestAll(db, admin, record);
  const [given] = await attestations.listOf(db, { school, record });
  const back = { id: randomUUID(), reason: 'By mistake' };
  for (let i = 0; i < 2; i++) await attestations.takeBack(db, by(admin), given!.id, back);
  const told = await noted(admin);
  expect(typesOf(told)).toEqual([
    ...['hours.entered', 'hours.corrected', 'hours.attested', 'hours.attestation_withdrawn']
  ]);
  const member = { id: record, number: null };
  expect(told[0]).toMatchObject({
    member,
    entry,
    ms: 7_200_000,
    date: '2026-03-09',
    kind: 'class'
  });
  expect(told[1]).toMatchObject({ member, corrects: entry, ms: -1_800_000, source: 'manual' });
  expect(told[2]).toMatchObject({ member, attestation: given!.id });
  expect(told[3]).toMatchObject({ member, attestation: given!.id, until: '2026-03-10' });
});

test('a class is told of when it is over', async () => {
  const { school, admin, staff, student, record } = await countingSchool(db);
  const meeting = await meetingOf(db, staff, [student.id]);
  const row = { student: record, mark: 'present' as const, seen: null };
  const attendance = [{ ...row, lateMinutes: 0, leftMinutes: 0 }];
  await mark(db, by(staff, at(5)), meeting, { attendance, reason: '' });
  expect(await noted(admin)).toEqual([]);
  await settleMeeting.run(db, { school, meeting }, after(noon, days(2)));
  expect(await noted(admin)).toMatchObject([
    { type: 'hours.entered', source: 'attendance', meeting, member: { id: record } }
  ]);
});

test('completions, sign-offs, papers and released results are told of once', async () => {
  const ruled = await addRuled(db);
  const student = await addStudent(db, ruled);
  const record = await studentRecord(db, student);
  await addRule(db, ruled, [lessonRule(ruled)]);
  for (const i of [0, 1]) await study(db, student, ruled, i, noon);
  const now = after(noon, days(1));
  await Promise.all([settled(db, ruled, student, now), settled(db, ruled, student, now)]);
  const admin = ruled.school.colleague;
  const change = completionBy(admin, now);
  const withdrawn = {
    student: record,
    course: ruled.course.id,
    after: 1,
    kind: 'withdrawn'
  } as const;
  await completionCorrections.correct(db, change, { ...withdrawn, on: null, reason: 'Shared' });
  const skill = await skills.create(db, change, { title: 'Draping', summary: '' });
  if (skill.outcome !== 'done') throw new Error(skill.outcome);
  const signOff = { id: randomUUID(), student: record, day: change.today, note: '' };
  for (let i = 0; i < 2; i++)
    await skills.sign(db, change, 'Admin', skill.id, { ...signOff, kind: 'signed' });
  await skills.sign(db, change, 'Admin', skill.id, {
    ...{ ...signOff, id: randomUUID(), kind: 'withdrawn' }
  });
  await ship(db, 'one', 'two', 'three');
  const quiz = await addQuiz(db, admin);
  for (let i = 0; i < 2; i++) await quizzes.release(db, admin, quiz.id, now);
  const paper = await issued(
    db,
    admin,
    {
      ...{ kind: 'letter', student: record, addressee: 'The board', purpose: 'Licence' }
    } as object,
    now
  );
  for (let i = 0; i < 2; i++) await papers.revoke(db, changeBy(admin, now), paper.id, 'By mistake');
  const told = (await noted(admin)).filter(({ type }) => !type.startsWith('member.'));
  expect(typesOf(told)).toEqual([
    ...['completion.recorded', 'completion.corrected', 'skill.signed_off'],
    ...['skill.sign_off_withdrawn', 'quiz.released', 'paper.issued', 'paper.revoked']
  ]);
  const [done, taken, signed, , released, made] = told;
  expect(done).toMatchObject({ course: ruled.course.id, row: 1, member: { id: record } });
  expect(taken).toMatchObject({ row: 2, kind: 'withdrawn', completedAt: null });
  expect(signed).toMatchObject({ skill: skill.id, signOff: signOff.id });
  expect(released).toEqual({ type: 'quiz.released', quiz: quiz.id });
  expect(made).toMatchObject({ paper: { id: paper.id, number: paper.number, kind: 'letter' } });
});

test('whoever reads on from an event gets all that came after it, once, however late it was committed', async () => {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  const tell = (quiz: string) =>
    db.$client.begin((tx) => events.happened(tx, school, 'quiz.released', { quiz }, noon));
  const read = async (after: string | null, limit = 2) => {
    const page = await events.list(db, admin, school, { after, limit });
    if (page === null || page === 'gone') throw new Error(`${page}`);
    return page;
  };
  const seen: string[] = [];
  let last: string | null = null;
  const readOn = async () => {
    let page;
    do {
      page = await read(last);
      seen.push(...page.events.map(({ data }) => data.quiz as string));
      last = page.events.at(-1)?.id ?? last;
    } while (page.hasMore);
  };

  let commit = () => {};
  const open = new Promise<void>((resolve) => (commit = resolve));
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const late = db.$client.begin(async (tx) => {
    await events.happened(tx, school, 'quiz.released', { quiz: 'late' }, noon);
    begin();
    await open;
  });
  await begun;
  for (const quiz of ['a', 'b', 'c']) await tell(quiz);
  await readOn();
  expect(seen).toEqual(['a', 'b', 'c']);
  commit();
  await late;
  await tell('d');
  await Promise.all([read(null), read(null), read(null)]);
  await readOn();
  expect(seen).toEqual(['a', 'b', 'c', 'late', 'd']);
  // Read again from the beginning, they stand as they stood.
  const again = await read(null, 10);
  expect(again.events.map(({ data }) => data.quiz)).toEqual(seen);
  expect(again.hasMore).toBe(false);

  expect(await events.list(db, admin, school, { after: randomUUID(), limit: 1 })).toBe('gone');
  expect(await events.list(db, admin, school, { after: 'x', limit: 1 })).toBe('gone');
  const other = await addMember(db, await addSchool(db), 'admin');
  const instructor = await addMember(db, school, 'instructor');
  for (const who of [other, instructor, await addMember(db, school)])
    expect(await events.list(db, who, school, all)).toBe(null);
  const theirs = other.memberships[0]!.school;
  expect(await events.list(db, other, theirs, { after: last, limit: 1 })).toBe('gone');
});

test('events are never changed', async () => {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  const tell = (tx: Parameters<typeof events.happened>[0]) =>
    events.happened(tx, school, 'quiz.released', { quiz: 'one' }, noon);
  await db.$client.begin(tell);
  const set = (what: string) => db.$client.unsafe(`update events set ${what}`);
  await expect(set(`type = 'ping'`)).rejects.toThrow('append-only');
  await events.list(db, admin, school, all);
  await expect(set('place = 1')).rejects.toThrow('append-only');
  await expect(set('place = null')).rejects.toThrow('append-only');
});
