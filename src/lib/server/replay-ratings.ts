/** Rates every answer anew by the rules of its time, and compares that with what the log says. */
import type { Db, Transaction } from './db/connect';
import { versionKey, versions } from './items';
import type { Compared, Difference } from './replay';
import type { Confidence } from '../domain/answer';
import { passMark } from '../domain/items/registry';
import { mappers } from '../domain/rating';

interface Row {
  id: string;
  account: string;
  item: string;
  version: number;
  score: number;
  confidence: Confidence | null;
  hint: boolean;
  quick: boolean;
  optionCount: number | null;
  rating: number;
  mapper: number;
}

const batch = 5000;

/** @returns how many answers there are, and those whose rating does not follow from what they say */
export async function ratings(db: Db, tx: Transaction): Promise<Compared> {
  let count = 0;
  const differences: Difference[] = [];
  const rows = tx<Row[]>`
    select id, account_id as account, item_id as item, item_version as version, score, confidence,
      hint, quick, option_count as "optionCount", rating, mapper_version as mapper
    from answers`.cursor(batch);
  for await (const part of rows) {
    const contents = await versions(db, part, tx);
    for (const { id, account, item, version, mapper, rating, ...facts } of part) {
      count++;
      const rebuilt = mappers[mapper]?.({
        ...facts,
        confidence: facts.confidence ?? undefined,
        passMark: passMark(contents.get(versionKey(item, version))!)
      });
      if (rebuilt === rating) continue;
      // The log is never changed: what is wrong there has to be looked into.
      const name = `Rating of answer ${id}, in the log itself`;
      differences.push({ account, name, stored: rating, rebuilt, mend: null });
    }
  }
  return { count, differences };
}
