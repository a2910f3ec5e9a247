/** Figures in words. */
import type { Concern, Withheld } from '$lib/domain/psychometrics';

export const percent = (share: number) => `${Math.round(share * 100)}%`;

/** A correlation or a reliability; with a true minus. */
export const figure = (value: number) => value.toFixed(2).replace('-', '−');

export const concernWords: Record<Concern, string> = {
  rival: 'A wrong option was chosen more often than the key: check the key',
  negative: 'Those who did well elsewhere missed it more often: check the key and the wording',
  hard: 'Fewer than 30% were right: too hard, not taught, or unclear',
  low: 'It hardly tells strong from weak: check whether the wording helps to guess',
  easy: 'More than 95% were right: it may be too easy to tell anything',
  unused: 'A wrong option was chosen by fewer than 5%: find a more tempting one'
};

export const withheldWords: Record<Withheld, string> = {
  drawn: 'withheld, because not all students answered the same questions',
  few: 'withheld, because fewer than 20 students have finished',
  short: 'withheld, because it takes at least two questions',
  same: 'withheld, because everybody reached the same total'
};
