/** A log of answers as learners of a known memory would give them, scheduled by the defaults. */
import { randomUUID } from 'node:crypto';
import { noon } from './fixtures';
import { Again, fsrs6, Good, memoryModel, type Memory } from '../../src/lib/domain/memory';
import { seededRandom } from '../../src/lib/domain/shuffle';
import { studyDay } from '../../src/lib/domain/day';
import type { Db } from '../../src/lib/server/db/connect';
import { toRow } from '../../src/lib/server/card-rows';
import { replay, type Review } from '../../src/lib/domain/card';

/** Days before `noon` on which the first answers are given. */
const begins = 150;

/**
 * Each account answers each item on the days on which it is due, and remembers by `weights`. A
 * wrong answer is asked again the next day.
 * @returns how many answers there are
 */
export async function answered(
  db: Db,
  accounts: string[],
  items: string[],
  { weights, seed, times = 6 }: { weights: readonly number[]; seed: string; times?: number }
): Promise<number> {
  const random = seededRandom(seed);
  const truth = memoryModel(weights);
  const today = studyDay(noon, 'UTC');
  const rows: object[] = [];
  const cards: object[] = [];
  for (const account of accounts)
    for (const item of items) {
      let memory: Memory | null = null;
      let known: Memory | null = null;
      let day = today - begins + Math.floor(random() * 40);
      let last = day;
      const reviews: Review[] = [];
      for (let i = 0; i < times && day < today; i++) {
        const days = day - last;
        const isRight = random() < (memory ? truth.recall(memory.stability, days) : 0.7);
        const rating = isRight ? Good : Again;
        memory = truth.next(memory, days, rating);
        known = fsrs6.next(known, days, rating);
        const at = new Date(day * 86_400_000 + (8 + random() * 8) * 3_600_000).toISOString();
        const id = randomUUID();
        rows.push({ id, account, item, day, at, isRight, rating });
        const answeredAt = new Date(at);
        reviews.push({ id, rating, studyDay: day, answeredAt, weightsVersion: 1 });
        last = day;
        day += isRight ? fsrs6.interval(known.stability) : 1;
      }
      const card = replay(reviews, { item, target: 0.9, model: () => fsrs6 })!;
      cards.push({ account_id: account, item_id: item, revision: randomUUID(), ...toRow(card) });
    }
  await db.$client`
    insert into answers (id, account_id, item_id, item_version, context, response, score, correct,
      answered_at, received_at, study_day, latency_ms, hint, option_count, rating, mapper_version,
      weights_version)
    select id, account, item, 1, 'review',
      jsonb_build_object('option', case when "isRight" then 'b' else 'a' end),
      "isRight"::int, "isRight", at, at, day, 4000, false, 3, rating, 2, 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, account uuid,
      item text, day int, at timestamptz, "isRight" boolean, rating smallint)`;
  await db.$client`
    insert into cards select * from jsonb_populate_recordset(null::cards,
      ${JSON.stringify(cards)}::jsonb)`;
  return rows.length;
}
