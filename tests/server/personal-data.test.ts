import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as people from '../../src/lib/server/db/schema/accounts';
import * as announcing from '../../src/lib/server/db/schema/announcements';
import * as amending from '../../src/lib/server/db/schema/amendments';
import * as study from '../../src/lib/server/db/schema/answers';
import * as assigning from '../../src/lib/server/db/schema/assignments';
import * as attesting from '../../src/lib/server/db/schema/attestations';
import * as attending from '../../src/lib/server/db/schema/classes';
import * as content from '../../src/lib/server/db/schema/content';
import * as completing from '../../src/lib/server/db/schema/completion';
import * as mending from '../../src/lib/server/db/schema/corrections';
import * as hours from '../../src/lib/server/db/schema/hours';
import * as belonging from '../../src/lib/server/db/schema/membership';
import * as issuing from '../../src/lib/server/db/schema/papers';
import * as plan from '../../src/lib/server/db/schema/plans';
import * as programs from '../../src/lib/server/db/schema/programs';
import * as quiz from '../../src/lib/server/db/schema/quizzes';
import * as looking from '../../src/lib/server/db/schema/record-views';
import * as keeping from '../../src/lib/server/db/schema/retention';
import * as standing from '../../src/lib/server/db/schema/standings';
import type { Item } from '../../src/lib/domain/items/registry';
import { defaultWeights } from '../../src/lib/domain/memory';
import type { Paper } from '../../src/lib/domain/papers/paper';
import type { Seen } from '../../src/lib/domain/report';
import { gather } from '../../src/lib/server/personal-data';
import * as session from '../../src/lib/server/session';
import { hashToken } from '../../src/lib/server/tokens';
import { freshDatabase } from './database';
import { rules } from './quiz-fixtures';

const now = new Date('2026-03-10T12:00:00Z');
const anna = '01930000-0000-7000-8000-00000000000a';
const ben = '01930000-0000-7000-8000-00000000000b';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let token: string;

/** Two people who did the same things. */
beforeAll(async () => {
  database = await freshDatabase();
  const { db } = database;
  const schoolId = '01930000-0000-7000-8000-0000000000ff';
  await db.insert(people.schools).values({ id: schoolId, slug: 's', name: 'S', createdAt: now });
  await db.insert(content.lessons).values({ id: 'c/l', course: 'c', title: 'L', position: 1 });
  await db.insert(content.items).values({ id: 'i', lessonId: 'c/l', position: 1, version: 1 });
  const version = { itemId: 'i', version: 1, content: {} as Item, createdAt: now };
  await db.insert(content.itemVersions).values(version);
  await db.insert(quiz.quizzes).values({ id: 'q', schoolId, rules: rules(), createdAt: now });
  await db.insert(mending.corrections).values({
    id: schoolId,
    schoolId,
    itemId: 'i',
    fromVersion: 1,
    toVersion: 1,
    policy: 'drop',
    neverLower: false,
    appliedAt: now
  });
  for (const accountId of [anna, ben]) {
    const answerId = accountId.replace('01930000', '01940000');
    await db.insert(people.accounts).values({
      id: accountId,
      email: `${accountId}@example.com`,
      name: accountId,
      passwordHash: 'SECRET',
      timeZone: 'UTC',
      createdAt: now
    });
    await db.insert(people.members).values({ schoolId, accountId, role: 'student', joinedAt: now });
    await db.insert(people.mailTokens).values({
      hash: `SECRET ${accountId}`,
      accountId,
      purpose: 'reset-password',
      expiresAt: now
    });
    await db.insert(study.answers).values({
      id: answerId,
      accountId,
      itemId: 'i',
      itemVersion: 1,
      context: 'lesson',
      response: { option: 'a' },
      score: 1,
      correct: true,
      answeredAt: now,
      receivedAt: now,
      studyDay: 20_000,
      latencyMs: 1000,
      hint: false,
      rating: 3,
      mapperVersion: 1,
      weightsVersion: 1
    });
    await db.insert(study.answerUndos).values({ answerId, undoneAt: now });
    await db.insert(study.cards).values({
      accountId,
      itemId: 'i',
      stability: 1,
      difficulty: 5,
      firstDay: 1,
      lastDay: 1,
      dueDay: 2,
      reps: 1,
      lapses: 0,
      lastAnswerId: answerId,
      lastAnsweredAt: now,
      revision: answerId
    });
    await planStudy(schoolId, accountId);
    await db.insert(study.completions).values({ accountId, lessonId: 'c/l', completedAt: now });
    await sitQuiz(schoolId, accountId, answerId);
    await beTaught(schoolId, accountId);
    await completeCourse(schoolId, accountId);
    await attend(schoolId, accountId);
    await beReckoned(schoolId, accountId);
    token = await session.create(db, accountId, 'curl/8', now);
  }
});
afterAll(() => database.close());

