/** Rebuilds what derives from answers, and compares it with what is stored. */
import type { Db, Transaction } from './db/connect';
import { attempts } from './replay-attempts';
import { cards } from './replay-cards';
import { statistics } from './replay-statistics';

export interface Difference {
  /** Whose it is; null for the sums of a quiz. */
  account: string | null;
  /** What differs, in words. */
  name: string;
  /** Null where there is nothing but should be, or the other way round. */
  stored: unknown;
  rebuilt: unknown;
  mend(tx: Transaction): Promise<void>;
}

export interface Compared {
  count: number;
  differences: Difference[];
}

/**
 * Replays every card, every attempt that is over, and the statistics of every quiz.
 * @param options.write stores what was rebuilt where it differs
 * @returns how many of each were looked at, and what differs
 */
export async function rebuild(
  db: Db,
  options: { write?: boolean } = {}
): Promise<{ cards: number; attempts: number; quizzes: number; differences: Difference[] }> {
  // One transaction, one snapshot: an answer given meanwhile is either wholly seen or not at all.
  return db.$client.begin('isolation level repeatable read', async (tx) => {
    const [c, a, s] = [await cards(db, tx), await attempts(db, tx), await statistics(db, tx)];
    const differences = [c, a, s].flatMap((compared) => compared.differences);
    if (options.write) for (const { mend } of differences) await mend(tx);
    return { cards: c.count, attempts: a.count, quizzes: s.count, differences };
  });
}
