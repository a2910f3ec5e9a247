/** Our scheduler as the app runs it, and those that it is measured against. */
import { step, type Card } from '../../../src/lib/domain/card';
import { Again, defaultVersion, fsrs6, type Rating } from '../../../src/lib/domain/memory';

const msPerDay = 86_400_000;

/** Schedules the items of one learner. */
export interface Scheduler {
  /**
   * Takes in an answer.
   * @param retry whether it repeats a miss of the same day
   * @returns days until the item is to be asked again, 1 or more
   */
  answered(item: number, day: number, rating: Rating, retry: boolean): number;
}

export interface OurScheduler extends Scheduler {
  cards: Card[];
}

/** FSRS-6 as the app runs it: cards, with intervals spread by item and repetition. */
export function fsrs(target: number): OurScheduler {
  const cards: Card[] = [];
  const model = () => fsrs6;
  return {
    cards,
    answered(item, day, rating) {
      const before = cards[item] ?? null;
      const reps = before?.reps ?? 0;
      const review = {
        id: String(reps),
        rating,
        studyDay: day,
        answeredAt: new Date(day * msPerDay + reps),
        weightsVersion: defaultVersion
      };
      const card = step(before, review, { item: `item-${item}`, target, model });
      cards[item] = card;
      return card.dueDay - day;
    }
  };
}

/** Every item every so many days. */
export const every = (days: number) => (): Scheduler => ({ answered: () => days });

/** Five boxes; a miss goes back to the first. */
export function leitner(): Scheduler {
  const days = [1, 2, 4, 8, 16];
  const boxes: number[] = [];
  return {
    answered(item, _, rating, retry) {
      const box = boxes[item];
      if (rating === Again || box === undefined) boxes[item] = 0;
      else if (!retry) boxes[item] = Math.min(box + 1, days.length - 1);
      return days[boxes[item]!]!;
    }
  };
}

/**
 * SM-2 as published: 1 day, 6 days, then times the ease. Grade 4 when right, which leaves the ease
 * at 2.5; a miss starts the repetitions over and leaves the ease too.
 */
export function sm2(): Scheduler {
  const ease = 2.5;
  const cards: { right: number; interval: number }[] = [];
  return {
    answered(item, _, rating, retry) {
      const card = (cards[item] ??= { right: 0, interval: 1 });
      if (rating === Again) cards[item] = { right: 0, interval: 1 };
      else if (!retry) {
        card.right++;
        card.interval =
          card.right === 1 ? 1 : card.right === 2 ? 6 : Math.ceil(card.interval * ease);
      }
      return cards[item]!.interval;
    }
  };
}

/**
 * SM-2 as Anki has it: 1 day after learning, then times the ease with half of a delay counted; a
 * miss costs 0.2 of the ease, to 1.3 at least, and begins again with 1 day.
 */
export function ankiSm2(): Scheduler {
  const cards: { ease: number; interval: number; lastDay: number }[] = [];
  return {
    answered(item, day, rating, retry) {
      const card = cards[item];
      if (!card) cards[item] = { ease: 2.5, interval: 1, lastDay: day };
      else if (rating === Again) {
        card.ease = Math.max(1.3, card.ease - 0.2);
        card.interval = 1;
      } else if (!retry) {
        const { ease, interval, lastDay } = card;
        const counted = interval + (day - lastDay - interval) / 2;
        card.interval = Math.max(interval + 1, Math.round(counted * ease));
      }
      cards[item]!.lastDay = day;
      return cards[item]!.interval;
    }
  };
}
