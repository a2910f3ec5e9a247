/** A card: one learner's memory of one item, as a fold over that item's answers. */
import { Again, fsrs6, type Memory, type Rating } from './memory';

/** Days are study days (see `day.ts`). */
export interface Card extends Memory {
  firstDay: number;
  lastDay: number;
  dueDay: number;
  reps: number;
  /** How often it was forgotten after having been known. */
  lapses: number;
  lastAnswerId: string;
  lastAnsweredAt: Date;
}

/** What the fold needs of an answer. */
export interface Review {
  id: string;
  rating: Rating;
  studyDay: number;
  answeredAt: Date;
}

/** The order in which answers were given, wherever and whenever they arrived. */
export const byTime = (a: Review, b: Review) =>
  a.answeredAt.getTime() - b.answeredAt.getTime() || (a.id < b.id ? -1 : 1);

/** @returns whether `review` comes before the newest answer that `card` knows. */
export const isLate = (card: Card, review: Review) =>
  byTime(review, { ...review, id: card.lastAnswerId, answeredAt: card.lastAnsweredAt }) < 0;

/**
 * Takes in one more answer, which must not be late.
 * A traveller's calendar may step back over the date line: time since the last answer is then 0.
 */
export function step(card: Card | null, review: Review): Card {
  const day = Math.max(review.studyDay, card?.lastDay ?? review.studyDay);
  const memory = fsrs6.next(card, card ? day - card.lastDay : 0, review.rating);
  const failed = review.rating === Again;
  return {
    ...memory,
    firstDay: card?.firstDay ?? day,
    lastDay: day,
    dueDay: failed ? day : day + fsrs6.interval(memory.stability),
    reps: (card?.reps ?? 0) + 1,
    lapses: (card?.lapses ?? 0) + (card && failed && day > card.lastDay ? 1 : 0),
    lastAnswerId: review.id,
    lastAnsweredAt: review.answeredAt
  };
}

/** @returns the card after all of `reviews`, given in any order; null after none. */
export function replay(reviews: readonly Review[]): Card | null {
  return [...reviews].sort(byTime).reduce<Card | null>(step, null);
}

/** @returns the probability, 0 to 1, that the learner would know the item on `day`. */
export const recallOn = (card: Pick<Card, 'stability' | 'lastDay'>, day: number) =>
  fsrs6.recall(card.stability, Math.max(0, day - card.lastDay));
