/**
 * A course of study, simulated day by day: what is chosen is asked, a miss is retried on the same
 * day, then something new is begun. Answers count from an item's second day on: the first ones
 * are the lesson's own, and alike under every scheduler.
 */
import type { Confidence } from '../../../src/lib/domain/answer';
import { Again } from '../../../src/lib/domain/memory';
import { rate } from '../../../src/lib/domain/rating';
import { learner, type Learner } from './learner';
import type { Scheduler } from './schedulers';

const items = 1000;
const newADay = 20;
/** All items have been begun: recall is measured from then on, on every fifth day. */
const settled = items / newADay;
const measureEvery = 5;

/** What is known when a day begins. */
export interface Today {
  day: number;
  /** Items that are due, in the order of the course. */
  due: number[];
  /** The day on which each begun item is due. */
  dueDay: readonly number[];
}

export interface Course {
  seed: number;
  days: number;
  scheduler: Scheduler;
  /** The items to ask on a day; without it, all that are due. */
  choose?(today: Today): readonly number[];
  /** What is said and seen of an answer that was not known, if not simply a miss. */
  luck?(learner: Learner, item: number): { right: boolean; says?: Confidence };
  /** Called on the days on which recall is measured, after all answers. */
  evening?(day: number, learner: Learner): void;
}

export interface Outcome {
  /** Answers given, retries included. */
  answers: number;
  /** Mean recall of all items, after the days on which it is measured. */
  recall: number;
  /** Mean recall in the morning after the last day. */
  recallAtEnd: number;
}

export function run({ seed, days, scheduler, choose, luck, evening }: Course): Outcome {
  const mind = learner(`learner ${seed}`, items);
  const dueDay: number[] = [];
  const meanRecall = (day: number) => {
    let sum = 0;
    for (let item = 0; item < dueDay.length; item++) sum += mind.recall(item, day);
    return sum / dueDay.length;
  };
  /** @returns the answers that it took */
  const ask = (item: number, day: number): number => {
    const known = mind.remembers(item, day);
    const { right, says } = (!known && luck?.(mind, item)) || { right: known };
    const asked = { passMark: 1, hint: false, quick: false, optionCount: 4 };
    const told = { ...asked, score: right ? 1 : 0, confidence: says };
    const rating = rate(told);
    let interval = scheduler.answered(item, day, rating, false);
    if (rating === Again) {
      mind.retries(item, day);
      const again = rate({ ...told, score: 1, confidence: undefined });
      interval = scheduler.answered(item, day, again, true);
    }
    dueDay[item] = day + interval;
    return rating === Again ? 2 : 1;
  };

  let answers = 0;
  const recalls: number[] = [];
  for (let day = 0; day < days; day++) {
    const due = [...dueDay.keys()].filter((item) => dueDay[item]! <= day);
    for (const item of choose?.({ day, due, dueDay }) ?? due) answers += ask(item, day);
    for (let n = 0; n < newADay && dueDay.length < items; n++) ask(dueDay.length, day);
    if (day < settled || day % measureEvery !== 0) continue;
    recalls.push(meanRecall(day));
    evening?.(day, mind);
  }
  const recall = recalls.reduce((sum, each) => sum + each, 0) / recalls.length;
  return { answers, recall, recallAtEnd: meanRecall(days) };
}

export const seeds = Array.from({ length: 10 }, (_, seed) => seed + 1);

/** @returns the mean of each figure over all seeds */
export function overSeeds<Figures extends object>(
  measure: (seed: number) => Figures
): { [name in keyof Figures]: number } {
  const all = seeds.map(measure);
  const names = Object.keys(all[0]!) as (keyof Figures)[];
  const mean = (name: keyof Figures) =>
    all.reduce((sum, figures) => sum + Number(figures[name]), 0) / all.length;
  return Object.fromEntries(names.map((name) => [name, mean(name)])) as {
    [name in keyof Figures]: number;
  };
}
