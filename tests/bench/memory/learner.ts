/** A simulated learner, whose memory is FSRS-6 with its default weights: the truth of this bench. */
import { Again, fsrs6, Good } from '../../../src/lib/domain/memory';
import { seededRandom } from '../../../src/lib/domain/shuffle';

/** Fresh from the lesson, this share of new items is known. */
const knownAtFirst = 0.7;

export interface Learner {
  /** @returns the true probability that the item is known on `day` */
  recall(item: number, day: number): number;
  /** Tries to remember, which leaves its trace: the try and, after a miss, the feedback. */
  remembers(item: number, day: number): boolean;
  /** Answers right on the same day, after the feedback. */
  retries(item: number, day: number): void;
  /** @returns whether something of this probability, such as a lucky guess, happens */
  chance(item: number, probability: number): boolean;
}

/**
 * Each item has random numbers of its own, so that the same luck meets every scheduler.
 * @param seed any text
 */
export function learner(seed: string, items: number): Learner {
  const stability = new Float64Array(items);
  const difficulty = new Float64Array(items);
  const lastDay = new Int32Array(items);
  const luck = Array.from({ length: items }, (_, item) => seededRandom(`${seed} ${item}`));
  const chances = Array.from({ length: items }, (_, item) => seededRandom(`${seed} ${item} guess`));

  const recall = (item: number, day: number) =>
    fsrs6.recall(stability[item]!, day - lastDay[item]!);
  const learn = (item: number, day: number, rating: typeof Again | typeof Good) => {
    const isNew = stability[item] === 0;
    const before = { stability: stability[item]!, difficulty: difficulty[item]! };
    const after = fsrs6.next(isNew ? null : before, isNew ? 0 : day - lastDay[item]!, rating);
    stability[item] = after.stability;
    difficulty[item] = after.difficulty;
    lastDay[item] = day;
  };

  return {
    recall,
    remembers(item, day) {
      const isNew = stability[item] === 0;
      const known = luck[item]!() < (isNew ? knownAtFirst : recall(item, day));
      learn(item, day, known ? Good : Again);
      return known;
    },
    retries: (item, day) => learn(item, day, Good),
    chance: (item, probability) => chances[item]!() < probability
  };
}