async function beReckoned(schoolId: string, accountId: string) {
  const { db } = database;
  await db.insert(standing.standings).values({
    ...{ schoolId, accountId, asOf: now, questions: 1, overdue: 0, open: 1, late: 0, covers: 0 },
    ...{ risks: [], reasons: [], lessons: {}, states: {} }
  });
  await db
    .insert(standing.areaStandings)
    .values({ schoolId, accountId, area: '3', items: 100, first: 1 });
}

async function planStudy(schoolId: string, accountId: string) {
  const { db } = database;
  await db.insert(plan.plans).values({ accountId, dailyMinutes: 20, easyDays: [7] });
  await db.insert(plan.tunings).values({ accountId, weightsVersion: 1, paces: { cloze: 5000 } });
  await db.insert(plan.fits).values({
    ...{ scope: 'account' as const, accountId, weights: [...defaultWeights] },
    ...{ trainedOn: 2000, testedOn: 500, logLoss: 0.3, logLossBefore: 0.4, madeAt: now }
  });
  await db.insert(plan.cardMarks).values({ accountId, itemId: 'i', kind: 'known', at: now });
  const cohortId = accountId.replace('01930000', '01960000');
  await db.insert(plan.cohorts).values({ id: cohortId, schoolId, name: accountId, createdAt: now });
  await db.insert(plan.cohortMembers).values({ schoolId, cohortId, accountId });
  await db.insert(belonging.staffCohorts).values({ schoolId, cohortId, accountId });
  const [record] = await db
    .select()
    .from(belonging.memberRecords)
    .where(eq(belonging.memberRecords.accountId, accountId));
  await db.insert(belonging.memberEvents).values({
    ...{ id: accountId, schoolId, recordId: record!.id, kind: 'joined', day: 20_000 },
    ...{ detail: { role: 'student' }, actorId: schoolId, reason: '', at: now }
  });
}

/** One attempt, finished but not released, with a written note that is graded; and a report. */
async function sitQuiz(schoolId: string, accountId: string, answerId: string) {
  const { db } = database;
  const attemptId = accountId.replace('01930000', '01950000');
  const allowance = { quizId: 'q', accountId, extraMinutes: 1, extraAttempts: 0 };
  await db.insert(quiz.quizAllowances).values(allowance);
  await db.insert(quiz.attempts).values({
    ...{
      id: attemptId,
      quizId: 'q',
      accountId,
      number: 1,
      trial: false,
      rules: rules(),
      startedAt: now
    },
    ...{ finishedAt: now, endedBy: 'learner', score: 0.625, passed: true }
  });
  await db.insert(quiz.attemptItems).values({
    ...{ attemptId, position: 0, itemId: 'i', itemVersion: 1, answerId, score: 0.625 }
  });
  await db.insert(quiz.attemptAnswers).values({
    ...{ id: answerId, attemptId, position: 0, response: { text: 'A note' }, final: false },
    ...{ givenAt: now, receivedAt: now, latencyMs: 1000 }
  });
  await db.insert(quiz.noteGradings).values({
    ...{ id: attemptId, answerId, graderId: attemptId, points: { one: 0.625 }, comment: '' },
    gradedAt: now
  });
  await db.insert(quiz.reports).values({
    ...{ id: attemptId, schoolId, accountId, itemId: 'i', itemVersion: 1, createdAt: now },
    ...{ reason: 'unclear', comment: '', seen: {} as Seen }
  });
  await db
    .insert(mending.answerRegrades)
    .values({ answerId, correctionId: schoolId, regradedAt: now });
}

/** Something that was assigned, and something that was told. */
async function beTaught(schoolId: string, accountId: string) {
  const { db } = database;
  const id = accountId.replace('01930000', '01970000');
  const subject = { topic: 'lesson.c.l', questions: 1 };
  await db.insert(assigning.assignments).values({
    ...{ id, schoolId, kind: 'practice', title: 'L', subject, dueDay: 20_000 },
    ...{ createdBy: schoolId, createdAt: now }
  });
  await db
    .insert(assigning.assignmentStudents)
    .values({ schoolId, assignmentId: id, accountId, items: ['i'] });
  await db
    .insert(announcing.announcements)
    .values({ id, schoolId, subject: 'Snow', text: 'Closed.', sentBy: schoolId, sentAt: now });
  await db.insert(announcing.announcementDeliveries).values({ announcementId: id, accountId });
}

