/** What students did at a school's quizzes, for its staff. Every query asks for the quiz's school. */
import { and, eq } from 'drizzle-orm';
import { validate } from 'uuid';
import { settleExpired } from './attempt-ends';
import { attemptColumns, type Attempt } from './attempts';
import type { Db } from './db/connect';
import { accounts } from './db/schema/accounts';
import { attempts, quizzes } from './db/schema/quizzes';
import type { Quiz } from './quizzes';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import type { StudentResult } from '../domain/quiz-results';

/** Whether the actor may see what was done at a quiz; a practice exam is nobody's to see. */
const maySee = (
  actor: Actor,
  quiz: Pick<Quiz, 'id' | 'school'>
): quiz is { id: string; school: string } =>
  quiz.school !== null && can(actor, 'result.view', { school: quiz.school });

export interface Activity {
  /** Attempts that are over, and that run; trials by staff left out. */
  finished: number;
  running: number;
  /** Students with an attempt. */
  students: number;
  ungraded: number;
}

const ungraded = (db: Db) => db.$client`
  attempts.finished_at is not null and exists (select from attempt_items
    where attempt_id = attempts.id and attempt_items.score is null and not dropped)`;

/** @returns what happened at each quiz of a school, by quiz; empty unless the actor may */
export async function activity(
  db: Db,
  actor: Actor,
  school: string
): Promise<Map<string, Activity>> {
  if (!can(actor, 'result.view', { school })) return new Map();
  const rows = await db.$client<(Activity & { quiz: string })[]>`
    select quiz_id as quiz, count(*) filter (where finished_at is not null)::int as finished,
      count(*) filter (where finished_at is null)::int as running,
      count(distinct account_id)::int as students,
      count(*) filter (where ${ungraded(db)})::int as ungraded
    from attempts join quizzes on quizzes.id = quiz_id
    where school_id = ${school} and not trial
      and ${isSeenBy(db, actor, school, db.$client`account_id`)}
    group by quiz_id`;
  return new Map(rows.map(({ quiz, ...rest }) => [quiz, rest]));
}

/**
 * @param former whether those who sat the quiz and have left the school since are shown too
 * @returns a row for every student of the school, and every other member who sat the quiz; one query
 */
export async function results(
  db: Db,
  actor: Actor,
  quiz: Pick<Quiz, 'id' | 'school'>,
  now: Date,
  former = false
): Promise<StudentResult[]> {
  if (!maySee(actor, quiz)) return [];
  await settleExpired(db, now);
  return db.$client<StudentResult[]>`
    select accounts.id as account, name, email, done.attempts, best, newest.score as last,
      done.passed, to_char(newest.deadline_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        as "deadlineAt",
      case when newest.id is null then 'none' when newest.finished_at is null then 'running'
        when newest.ungraded then 'ungraded' when newest.ended_by = 'time' then 'ran-out'
        else 'handed-in' end as state,
      coalesce(extra_minutes, 0) as "extraMinutes", coalesce(extra_attempts, 0) as "extraAttempts"
    from accounts
      left join quiz_allowances on quiz_allowances.account_id = accounts.id
        and quiz_allowances.quiz_id = ${quiz.id}
      left join lateral (
        select count(*)::int as attempts, max(score) as best, bool_or(passed) as passed
        from attempts where quiz_id = ${quiz.id} and account_id = accounts.id and not trial
      ) as done on true
      left join lateral (
        select id, score, deadline_at, finished_at, ended_by, ${ungraded(db)} as ungraded
        from attempts where quiz_id = ${quiz.id} and account_id = accounts.id and not trial
        order by number desc limit 1
      ) as newest on true
    where accounts.id in (
      select account_id from members where school_id = ${quiz.school} and role = 'student'
      union select account_id from attempts join quizzes on quizzes.id = quiz_id
        where quiz_id = ${quiz.id} and school_id = ${quiz.school} and not trial
          and (${former} or account_id in (
            select account_id from members where school_id = ${quiz.school})))
      and ${isSeenBy(db, actor, quiz.school, db.$client`accounts.id`)}
    order by name, email`;
}

export interface Sitter {
  id: string;
  name: string;
  email: string;
}

/**
 * @returns a member of the quiz's school, or somebody who sat it; null for anybody else, and whom
 *   the actor may not see
 */
export async function sitter(
  db: Db,
  actor: Actor,
  quiz: Pick<Quiz, 'id' | 'school'>,
  account: string
): Promise<Sitter | null> {
  if (!maySee(actor, quiz) || !validate(account)) return null;
  const [found] = await db.$client<Sitter[]>`
    select id, name, email from accounts
    where id = ${account} and ${isSeenBy(db, actor, quiz.school, db.$client`id`)} and (
      exists (select from members where account_id = ${account} and school_id = ${quiz.school})
      or exists (select from attempts join quizzes on quizzes.id = quiz_id
        where account_id = ${account} and quiz_id = ${quiz.id} and school_id = ${quiz.school}))`;
  return found ?? null;
}

/** @returns the attempts of one account, oldest first, trials too; empty where it is not to see */
export async function attemptsOf(
  db: Db,
  actor: Actor,
  quiz: Pick<Quiz, 'id' | 'school'>,
  account: string
): Promise<Attempt[]> {
  if (!(await sitter(db, actor, quiz, account))) return [];
  return db
    .select(attemptColumns)
    .from(attempts)
    .innerJoin(quizzes, eq(quizzes.id, attempts.quizId))
    .where(
      and(
        eq(quizzes.id, quiz.id),
        eq(quizzes.schoolId, quiz.school!),
        eq(attempts.accountId, account)
      )
    )
    .orderBy(attempts.number);
}

/** @returns an attempt at the quiz with who sat it; null where there is none of that school */
export async function attempt(
  db: Db,
  actor: Actor,
  quiz: Pick<Quiz, 'id' | 'school'>,
  id: string
): Promise<(Attempt & { student: Sitter }) | null> {
  if (!maySee(actor, quiz) || !validate(id)) return null;
  const student = { id: accounts.id, name: accounts.name, email: accounts.email };
  const [found] = await db
    .select({ ...attemptColumns, student })
    .from(attempts)
    .innerJoin(quizzes, eq(quizzes.id, attempts.quizId))
    .innerJoin(accounts, eq(accounts.id, attempts.accountId))
    .where(and(eq(attempts.id, id), eq(quizzes.id, quiz.id), eq(quizzes.schoolId, quiz.school)));
  return found && (await sitter(db, actor, quiz, found.account)) ? found : null;
}

export interface Granted {
  extraMinutes: number;
  extraAttempts: number;
  reason: string;
  at: Date;
  by: string | null;
}

/** @returns what a student was granted at a quiz, and why, newest first */
export async function grants(
  db: Db,
  actor: Actor,
  quiz: Pick<Quiz, 'id' | 'school'>,
  account: string
): Promise<Granted[]> {
  if (!(await sitter(db, actor, quiz, account))) return [];
  return db.$client<Granted[]>`
    select (subject->>'extraMinutes')::int as "extraMinutes",
      (subject->>'extraAttempts')::int as "extraAttempts", reason, at, accounts.name as by
    from audit left join accounts on accounts.id = actor_id
    where school_id = ${quiz.school} and action = 'quiz.allow'
      and subject->>'quiz' = ${quiz.id} and subject->>'account' = ${account}
    order by at desc, audit.id`;
}
