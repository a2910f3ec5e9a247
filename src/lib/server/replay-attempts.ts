/** Reckons anew what attempts are worth, and compares it with what is stored. */
import type { Db, Transaction } from './db/connect';
import { reckon, store, storedOf, type Stored } from './reckoning';
import type { Compared, Difference } from './replay';

const batch = 500;

/** Reckons every attempt that is over. @returns how many there are, and those that differ */
export async function attempts(db: Db, tx: Transaction, now = new Date()): Promise<Compared> {
  let count = 0;
  const differences: Difference[] = [];
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await tx<({ id: string; account: string } & Stored)[]>`
      select id, account_id as account, score, passed,
        (select jsonb_agg(jsonb_build_object('position', position, 'answer', answer_id,
          'score', score, 'dropped', dropped) order by position)
          from attempt_items where attempt_id = attempts.id) as questions
      from attempts where finished_at is not null and id > ${last}
      order by id limit ${batch}`;
    if (rows.length === 0) return { count, differences };
    count += rows.length;
    last = rows.at(-1)!.id;
    const ids = rows.map(({ id }) => id);
    for (const [i, reckoned] of (await reckon(db, tx, ids)).entries()) {
      const { id, account, ...stored } = rows[i]!;
      const rebuilt = storedOf(reckoned);
      if (isSame(stored, rebuilt)) continue;
      const mend = (tx: Transaction) => store(tx, [reckoned], now);
      differences.push({ account, name: `Attempt ${id}`, stored, rebuilt, mend });
    }
  }
}

const isSame = (one: Stored, other: Stored): boolean =>
  one.score === other.score &&
  one.passed === other.passed &&
  one.questions.length === other.questions.length &&
  one.questions.every((question, i) =>
    (Object.keys(question) as (keyof typeof question)[]).every(
      (key) => question[key] === other.questions[i]![key]
    )
  );
