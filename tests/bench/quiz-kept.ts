/** Whether what was acknowledged during a quiz is there afterwards, and counts. */
import type { Db } from '../../src/lib/server/db/connect';

/** An answer as it was sent; `b` is right. */
export interface Given {
  id: string;
  attempt: string;
  position: number;
  option: string;
  /** In milliseconds. */
  at: number;
}

interface Stored {
  id: string;
  attempt: string;
  position: number;
  option: string;
}

/**
 * @param kept the answers that were acknowledged
 * @returns how many of them are missing or do not count though they are the newest
 * @throws where anything else is not as it must be: an answer twice, an attempt not ended once, a
 *   wrong score
 */
export async function lostOf(
  db: Db,
  quiz: string,
  kept: readonly Given[],
  { students, questions }: { students: number; questions: number }
): Promise<number> {
  const sql = db.$client;
  const stored = await sql<Stored[]>`
    select attempt_answers.id, attempt_id as attempt, position, response->>'option' as option
    from attempt_answers join attempts on attempts.id = attempt_id where quiz_id = ${quiz}`;
  const counting = await sql<{ id: string; logged: number }[]>`
    select answer_id as id, (select count(*) from answers where id = answer_id)::int as logged
    from attempt_items join attempts on attempts.id = attempt_id
    where quiz_id = ${quiz} and answer_id is not null`;
  const attempts = await sql<{ id: string; finished: boolean; score: number | null }[]>`
    select id, finished_at is not null and logged_at is not null as finished, score
    from attempts where quiz_id = ${quiz}`;
  const [sums] = await sql<{ n: number }[]>`
    select n from quiz_statistics where quiz_id = ${quiz}`;

  const newest = new Map<string, Given>();
  for (const given of kept) {
    const place = `${given.attempt} ${given.position}`;
    if (given.at >= (newest.get(place)?.at ?? 0)) newest.set(place, given);
  }
  const inOrder = (list: readonly Stored[]) =>
    list
      .map(({ id, attempt, position, option }) => [id, attempt, position, option].join(' '))
      .sort();
  const isStored = new Set(inOrder(stored));
  const counts = new Set(counting.filter(({ logged }) => logged === 1).map(({ id }) => id));
  const missing = inOrder(kept).filter((one) => !isStored.has(one)).length;
  const idle = [...newest.values()].filter(({ id }) => !counts.has(id)).length;

  const points = new Map<string, number>();
  for (const { attempt, option } of newest.values())
    points.set(attempt, (points.get(attempt) ?? 0) + Number(option === 'b'));
  const isRight = ({ id, score }: (typeof attempts)[number]) =>
    Math.abs(score! - (points.get(id) ?? 0) / questions) < 1e-9;
  const flaws = {
    'answers that were refused are stored': stored.length > kept.length - missing,
    'answers count that are not the newest': counting.length !== newest.size - idle,
    'an attempt was begun twice, or not at all': attempts.length !== students,
    'an attempt is open': !attempts.every(({ finished }) => finished),
    'an attempt ended twice, or not at all': sums?.n !== students,
    'a score is wrong': missing + idle === 0 && !attempts.every(isRight)
  };
  for (const [flaw, isThere] of Object.entries(flaws)) if (isThere) throw new Error(flaw);
  return missing + idle;
}