/** A course that was entered as completed, and a skill that was shown. */
async function completeCourse(schoolId: string, accountId: string) {
  const { db } = database;
  const [record] = await db
    .select()
    .from(belonging.memberRecords)
    .where(eq(belonging.memberRecords.accountId, accountId));
  const recordId = record!.id;
  await db.insert(completing.courseCompletions).values({
    ...{ schoolId, recordId, course: 'c', number: 1, kind: 'granted', completedAt: now },
    ...{ actorId: schoolId, reason: 'Transferred', at: now }
  });
  const skill = { id: schoolId, schoolId, title: 'Draping', summary: '', createdAt: now };
  await db.insert(completing.skills).values(skill).onConflictDoNothing();
  const assignmentId = accountId.replace('01930000', '01970000');
  await db.insert(assigning.assignmentExtensions).values({
    ...{ id: accountId, schoolId, assignmentId, recordId, dueDay: 20_001 },
    ...{ actorId: schoolId, reason: 'Was ill', at: now }
  });
  const goal = { schoolId, assignmentId, accountId, recall: 0.9, reachedAt: now };
  await db.insert(assigning.assignmentGoals).values(goal);
  await db.insert(assigning.finishedAssignments).values({
    ...{ schoolId, assignmentId, accountId, doneAt: now, notedAt: now }
  });
  await db
    .insert(assigning.calendarFeeds)
    .values({ hash: `SECRET ${accountId}`, accountId, createdAt: now });
  await db.insert(completing.skillSignOffs).values({
    ...{ id: accountId, schoolId, recordId, skillId: schoolId, kind: 'signed', day: 20_000 },
    ...{ note: '', actorId: schoolId, actorName: 'Staff', at: now }
  });
}

/** A class, an hour of it that is attested, and time online. */
async function attend(schoolId: string, accountId: string) {
  const { db } = database;
  const id = accountId.replace('01930000', '01980000');
  const [record] = await db
    .select()
    .from(belonging.memberRecords)
    .where(eq(belonging.memberRecords.accountId, accountId));
  const of = { schoolId, recordId: record!.id };
  const noted = { actorId: schoolId, actorName: 'Staff', at: now };
  const from = new Date(now.getTime() - 3_600_000);
  await db.insert(attending.classMeetings).values({
    ...{ schoolId, id, cohortId: id, cohortName: 'C', title: 'T', mode: 'clinic', room: '' },
    ...{ startsAt: from, endsAt: now, breakMinutes: 0, codeKey: 'SECRET' },
    ...{ createdBy: schoolId, createdAt: now }
  });
  await db.insert(attending.attendances).values({
    ...{ ...of, id, meetingId: id, mark: 'present', lateMinutes: 0, leftMinutes: 0 },
    ...{ source: 'staff', reason: '', ...noted }
  });
  await db.insert(hours.hourEntries).values({
    ...{ ...of, id, kind: 'clinic', mode: 'clinic', startsAt: from, endsAt: now, day: 20_000 },
    ...{ ms: 3_600_000, source: 'attendance', evidence: {}, meetingId: id, reason: '', ...noted }
  });
  await db.insert(hours.intervals).values({
    ...{ ...of, batchId: id, number: 0, device: id, page: 'review', startsAt: from, endsAt: now },
    ...{ signals: { key: 2 }, answers: [], idleMs: 0, receivedAt: now }
  });
  await db.insert(attesting.attestations).values({
    ...{ ...of, id, fromDay: 1, untilDay: 2, ms: 3_600_000, statement: 'So it is.', ...noted }
  });
  await db.insert(attesting.attestedEntries).values({ ...of, attestationId: id, entryId: id });
  await db.insert(programs.programStudents).values({ ...of, id, startedDay: 20_000, ...noted });
  await givePaper(of, id, noted);
  await beLookedAt(of, id, noted);
}

/** Somebody looked; something was asked, refused and is kept; something was removed. */
async function beLookedAt(
  of: { schoolId: string; recordId: string },
  id: string,
  noted: { actorId: string; actorName: string; at: Date }
) {
  const { db } = database;
  const row = { ...of, id, ...noted };
  await db.insert(looking.recordViews).values({
    ...{ ...row, part: 'hours', way: 'page', actorRole: 'admin' }
  });
  await db
    .insert(amending.amendmentRequests)
    .values({ ...row, part: 'hours', wrong: 'Too few', should: 'More' });
  await db.insert(amending.amendmentSteps).values({
    ...{ ...row, requestId: id, number: 1, kind: 'refused', text: 'No.' }
  });
  await db.insert(keeping.recordHolds).values({ ...row, reason: 'A complaint' });
  await db.insert(keeping.disposals).values({
    ...{ ...of, id, rule: 'notes', months: 36, leftDay: 20_000, counts: { reports: 1 }, at: now }
  });
}

