/** Students of a school with a history, reckoned, for tests of what staff see of a thousand. */
import { randomUUID } from 'node:crypto';
import { noon, days } from './fixtures';
import { studyDay } from '../../src/lib/domain/day';
import type { Db } from '../../src/lib/server/db/connect';

/** Answers and cards of an item each: right or wrong at first, last met so many days ago. */
export async function met(
  db: Db,
  account: string,
  items: readonly string[],
  { right = items.length, ago = 1, hint = false, now = noon } = {}
): Promise<void> {
  const day = studyDay(now, 'UTC') - ago;
  const at = new Date(now.getTime() - days(ago)).toISOString();
  const rows = items.map((item, i) => ({ id: randomUUID(), item, score: Number(i < right) }));
  const given = JSON.stringify(rows);
  await db.$client`
    insert into answers (id, account_id, item_id, item_version, context, response, score, correct,
      answered_at, received_at, study_day, latency_ms, hint, option_count, rating, mapper_version,
      weights_version)
    select it.id, ${account}, item, version, 'review', '{}', score, score = 1, ${at}, ${at}, ${day}, 4000,
      ${hint}, 3, case when score = 1 then 3 else 1 end, 2, 1
    from jsonb_to_recordset(${given}::text::jsonb) as it (id uuid, item text, score float8)
      join items on items.id = item`;
  await db.$client`
    insert into cards (account_id, item_id, stability, difficulty, first_day, last_day, due_day,
      reps, lapses, last_answer_id, last_answered_at, revision)
    select ${account}, item, 20, 5, ${day}, ${day}, ${day + 5}, 1, 0, id, ${at}, id
    from jsonb_to_recordset(${given}::text::jsonb) as it (id uuid, item text)`;
}

export async function finished(db: Db, account: string, lesson: string, ago = 1): Promise<void> {
  await db.$client`
    insert into completions (account_id, lesson_id, completed_at)
    values (${account}, ${lesson}, ${new Date(noon.getTime() - days(ago)).toISOString()})`;
}

/** Gives a record another name, as the school writes it. */
export const rename = (db: Db, account: string, name: string) => db.$client`
  update member_records set name = ${name} where account_id = ${account}`;
