/** When weights are fitted to answers, and whether a fit is kept. */
import { lossOf } from './evaluation';
import type { Rating } from './memory';
import { stepsOf, type Answered, type Trial, type Window } from './trials';

export const scopes = ['platform', 'cohort', 'account'] as const;
export type Scope = (typeof scopes)[number];

/** Of fewer answers weights of one's own are worse (scheduling research, section 1). */
export const fewestAnswers: Record<Scope, number> = { platform: 400, cohort: 1000, account: 2000 };

/** @returns how many later answers it takes before a fit to `trainedOn` of them is tried anew. */
export const fewestNew = (trainedOn: number): number => Math.max(200, trainedOn / 10);

/** What the optimizer is given: an item's answers up to the one that is to be predicted. */
export interface Lesson {
  /** When the last of its answers was given. */
  at: number;
  steps: { days: number; rating: Rating }[];
}

/** @returns what can be learned of a card before `until`, in the order of time */
export function lessonsOf(
  answers: readonly Answered[],
  trials: readonly Trial[],
  until: number
): Lesson[] {
  const steps = stepsOf(answers);
  return trials
    .filter(({ at }) => at < until)
    .map(({ at, index }) => ({ at, steps: steps.slice(0, index + 1) }));
}

/** Sums over the trials that two sets of weights were judged by. */
export interface Duel {
  n: number;
  before: number;
  after: number;
  /** Of what was gained at each trial. */
  squares: number;
}

/**
 * Takes the trials within `window` into `duel`.
 * @param before by the weights in force; of the same answers as `after`, by the new ones
 */
export function judge(
  duel: Duel,
  before: readonly Trial[],
  after: readonly Trial[],
  { from, until }: Window
): void {
  for (const [i, { at, recall, known }] of before.entries()) {
    if (at < from || at >= until) continue;
    const [old, fresh] = [lossOf(recall, known), lossOf(after[i]!.recall, known)];
    duel.n++;
    duel.before += old;
    duel.after += fresh;
    duel.squares += (old - fresh) ** 2;
  }
}

/**
 * @returns whether the new weights said better what came: by more than the standard error of the
 *   difference, so that luck alone changes nothing
 */
export function isWon({ n, before, after, squares }: Duel): boolean {
  if (n < 2) return false;
  const gain = (before - after) / n;
  const variance = Math.max(0, squares / n - gain ** 2);
  return gain > Math.sqrt(variance / (n - 1));
}
