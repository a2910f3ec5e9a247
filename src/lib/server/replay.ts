/** Rebuilds what derives from answers, and compares it with what is stored. */
import type { Db, Transaction } from './db/connect';
import { attempts } from './replay-attempts';
import { cards } from './replay-cards';
import { completions } from './replay-completions';
import { ratings } from './replay-ratings';
import { standings } from './replay-standings';
import { statistics } from './replay-statistics';

export interface Difference {
  /** Whose it is; null for the sums of a quiz. */
  account: string | null;
  /** What differs, in words. */
  name: string;
  /** Null where there is nothing but should be, or the other way round. */
  stored: unknown;
  rebuilt: unknown;
  /** Stores what was rebuilt; null where that cannot be. */
  mend: ((tx: Transaction) => Promise<unknown>) | null;
}

export interface Rebuilt {
  answers: number;
  cards: number;
  attempts: number;
  quizzes: number;
  completions: number;
  standings: number;
  /** Of those, the ones that were true when they were made, for all that can be said: more has come since. */
  stale: number;
  differences: Difference[];
}

export interface Compared {
  count: number;
  differences: Difference[];
}

/**
 * Rates every answer anew; replays every card, every attempt that is over, the statistics of every
 * quiz, who has completed which course, and how students stand.
 * @param options.write stores what was rebuilt where it differs
 * @returns how many of each were looked at, and what differs
 */
export async function rebuild(db: Db, options: { write?: boolean } = {}): Promise<Rebuilt> {
  // One transaction, one snapshot: an answer given meanwhile is either wholly seen or not at all.
  return db.$client.begin('isolation level repeatable read', async (tx) => {
    const [r, c] = [await ratings(db, tx), await cards(db, tx)];
    const [a, s] = [await attempts(db, tx), await statistics(db, tx)];
    const done = await completions(db, tx);
    const stand = await standings(db, tx);
    const differences = [r, c, a, s, done, stand].flatMap((compared) => compared.differences);
    if (options.write) for (const { mend } of differences) await mend?.(tx);
    const counts = { answers: r.count, cards: c.count, attempts: a.count, quizzes: s.count };
    const { count, stale } = stand;
    return { ...counts, completions: done.count, standings: count, stale, differences };
  });
}
