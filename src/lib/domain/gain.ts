/** What one more repetition of a card is worth: how much likelier it will be known when it counts. */
import { Again, fsrs6, Good, type Memory } from './memory';

/**
 * Without an exam, a repetition is judged by what is known so many study days later. Measured for
 * 1 to 180 where only 25 answers a day fit (`npm run bench:memory`): a week keeps most known over
 * the months and starves nothing; at 1 day, as with the least remembered first, what is nearly
 * lost eats the time.
 */
export const usualAhead = 7;

/**
 * The expected gain of one repetition now: recall `ahead` days from now if reviewed, less recall
 * then if not, divided by the answers that this is expected to take, since a miss costs a retry.
 * @param card its memory, and the study days since its last answer, 0 or more
 * @param ahead study days from now until it is to be known, 0 or more
 * @returns recall gained an answer, -1 to 1; higher is to be asked first
 */
export function gain(
  { memory, days }: { memory: Memory; days: number },
  ahead: number,
  model = fsrs6
): number {
  const known = model.recall(memory.stability, days);
  const missed = 1 - known;
  const without = model.recall(memory.stability, days + ahead);
  return (recallIfReviewed({ memory, days }, ahead, model) - without) / (1 + missed);
}

/**
 * The recall that is expected `ahead` days from now if the card is reviewed now: known and
 * answered right, or missed and then retried until right, as a session does.
 * @returns 0 to 1
 */
export function recallIfReviewed(
  { memory, days }: { memory: Memory; days: number },
  ahead: number,
  model = fsrs6
): number {
  const known = model.recall(memory.stability, days);
  const right = model.next(memory, days, Good);
  const retried = model.next(model.next(memory, days, Again), 0, Good);
  return (
    known * model.recall(right.stability, ahead) +
    (1 - known) * model.recall(retried.stability, ahead)
  );
}
