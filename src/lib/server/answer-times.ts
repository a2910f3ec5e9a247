/** How long a learner usually takes. */
import type { Db } from './db/connect';
import { usualSeconds } from '../domain/budget';

/** So many of the newest answers tell it. */
export const recentAnswers = 100;

/** @returns seconds an answer, the learner's own; the usual ones before the first */
export async function secondsEach(db: Db, account: string): Promise<number> {
  const [row] = await db.$client<{ seconds: number | null }[]>`
    select (avg(latency_ms) / 1000)::float8 as seconds from (select latency_ms from answers
      where account_id = ${account} order by study_day desc limit ${recentAnswers}) as recent`;
  return row!.seconds ?? usualSeconds;
}
