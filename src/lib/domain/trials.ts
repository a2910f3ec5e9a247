/** What a memory model says of answers before it has seen them. */
import { Again, Good, type Memory, type MemoryModel, type Rating } from './memory';

/** An answer to one item by one learner. */
export interface Answered {
  rating: Rating;
  studyDay: number;
  /** When, in ms. */
  at: number;
  weightsVersion: number;
  /** Whether it may be learned from and judged by: not crammed, and not rated by hand. */
  fair: boolean;
}

/** A prediction and what came. */
export interface Trial {
  /** Which of the answers. */
  index: number;
  at: number;
  /** 0 to 1, said before the answer was known. */
  recall: number;
  known: boolean;
  /** Of like trials, see `binOf`. */
  bin: number;
}

/** Days since the answer before, and what is made of a first one: as the fold of cards does it. */
export function stepsOf(answers: readonly Answered[]): { days: number; rating: Rating }[] {
  let last = answers[0]?.studyDay ?? 0;
  return answers.map(({ studyDay, rating }, i) => {
    const day = Math.max(last, studyDay);
    const days = day - last;
    last = day;
    return { days, rating: i === 0 && rating > Good ? Good : rating };
  });
}

/**
 * The first answer of each study day but the first, predicted before memory takes it in; answers
 * that are not fair, and those that follow on the same day, are taken in without a prediction.
 * @param answers to one item by one learner, in the order of time
 */
export function trialsOf(answers: readonly Answered[], model: MemoryModel): Trial[] {
  const trials: Trial[] = [];
  let memory: Memory | null = null;
  let lapses = 0;
  for (const [index, { days, rating }] of stepsOf(answers).entries()) {
    const { at, fair } = answers[index]!;
    const known = rating > Again;
    if (memory && days > 0) {
      const recall = model.recall(memory.stability, days);
      if (fair) trials.push({ index, at, recall, known, bin: binOf(days, index + 1, lapses) });
      if (!known) lapses++;
    }
    memory = model.next(memory, days, rating);
  }
  return trials;
}

/**
 * The bins of srs-benchmark: by days since, number of the answer, and lapses, each widening by
 * a factor.
 */
export function binOf(days: number, count: number, lapses: number): number {
  const rung = (value: number, factor: number) =>
    Math.floor(Math.log(value) / Math.log(factor) + 1e-9); // a power is on its own rung
  const forgotten = lapses === 0 ? 0 : 1 + rung(lapses, 1.73);
  return (forgotten * 64 + rung(count, 1.89)) * 64 + rung(days, 3.62);
}

/** A stretch of time, in ms: trials in it are judged by what was learned before `from`. */
export interface Window {
  from: number;
  until: number;
}

/**
 * An expanding split: each window follows on all that came before it.
 * @param times of trials, in order
 * @param since only trials after this are judged by; else the first part serves to learn from alone
 * @returns windows of about as many trials each, fewer than `parts` where times are equal
 */
export function windows(times: ArrayLike<number>, since: number | null, parts = 5): Window[] {
  let first = since === null ? Math.floor(times.length / (parts + 1)) : 0;
  if (since !== null) while (first < times.length && times[first]! <= since) first++;
  const size = (times.length - first) / parts;
  const edges = Array.from({ length: parts }, (_, i) => times[Math.floor(first + i * size)]!);
  return edges
    .map((from, i) => ({ from, until: edges[i + 1] ?? Infinity }))
    .filter(({ from, until }) => from < until);
}
