/** A card: one learner's memory of one item, as a fold over that item's answers. */
import { Again, fsrs6, Good, type Memory, type MemoryModel, type Rating } from './memory';
import { spacing } from './spacing';

/** Days are study days (see `day.ts`). */
export interface Card extends Memory {
  firstDay: number;
  lastDay: number;
  dueDay: number;
  reps: number;
  /** How often it was forgotten after having been known. */
  lapses: number;
  /** Of the weights by which its state follows from its answers: those of the newest. */
  weightsVersion: number;
  lastAnswerId: string;
  lastAnsweredAt: Date;
}

/** What the fold needs of an answer. */
export interface Review {
  id: string;
  rating: Rating;
  studyDay: number;
  answeredAt: Date;
  /** Of the weights that held for the learner when it was recorded. */
  weightsVersion: number;
}

/** By what a learner's card of an item is scheduled. */
export interface Schedule {
  /** Seeds, with the repetition, where in its window an interval falls. */
  item: string;
  /** The recall, 0 to 1, at which the item is asked again. */
  target: number;
  /** The model with the weights of a version; it knows those of all the answers. */
  model: (version: number) => MemoryModel;
}

/** The order in which answers were given, wherever and whenever they arrived. */
export const byTime = (a: Review, b: Review) =>
  a.answeredAt.getTime() - b.answeredAt.getTime() || (a.id < b.id ? -1 : 1);

/** @returns whether `review` comes before the newest answer that `card` knows. */
export const isLate = (card: Card, review: Review) =>
  byTime(review, { ...review, id: card.lastAnswerId, answeredAt: card.lastAnsweredAt }) < 0;

/** @returns whether taking in `review` needs all answers: it is late, or other weights hold since. */
export const needsReplay = (card: Card, review: Review) =>
  review.weightsVersion !== card.weightsVersion || isLate(card, review);

/**
 * Takes in one more answer, which must not need a replay. What is met for the first time was not
 * remembered, so it is Good at best (scheduling research, section 2).
 * A traveller's calendar may step back over the date line: time since the last answer is then 0.
 */
export function step(card: Card | null, review: Review, schedule: Schedule): Card {
  const { weightsVersion } = review;
  const model = schedule.model(weightsVersion);
  const day = Math.max(review.studyDay, card?.lastDay ?? review.studyDay);
  const rating = card || review.rating < Good ? review.rating : Good;
  const memory = model.next(card, card ? day - card.lastDay : 0, rating);
  const failed = rating === Again;
  const reps = (card?.reps ?? 0) + 1;
  return {
    firstDay: card?.firstDay ?? day,
    lastDay: day,
    dueDay: failed ? day : dueDay({ lastDay: day, reps, weightsVersion, ...memory }, schedule),
    reps,
    lapses: (card?.lapses ?? 0) + (card && failed && day > card.lastDay ? 1 : 0),
    weightsVersion,
    lastAnswerId: review.id,
    lastAnsweredAt: review.answeredAt,
    ...memory // last: as the first it takes 300 times as long under Node 20
  };
}

/** @returns the study day on which a card that was not missed is asked again. */
export const dueDay = (
  card: Pick<Card, 'stability' | 'lastDay' | 'reps' | 'weightsVersion'>,
  { item, target, model }: Schedule
): number =>
  card.lastDay +
  spacing(model(card.weightsVersion), card.stability, target, `${item} ${card.reps}`);

/**
 * Earlier answers are taken in by the weights of the newest: what was learned since about
 * forgetting holds for all of them.
 * @returns the card after all of `reviews`, given in any order; null after none
 */
export function replay(reviews: readonly Review[], schedule: Schedule): Card | null {
  const inOrder = [...reviews].sort(byTime);
  const weightsVersion = inOrder.at(-1)?.weightsVersion;
  return inOrder.reduce<Card | null>(
    (card, review) => step(card, { ...review, weightsVersion: weightsVersion! }, schedule),
    null
  );
}

/**
 * @param model of the weights of the card
 * @returns the probability, 0 to 1, that the learner would know the item on `day`
 */
export const recallOn = (
  card: Pick<Card, 'stability' | 'lastDay'>,
  day: number,
  model: MemoryModel = fsrs6
) => model.recall(card.stability, Math.max(0, day - card.lastDay));
