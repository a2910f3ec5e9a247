/** Leeches: items that are forgotten again and again, however often they are repeated. */
import type { Card } from './card';

/** So often forgotten, reading helps more than one more repetition. */
export const leechFrom = 4;
/** Told again at every second time: each time would be nagging. */
const every = 2;
/** In days: what keeps so long has been learned after all. */
const settled = 21;

/** @returns how many times a learner has been told by then */
const timesTold = (lapses: number) =>
  lapses < leechFrom ? 0 : 1 + Math.floor((lapses - leechFrom) / every);

/**
 * @param before lapses of the card before an answer, or before several that came at once
 * @returns whether the learner is to be told now
 */
export const isToldAt = (before: number, after: number): boolean =>
  timesTold(after) > timesTold(before);

/** @returns whether an item is hard for a learner still */
export const isLeech = ({ lapses, stability }: Pick<Card, 'lapses' | 'stability'>): boolean =>
  lapses >= leechFrom && stability < settled;
