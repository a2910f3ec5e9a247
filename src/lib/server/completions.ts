/** Who has completed which course: recorded once, as soon as the rule that holds is met. */
import * as courses from './completion-course';
import { askedBy, gather, type Student } from './completion-facts';
import { proofOf } from './completion-proof';
import { versionsAt } from './completion-versions';
import type { Db, Transaction } from './db/connect';
import { happened } from './events';
import { judge, type Standing } from '../domain/completion';
import type { Facts } from '../domain/completion-clauses';
import { proves } from '../domain/completion-evidence';
import { rulesFor, type RuleVersion } from '../domain/completion-rule';
import { studyDay } from '../domain/day';
import { grouped } from '../domain/grouped';

/** A student as far as completion goes. */
export interface Candidate extends Student {
  school: string;
  joinedAt: Date;
}

/** How a student stands in a course that has a rule. */
export interface Judged {
  student: Candidate;
  standing: Standing;
  begunAt: Date | null;
  facts: Facts;
}

/** @returns the students of a school, or one account wherever it is a student */
export async function candidates(
  { $client: sql }: Db,
  of: { school: string; accounts?: string[] } | { account: string },
  now: Date
): Promise<Candidate[]> {
  const where =
    'account' in of
      ? sql`members.account_id = ${of.account}`
      : sql`members.school_id = ${of.school}
          ${of.accounts ? sql`and members.account_id = any(${of.accounts}::uuid[])` : sql``}`;
  const rows = await sql<
    (Omit<Candidate, 'today' | 'joinedAt'> & { zone: string; joined: string })[]
  >`
    select members.school_id as school, accounts.id as account, member_records.id as record,
      time_zone as zone, to_jsonb(joined_at) as joined
    from members join accounts on accounts.id = members.account_id
      join member_records on member_records.school_id = members.school_id
        and member_records.account_id = members.account_id
    where ${where} and members.role = 'student'
    order by member_records.id`;
  return rows.map(({ zone, joined, ...row }) => ({
    ...row,
    joinedAt: new Date(joined),
    today: studyDay(now, zone)
  }));
}

/**
 * @param versions of the rule of the course, planned ones too
 * @returns how each student stands now, in their order; nobody where no rule is in force
 */
export async function judgeAll(
  db: Db,
  school: string,
  course: courses.RuledCourse,
  versions: readonly RuleVersion[],
  students: readonly Candidate[],
  now: Date
): Promise<Judged[]> {
  const rules = versions.map(({ rule }) => rule);
  const asked = askedBy(rules);
  const begun = versions.length > 1 ? await begunBy(db, school, course, versions, students) : null;
  const facts = await gather(db, school, course, asked, students);
  return students.flatMap((student) => {
    const known = facts.get(student.account)!;
    const begunAt = begun?.get(student.account) ?? null;
    const standing = judge(versions, begunAt, known, now);
    return standing ? [{ student, standing, begunAt, facts: known }] : [];
  });
}

/**
 * When students began a course at the school: with the first answer, finished lesson, attempt or
 * sign-off that any version of its rule asks for; what they did before they joined counts from then.
 */
async function begunBy(
  { $client: sql }: Db,
  school: string,
  course: courses.RuledCourse,
  versions: readonly RuleVersion[],
  students: readonly Candidate[]
): Promise<Map<string, Date>> {
  const asked = askedBy(versions.map(({ rule }) => rule));
  const lessons = asked.lessons.flatMap(
    (id) => course.lessons.get(id)?.ways.map(({ lesson }) => lesson) ?? []
  );
  const rows = await sql<{ account: string; at: string }[]>`
    select account, to_jsonb(greatest(joined::timestamptz, first)) as at from (
      select account, joined, least(
      (select min(first.at) from items cross join lateral (
          select received_at as at from answers
          where answers.account_id = account and answers.item_id = items.id
          order by answered_at limit 1) as first
        where items.lesson_id = any(${lessons}::text[])),
      (select min(completed_at) from completions
        where account_id = account and lesson_id = any(${lessons}::text[])),
      (select min(started_at) from attempts
        where account_id = account and quiz_id = any(${asked.quizzes}::text[]) and not trial),
      (select min(at) from skill_sign_offs where school_id = ${school}
        and record_id = record and skill_id = any(${asked.skills}::uuid[]))) as first
    from unnest(${students.map(({ account }) => account)}::uuid[],
      ${students.map(({ record }) => record)}::uuid[],
      ${students.map(({ joinedAt }) => joinedAt.toISOString())}::text[])
        as student (account, record, joined)) as deeds
    where first is not null`;
  return new Map(rows.map(({ account, at }) => [account, new Date(at)]));
}

