/**
 * The reviews to come, as the memory model expects them: every card goes both ways at every
 * review, known or missed, weighed by how likely each is. No chance: the same each time.
 */
import { Again, Good, type Memory, type MemoryModel } from './memory';

/** What of a card tells when it comes back. Days are study days. */
export interface Held extends Memory {
  lastDay: number;
  dueDay: number;
}

/** @param target recall at which an item is asked again, 0 to 1 */
export interface Scheduling {
  target: number;
  model: MemoryModel;
}

/** Expected reviews on each day ahead; the first is today. */
export interface Forecast {
  /** The next review of each card: what is overdue, today. */
  due: number[];
  /** What follows within the days: the same cards again, and once more each that is missed. */
  repeats: number[];
}

/** Of questions never seen before so many are answered rightly, fresh from the lesson. */
const knownAtFirst = 0.7;

/**
 * @param days how many, today included
 * @returns the expected reviews of the cards as they are, if each is done on its day
 */
export function forecast(
  cards: readonly Held[],
  today: number,
  days: number,
  scheduling: Scheduling
): Forecast {
  const due = zeros(days);
  const ahead = new Ahead(days, scheduling);
  for (const card of cards) {
    const day = Math.max(card.dueDay, today) - today;
    if (day >= days) continue;
    due[day]! += 1;
    ahead.review(card, Math.max(0, day + today - card.lastDay), day, 1);
  }
  return { due, repeats: ahead.repeats() };
}

/** Alike enough to be followed as one: of one interval, and near in stability and difficulty. */
interface Alike {
  weight: number;
  interval: number;
  /** Sums by weight. */
  logStability: number;
  difficulty: number;
}

/** Cards that wait for a later day, by day. */
class Ahead {
  private readonly waiting: Map<string, Alike>[];
  private readonly counts: number[];

  constructor(
    private readonly days: number,
    private readonly scheduling: Scheduling
  ) {
    this.counts = zeros(days);
    this.waiting = this.counts.map(() => new Map());
  }

  /** Both ways of a review; it does not count itself, but the retry after a miss does. */
  review(memory: Memory, elapsed: number, day: number, weight: number): void {
    const { model } = this.scheduling;
    const missed = weight * (1 - model.recall(memory.stability, elapsed));
    this.counts[day]! += missed;
    this.wait(model.next(memory, elapsed, Good), day, weight - missed);
    if (missed > 0) this.wait(relearned(memory, elapsed, model), day, missed);
  }

  wait({ stability, difficulty }: Memory, day: number, weight: number): void {
    const { model, target } = this.scheduling;
    const interval = model.interval(stability, target);
    if (day + interval >= this.days) return;
    const logStability = Math.log(stability);
    const key = `${interval} ${Math.round(logStability * 4)} ${Math.round(difficulty)}`;
    const there = this.waiting[day + interval]!;
    const alike = there.get(key) ?? { weight: 0, interval, logStability: 0, difficulty: 0 };
    alike.weight += weight;
    alike.logStability += weight * logStability;
    alike.difficulty += weight * difficulty;
    there.set(key, alike);
  }

  /** @returns the reviews on each day of all that waits, and of what comes of it */
  repeats(): number[] {
    for (const [day, there] of this.waiting.entries())
      for (const { weight, interval, logStability, difficulty } of there.values()) {
        this.counts[day]! += weight;
        const memory = {
          stability: Math.exp(logStability / weight),
          difficulty: difficulty / weight
        };
        this.review(memory, interval, day, weight);
      }
    return this.counts;
  }
}

/** A miss, and the retry of the same session. */
const relearned = (memory: Memory | null, elapsed: number, model: MemoryModel) =>
  model.next(model.next(memory, elapsed, Again), 0, Good);

/** What a target of recall costs. */
export interface Cost {
  target: number;
  /** Mean of a day. */
  reviews: number;
  minutes: number;
}

/**
 * What each target would cost if it held from today on, in reviews and minutes a day, as the mean
 * over `days`: for a plan's choice between "90% is about 25 minutes a day, 95% about 39". Over a
 * few days a higher target looks dearer than it is, since much falls due at once: ask for 180.
 * @param cards those that will be asked: none that are suspended
 * @param within `days` from today on, the learner's `secondsEach` of an answer, and `fresh`: how
 *   many new items begin on each day ahead (leave it out for none); what is answered on an item's
 *   first day belongs to its lesson and does not count
 * @returns a cost for each target, in their order
 */
export function costOf(
  cards: readonly Held[],
  targets: readonly number[],
  within: { today: number; days: number; secondsEach: number; fresh?: readonly number[] },
  model: MemoryModel
): Cost[] {
  const { today, days, secondsEach, fresh = [] } = within;
  return targets.map((target) => {
    const after = fresh.length > 0 ? afterFirst(days, { target, model }) : [];
    const rescheduled = cards.map((card) => {
      const interval = model.interval(card.stability, target);
      // What was missed is due on the day it was missed, whatever the target.
      const isMissed = card.dueDay === card.lastDay;
      return { ...card, dueDay: isMissed ? card.dueDay : card.lastDay + interval };
    });
    const { due, repeats } = forecast(rescheduled, today, days, { target, model });
    const begun = fresh.slice(0, days);
    const learned = total(begun.map((count, day) => count * total(after.slice(0, days - day))));
    const reviews = (total(due) + total(repeats) + learned) / days;
    return { target, reviews, minutes: (reviews * secondsEach) / 60 };
  });
}

/** @returns the expected reviews of an item on each day from its first on */
function afterFirst(days: number, scheduling: Scheduling): number[] {
  const ahead = new Ahead(days, scheduling);
  ahead.wait(scheduling.model.next(null, 0, Good), 0, knownAtFirst);
  ahead.wait(relearned(null, 0, scheduling.model), 0, 1 - knownAtFirst);
  return ahead.repeats();
}

/**
 * Puts what is too much for a day on the next ones, as a learner with little time does.
 * @param most that a day ahead holds
 * @returns as many days; what does not fit into them is left out
 */
export function spread(counts: readonly number[], most: (day: number) => number): number[] {
  let over = 0;
  return counts.map((count, day) => {
    const waiting = count + over;
    const done = Math.min(waiting, most(day));
    over = waiting - done;
    return done;
  });
}

const zeros = (length: number) => Array.from({ length }, () => 0);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
