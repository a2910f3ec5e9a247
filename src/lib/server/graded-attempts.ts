/** Attempts at quizzes of schools of which it has become known what they are worth: told once. */
import type { Transaction } from './db/connect';
import { allHappened, type Happening } from './events';
import { grouped } from '../domain/grouped';

/**
 * Notes when attempts were graded that had not been, and tells the schools of the quizzes; sent
 * right after what stores their worth. Trials are not told of, nor practice exams, which are no
 * school's.
 */
export async function tellGraded(
  tx: Transaction,
  ids: readonly string[],
  now: Date
): Promise<void> {
  const graded = await tx<Graded[]>`
    with graded as (
      update attempts set scored_at = ${now.toISOString()}
      where id = any(${ids as string[]}::uuid[]) and score is not null and scored_at is null
        and finished_at is not null and not trial
      returning id, quiz_id, account_id, number, finished_at)
    select member_records.school_id as school, member_records.id as member, quiz_id as quiz,
      graded.id as attempt, graded.number, to_jsonb(finished_at) as "finishedAt"
    from graded join quizzes on quizzes.id = quiz_id
      join member_records on member_records.school_id = quizzes.school_id
        and member_records.account_id = graded.account_id
    order by finished_at, graded.id`;
  for (const [school, some] of grouped(graded, (one) => one.school)) {
    const happenings = some.map(({ school: _, ...fact }): Happening => {
      const finishedAt = new Date(fact.finishedAt).toISOString();
      return { type: 'quiz.attempt_graded', fact: { ...fact, finishedAt } };
    });
    await allHappened(tx, school, happenings, now);
  }
}

interface Graded {
  school: string;
  member: string;
  quiz: string;
  attempt: string;
  number: number;
  finishedAt: string;
}
