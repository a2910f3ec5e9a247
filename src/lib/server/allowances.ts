/** What one student is granted at a quiz beyond its rules: more time, more attempts. */
import { and, eq, sql } from 'drizzle-orm';
import { note } from './audit';
import type { Db, Transaction } from './db/connect';
import { members } from './db/schema/accounts';
import { quizAllowances } from './db/schema/quizzes';
import { findForStaff } from './quizzes';
import { sitter } from './results';
import type { Actor } from '../domain/actor';
import { noAllowance, type Allowance } from '../domain/quiz';

/** @returns what a learner is granted at a quiz beyond its rules */
export async function allowanceOf(db: Db, quiz: string, account: string): Promise<Allowance> {
  const [row] = await db
    .select()
    .from(quizAllowances)
    .where(and(eq(quizAllowances.quizId, quiz), eq(quizAllowances.accountId, account)));
  return row ?? noAllowance;
}

/**
 * Grants a student more time or attempts; an attempt that is open ends later by as much.
 * @returns whether the actor may, and the student is one of the school
 */
export async function allow(
  db: Db,
  actor: Actor,
  id: string,
  account: string,
  allowance: Allowance,
  reason: string,
  now: Date
): Promise<boolean> {
  const quiz = await findForStaff(db, actor, id);
  if (!quiz?.school) return false;
  const { school } = quiz;
  const [member] = await db
    .select()
    .from(members)
    .where(and(eq(members.schoolId, school), eq(members.accountId, account)));
  if (!member || !(await sitter(db, actor, quiz, account))) return false;
  await db.transaction(async (tx) => {
    const [before = noAllowance] = await tx
      .select()
      .from(quizAllowances)
      .where(and(eq(quizAllowances.quizId, id), eq(quizAllowances.accountId, account)))
      .for('update');
    await tx
      .insert(quizAllowances)
      .values({ quizId: id, accountId: account, ...allowance })
      .onConflictDoUpdate({
        target: [quizAllowances.quizId, quizAllowances.accountId],
        set: allowance
      });
    await tx.execute(sql`update attempts
      set deadline_at = deadline_at + make_interval(mins => ${allowance.extraMinutes - before.extraMinutes}::int)
      where quiz_id = ${id} and account_id = ${account} and finished_at is null`);
    const subject = { quiz: id, account, ...allowance };
    await note(tx, { school, actor: actor.id, action: 'quiz.allow', subject, reason }, now);
  });
  return true;
}

/**
 * Empties the reasons for which somebody was granted something, which may tell of their health; that
 * it was granted, and by whom, stays in the audit.
 * @param tx one that removes a part of a record
 */
export async function forgetReasons(
  tx: Transaction,
  account: string,
  schools: readonly string[]
): Promise<void> {
  await tx`
    update audit set reason = ''
    where school_id = any(${schools as string[]}::uuid[]) and action = 'quiz.allow'
      and subject->>'account' = ${account} and reason <> ''`;
}