async function givePaper(
  of: { schoolId: string; recordId: string },
  id: string,
  noted: { actorId: string; actorName: string; at: Date }
) {
  const { db } = database;
  const { schoolId, recordId } = of;
  const { at, ...by } = noted;
  await db.insert(issuing.papers).values({
    ...{
      schoolId,
      recordId,
      id,
      year: 2026,
      serial: id.endsWith('a') ? 1 : 2,
      code: id,
      kind: 'letter'
    },
    ...{ content: {} as Paper, ...by, issuedAt: at }
  });
  const ofPaper = { schoolId, paperId: id };
  await db.insert(issuing.paperRevocations).values({ ...ofPaper, reason: 'Wrong.', ...noted });
  await db.insert(issuing.paperConsents).values({ ...ofPaper, id, showsName: true, at });
  await db.insert(issuing.disclosures).values({
    ...{ ...of, id, paperId: id, recipient: 'The board', what: 'A letter', purpose: 'Asked' },
    ...noted
  });
}

test('of an attempt that is not released it has the answers, and not what they are worth', async () => {
  const data = await gather(database.db, ben, now);
  expect(data).toMatchObject({
    attempts: [{ quizId: 'q', score: null, passed: null }],
    attempt_items: [{ itemId: 'i', score: null }],
    attempt_answers: [{ response: { text: 'A note' } }],
    note_gradings: [],
    reports: [{ reason: 'unclear' }]
  });
  expect(JSON.stringify(data)).not.toContain('0.625');
});

test('it holds what there is about oneself, without secrets and without others', async () => {
  const data = await gather(database.db, ben, now);
  expect(data).toMatchObject({
    accounts: [{ id: ben, name: ben }],
    members: [{ school: 'S', role: 'student' }],
    member_records: [{ school: 'S', name: ben, state: 'current' }],
    member_events: [{ school: 'S', kind: 'joined', detail: { role: 'student' } }],
    sessions: [{ device: 'curl' }],
    answers: [{ response: { option: 'a' } }],
    answer_undos: [{}],
    cards: [{ itemId: 'i' }],
    completions: [{ lessonId: 'c/l' }],
    assignment_students: [{ title: 'L', items: ['i'] }],
    announcement_deliveries: [{ subject: 'Snow', text: 'Closed.' }],
    hour_entries: [{ kind: 'clinic', ms: 3_600_000 }],
    attestations: [{ statement: 'So it is.' }],
    papers: [{ kind: 'letter', serial: 2 }],
    disclosures: [{ recipient: 'The board' }],
    record_views: [{ part: 'hours', actorName: 'Staff' }],
    amendment_requests: [{ wrong: 'Too few' }]
  });
  const text = JSON.stringify(data);
  expect(text).not.toContain('SECRET');
  expect(text).not.toContain(hashToken(token));
  expect(text).not.toContain(anna);
});

/** Tables about people, found by what refers to accounts, directly or through another table. */
async function personalTables(): Promise<string[]> {
  const rows = await database.db.$client`
    with recursive refers as (
      select 'accounts'::regclass::oid as id
      union
      select conrelid from pg_constraint join refers on confrelid = refers.id where contype = 'f'
    )
    select relname as name from pg_class join refers on pg_class.oid = refers.id order by 1`;
  return rows.map(({ name }) => name);
}

test('no table about people is left out', async () => {
  const exported = Object.keys(await gather(database.db, ben, now));
  // Hashes, and since when: nothing to take along.
  const notKept = ['mail_tokens', 'calendar_feeds'];
  const missing = (await personalTables()).filter(
    (name) => ![...exported, ...notKept].includes(name)
  );
  expect(missing).toEqual([]);
});

/** What a school must be able to show after the person is gone. */
const schoolsKeep = [
  'member_records',
  'member_events',
  'course_completions',
  'skill_sign_offs',
  'assignment_extensions',
  'intervals',
  'hour_entries',
  'attendances',
  'program_students',
  'attestations',
  'attested_entries',
  'papers',
  'paper_revocations',
  'paper_consents',
  'disclosures',
  'record_views',
  'amendment_requests',
  'amendment_steps',
  'record_holds',
  'disposals'
];

test('with an account goes every row about it but the records of its schools, and no other', async () => {
  const { db } = database;
  const counts = async () => {
    const tables = await personalTables();
    const rows = await Promise.all(
      tables.map((name) => db.$client`select count(*)::int as n from ${db.$client(name)}`)
    );
    return Object.fromEntries(tables.map((name, i) => [name, rows[i]![0]!.n]));
  };
  const before = await counts();
  expect(Object.values(before).every((n) => n === 2)).toBe(true);
  await db.delete(people.accounts).where(eq(people.accounts.id, anna));
  expect(await counts()).toEqual(
    Object.fromEntries(
      Object.keys(before).map((name) => [name, schoolsKeep.includes(name) ? 2 : 1])
    )
  );
  const [kept] = await db
    .select()
    .from(belonging.memberRecords)
    .where(eq(belonging.memberRecords.name, anna));
  expect(kept).toMatchObject({ accountId: null, state: 'left', email: `${anna}@example.com` });
});
