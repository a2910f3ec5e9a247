/** The days on which a learner studied, and how many in a row. */
import type { Db } from './db/connect';
import { dateOf } from '../domain/day';
import { isEasy, isPaused, weekdayOf, type Plan } from '../domain/plan';
import { streak, type Streak } from '../domain/streak';

/** Weeks that the calendar shows, this one included. */
const weeks = 53;

export interface Calendar {
  /** Monday of its first week, and today. */
  from: string;
  to: string;
  /** Days with an answer that counts, oldest first. */
  days: { date: string; answers: number; correct: number }[];
}

/** @returns the last year of answers; those that were taken back do not count */
export async function calendar(db: Db, account: string, today: number): Promise<Calendar> {
  const from = today - weekdayOf(today) + 1 - 7 * (weeks - 1);
  const rows = await db.$client<{ day: number; answers: number; correct: number }[]>`
    select study_day as day, count(*)::int as answers,
      (count(*) filter (where score = 1))::int as correct
    from counting_answers
    where account_id = ${account} and study_day between ${from} and ${today}
    group by study_day order by study_day`;
  return {
    from: dateOf(from),
    to: dateOf(today),
    days: rows.map(({ day, ...counts }) => ({ date: dateOf(day), ...counts }))
  };
}

/** @returns every study day with an answer that was not taken back, oldest first */
export async function studyDays(db: Db, account: string): Promise<number[]> {
  const rows = await db.$client<{ day: number }[]>`
    select distinct study_day as day from answers
    where account_id = ${account}
      and not exists (select from answer_undos where answer_id = answers.id)
    order by day`;
  return rows.map(({ day }) => day);
}

/** @returns the study days in a row; a pause and easy days of the plan are no misses */
export const streakOf = (days: readonly number[], today: number, plan: Plan): Streak =>
  streak(days, today, (day) => isPaused(plan, day) || isEasy(plan, day));
