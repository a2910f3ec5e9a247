/** What we had said of a learner's memory before each answer, and what came. */
import type { Db } from './db/connect';
import {
  calibration,
  fewestForetold,
  type Calibration,
  type Foretold
} from '../domain/calibration';
import { Again } from '../domain/memory';

/** The newest so many: what we said long ago, we said by other weights. */
const newest = 2000;

export interface Told {
  /** Answers of which we had said something: those on a later day than the one before. */
  answers: number;
  /** How many more it takes until something can be said. */
  missing: number;
  calibration: Calibration | null;
}

/** Right is what was wholly right or passed, by what the question is worth now. */
export async function told(db: Db, account: string): Promise<Told> {
  const rows = await db.$client<Foretold[]>`
    select predicted as recall, option_count as "optionCount",
      score = 1 or rating > ${Again} as "isRight", rating > ${Again} as "isKnown"
    from counting_answers
    where account_id = ${account} and predicted is not null and rating is not null
    order by study_day desc limit ${newest}`;
  return {
    answers: rows.length,
    missing: Math.max(0, fewestForetold - rows.length),
    calibration: calibration(rows)
  };
}
