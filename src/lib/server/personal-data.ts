import { and, asc, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm';
import type { Db } from './db/connect';
import { accounts, members, schools, sessions } from './db/schema/accounts';
import { announcementDeliveries, announcements } from './db/schema/announcements';
import { answers, answerUndos, cards, completions } from './db/schema/answers';
import { assignments, assignmentStudents } from './db/schema/assignments';
import { answerRegrades } from './db/schema/corrections';
import { memberEvents, memberRecords, staffCohorts } from './db/schema/membership';
import {
  attemptAnswers,
  attemptItems,
  attempts,
  noteGradings,
  quizAllowances
} from './db/schema/quizzes';
import { cardMarks, cohortMembers, cohorts, fits, plans, tunings } from './db/schema/plans';
import { describe } from './devices';
import { gatherCompletion } from './personal-completion';
import { gatherHours } from './personal-hours';
import { gatherPapers } from './personal-papers';
import { gatherRecord } from './personal-record';
import { gatherStandings } from './personal-standings';
import { listOwn } from './reports';

/**
 * Gathers everything that is kept about one person, for that person: all but the hashes of the
 * password and of tokens. Keys are the names of tables; a test holds that none is left out.
 */
export async function gather(db: Db, accountId: string, now: Date) {
  const { passwordHash: _, ...account } = getTableColumns(accounts);
  const signedIn = await db.select().from(sessions).where(eq(sessions.accountId, accountId));
  return {
    exportedAt: now,
    accounts: await db.select(account).from(accounts).where(eq(accounts.id, accountId)),
    ...(await gatherMemberships(db, accountId)),
    sessions: signedIn.map(({ id: _, accountId: __, ...session }) => ({
      device: describe(session.userAgent),
      ...session
    })),
    answers: await db
      .select()
      .from(answers)
      .where(eq(answers.accountId, accountId))
      .orderBy(asc(answers.answeredAt)),
    answer_undos: await db
      .select(getTableColumns(answerUndos))
      .from(answerUndos)
      .innerJoin(answers, eq(answers.id, answerUndos.answerId))
      .where(eq(answers.accountId, accountId)),
    answer_regrades: await db
      .select(getTableColumns(answerRegrades))
      .from(answerRegrades)
      .innerJoin(answers, eq(answers.id, answerRegrades.answerId))
      .where(eq(answers.accountId, accountId)),
    cards: await db.select().from(cards).where(eq(cards.accountId, accountId)),
    completions: await db.select().from(completions).where(eq(completions.accountId, accountId)),
    ...(await gatherPlans(db, accountId)),
    ...(await gatherQuizzes(db, accountId)),
    ...(await gatherTeaching(db, accountId)),
    ...(await gatherCompletion(db, accountId)),
    ...(await gatherHours(db, accountId)),
    ...(await gatherPapers(db, accountId)),
    ...(await gatherRecord(db, accountId)),
    ...(await gatherStandings(db, accountId))
  };
}

/** Where somebody belongs or belonged, and what those schools keep about that. */
async function gatherMemberships(db: Db, accountId: string) {
  const { schoolId: _, accountId: __, ...record } = getTableColumns(memberRecords);
  const {
    id: ___,
    schoolId: ____,
    recordId: _____,
    actorId: ______,
    ...event
  } = getTableColumns(memberEvents);
  const school = schools.name;
  return {
    members: await db
      .select({ school, role: members.role, joinedAt: members.joinedAt })
      .from(members)
      .innerJoin(schools, eq(schools.id, members.schoolId))
      .where(eq(members.accountId, accountId)),
    member_records: await db
      .select({ school, ...record })
      .from(memberRecords)
      .innerJoin(schools, eq(schools.id, memberRecords.schoolId))
      .where(eq(memberRecords.accountId, accountId)),
    member_events: await db
      .select({ school, ...event })
      .from(memberEvents)
      .innerJoin(memberRecords, eq(memberRecords.id, memberEvents.recordId))
      .innerJoin(schools, eq(schools.id, memberEvents.schoolId))
      .where(eq(memberRecords.accountId, accountId))
      .orderBy(asc(memberEvents.at)),
    staff_cohorts: await db
      .select({ cohort: cohorts.name })
      .from(staffCohorts)
      .innerJoin(cohorts, eq(cohorts.id, staffCohorts.cohortId))
      .where(eq(staffCohorts.accountId, accountId))
  };
}

/** How somebody studies, and what was learned about that. */
async function gatherPlans(db: Db, accountId: string) {
  return {
    plans: await db.select().from(plans).where(eq(plans.accountId, accountId)),
    tunings: await db.select().from(tunings).where(eq(tunings.accountId, accountId)),
    fits: await db.select().from(fits).where(eq(fits.accountId, accountId)),
    card_marks: await db.select().from(cardMarks).where(eq(cardMarks.accountId, accountId)),
    cohort_members: await db
      .select({ cohort: cohorts.name, examDay: cohorts.examDay })
      .from(cohortMembers)
      .innerJoin(cohorts, eq(cohorts.id, cohortMembers.cohortId))
      .where(eq(cohortMembers.accountId, accountId))
  };
}

/** What may not be told yet is not told here either: results come once they are released. */
async function gatherQuizzes(db: Db, accountId: string) {
  const { score: _, passed: __, scoredAt: _____, ...attempt } = getTableColumns(attempts);
  const { score: ___, dropped: ____, ...question } = getTableColumns(attemptItems);
  const own = eq(attempts.accountId, accountId);
  const told = <T>(column: T) =>
    sql<T>`case when ${attempts.loggedAt} is not null then ${column} end`;
  return {
    quiz_allowances: await db
      .select()
      .from(quizAllowances)
      .where(eq(quizAllowances.accountId, accountId)),
    attempts: await db
      .select({ ...attempt, score: told(attempts.score), passed: told(attempts.passed) })
      .from(attempts)
      .where(own),
    attempt_items: await db
      .select({ ...question, score: told(attemptItems.score) })
      .from(attemptItems)
      .innerJoin(attempts, eq(attempts.id, attemptItems.attemptId))
      .where(own),
    attempt_answers: await db
      .select(getTableColumns(attemptAnswers))
      .from(attemptAnswers)
      .innerJoin(attempts, eq(attempts.id, attemptAnswers.attemptId))
      .where(own),
    note_gradings: await db
      .select(getTableColumns(noteGradings))
      .from(noteGradings)
      .innerJoin(attemptAnswers, eq(attemptAnswers.id, noteGradings.answerId))
      .innerJoin(attempts, eq(attempts.id, attemptAnswers.attemptId))
      .where(and(own, isNotNull(attempts.loggedAt))),
    reports: await listOwn(db, accountId)
  };
}

/** What a school asked of somebody, and told them. */
async function gatherTeaching(db: Db, accountId: string) {
  const { title, subject, dueDay, createdAt, withdrawnAt } = assignments;
  const { schoolId: _, ...assigned } = getTableColumns(assignmentStudents);
  return {
    assignment_students: await db
      .select({ title, subject, dueDay, createdAt, withdrawnAt, ...assigned })
      .from(assignmentStudents)
      .innerJoin(assignments, eq(assignments.id, assignmentStudents.assignmentId))
      .where(eq(assignmentStudents.accountId, accountId)),
    announcement_deliveries: await db
      .select({
        ...{ subject: announcements.subject, text: announcements.text },
        ...{ sentAt: announcements.sentAt, ...getTableColumns(announcementDeliveries) }
      })
      .from(announcementDeliveries)
      .innerJoin(announcements, eq(announcements.id, announcementDeliveries.announcementId))
      .where(eq(announcementDeliveries.accountId, accountId))
  };
}