/**
 * Records every course that an account has completed by now and that is not recorded. However many
 * do this at once, and however often, a course is completed once.
 * @returns how many were
 */
export async function settle(db: Db, account: string, now: Date): Promise<number> {
  const own = await candidates(db, { account }, now);
  let count = 0;
  for (const student of own)
    for (const [course, versions] of await open(db, student))
      count += (await settleOne(db, student, course, versions, now)) ? 1 : 0;
  return count;
}

/** The rules of the school by which the student has completed nothing yet. */
async function open(db: Db, { school, record }: Candidate) {
  const [versions, done] = await Promise.all([
    versionsAt(db, school),
    db.$client<{ course: string }[]>`
      select distinct course from course_completions
      where school_id = ${school} and record_id = ${record}`
  ]);
  const completed = new Set(done.map(({ course }) => course));
  const byCourse = grouped(versions, ({ course }) => course);
  return [...byCourse].filter(([course]) => !completed.has(course));
}

/** Records that a student has completed a course, if so. @returns whether it was recorded by this */
async function settleOne(
  db: Db,
  student: Candidate,
  key: string,
  versions: readonly RuleVersion[],
  now: Date
): Promise<boolean> {
  const earned = await earnedBy(db, student, key, versions, now);
  if (!earned) return false;
  return db.$client.begin((tx) => recordEarned(tx, student, key, earned, now));
}

/** Records a completion with what shows it. @returns whether it was not recorded before */
export async function recordEarned(
  tx: Transaction,
  { school, record }: Candidate,
  key: string,
  earned: NonNullable<Awaited<ReturnType<typeof earnedBy>>>,
  now: Date
): Promise<boolean> {
  const completedAt = earned.completedAt.toISOString();
  const written = await tx`
    insert into course_completions (school_id, record_id, course, number, kind, rule_version,
      completed_at, evidence, reason, at)
    values (${school}, ${record}, ${key}, 1, 'earned', ${earned.version}, ${completedAt},
      ${JSON.stringify(earned.evidence)}::jsonb, '', ${now.toISOString()})
    on conflict do nothing returning 1`;
  if (written.length === 0) return false;
  const fact = { member: record, course: key, row: 1, completedAt };
  await happened(tx, school, 'completion.recorded', fact, now);
  return true;
}

/**
 * What a completion would say; null where the course is not completed, or not to be had. Its moment
 * is that of the last thing that was missing, however late it is noticed.
 */
export async function earnedBy(
  db: Db,
  student: Candidate,
  key: string,
  versions: readonly RuleVersion[],
  now: Date
) {
  const { school } = student;
  const rules = versions.map(({ rule }) => rule);
  const course = await courses.find(db, school, key, askedBy(rules).lessons);
  if (!course?.open) return null;
  const [judged] = await judgeAll(db, school, course, versions, [student], now);
  if (!judged?.standing.complete) return null;
  const by = rulesFor(versions, judged.begunAt, now).find(
    ({ version }) => version === judged.standing.version
  )!;
  const { evidence, at } = await proofOf(db, school, course, by.rule, student, judged.begunAt);
  // Something may have been answered meanwhile: then that answer brings us here again.
  if (!proves(by.rule, evidence)) return null;
  const moments = [at ?? now, by.effectiveFrom, student.joinedAt];
  if (evidence.excused.length > 0) moments.push(now);
  const completedAt = new Date(Math.max(...moments.map((moment) => moment.getTime())));
  return { version: by.version, completedAt, evidence };
}
