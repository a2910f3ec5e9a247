/** What a transcript lists beside hours and courses: skills signed off, and quizzes passed. */
import type { Db } from './db/connect';
import type { Owner } from './hour-ledger';
import * as skills from './skills';
import { dateAt } from '../domain/day';
import type { QuizPassed, SkillSigned } from '../domain/papers/paper';

/** @returns the skills whose newest row is a sign-off, in the order in which they were shown */
export async function signedSkills(db: Db, { school, record }: Owner): Promise<SkillSigned[]> {
  const seen = new Set<string>();
  return (await skills.ofRecord(db, school, record))
    .filter(({ skill }) => !seen.has(skill) && seen.add(skill))
    .filter(({ kind }) => kind === 'signed')
    .map(({ title, day, by }) => ({ title, on: day, by }))
    .sort((a, b) => a.on.localeCompare(b.on) || a.title.localeCompare(b.title));
}

/**
 * Of any number of attempts the best counts, as it does for completion; what the student has not
 * been told yet is on no paper.
 * @returns the quizzes of the school that were passed, each with its best attempt that did, by when
 */
export async function passedQuizzes(
  { $client: sql }: Db,
  { school, record }: Owner,
  zone: string
): Promise<QuizPassed[]> {
  const rows = await sql<(Omit<QuizPassed, 'on'> & { at: string })[]>`
    select title, share, asked, at from (
      select distinct on (quiz_id) attempts.rules->>'title' as title, score as share,
        (attempts.rules->>'passMark')::float8 as asked, to_jsonb(finished_at) as at,
        finished_at, quiz_id
      from attempts join quizzes on quizzes.id = quiz_id
        join member_records on member_records.school_id = quizzes.school_id
          and member_records.account_id = attempts.account_id
      where quizzes.school_id = ${school} and member_records.id = ${record}
        and passed and not trial and logged_at is not null
      order by quiz_id, score desc, finished_at, attempts.id) as best
    order by finished_at, quiz_id`;
  return rows.map(({ at, ...row }) => ({ ...row, on: dateAt(new Date(at), zone) }));
}
