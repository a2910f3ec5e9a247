/** Sums over first attempts: kept with each that ends, and rebuilt from all of them. */
import type { Db, Transaction } from './db/connect';
import * as reckoning from './reckoning';
import type { Reckoned } from './reckoning';
import { grade } from '../domain/items/registry';

/** Enough digits that thirds differ from other shares, few enough to be exact decimals. */
const digits = 4;
const exact = (share: number) => share.toFixed(digits);

/**
 * Adds a finished first attempt to the sums of its quiz, in one order for all, lest two lock up.
 * @param sign -1 takes it out again
 */
export async function add(
  tx: Transaction,
  { id, questions }: Reckoned,
  sign: 1 | -1 = 1
): Promise<void> {
  const counting = questions.filter(({ dropped }) => !dropped);
  if (counting.length === 0 || counting.some(({ score }) => score === null)) return;
  const total = counting.reduce((sum, { score }) => sum + score!, 0);
  const rows = counting
    .map(({ item, version, score }) => ({
      item,
      version,
      score: exact(score!),
      rest: exact(counting.length > 1 ? (total - score!) / (counting.length - 1) : 0)
    }))
    .sort((a, b) => (a.item < b.item ? -1 : 1));
  const choices = counting.flatMap(({ item, version, content, response }) =>
    response === null
      ? []
      : grade(content, response)
          .marks.filter(({ given }) => given !== null && given !== false)
          .map(({ part, given }) => ({ item, version, part, given: String(given) }))
  );
  await tx`
    insert into quiz_statistics (quiz_id, n, total, total_square)
    select quiz_id, sign, sign * total, sign * total * total
    from attempts, (values (${sign}::int, ${exact(total)}::numeric)) as new (sign, total)
    where id = ${id}
    on conflict (quiz_id) do update set n = quiz_statistics.n + excluded.n,
      total = quiz_statistics.total + excluded.total,
      total_square = quiz_statistics.total_square + excluded.total_square`;
  await tx`
    insert into item_statistics (quiz_id, item_id, item_version, n, score, score_square, rest,
      rest_square, product)
    select quiz_id, item, version, sign, sign * new.score, sign * new.score * new.score,
      sign * rest, sign * rest * rest, sign * new.score * rest
    from attempts, (values (${sign}::int)) as by (sign),
      jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as new (item text, version int, score numeric, rest numeric)
    where attempts.id = ${id}
    on conflict (quiz_id, item_id, item_version) do update set n = item_statistics.n + excluded.n,
      score = item_statistics.score + excluded.score,
      score_square = item_statistics.score_square + excluded.score_square,
      rest = item_statistics.rest + excluded.rest,
      rest_square = item_statistics.rest_square + excluded.rest_square,
      product = item_statistics.product + excluded.product`;
  await tx`
    insert into item_choices (quiz_id, item_id, item_version, part, given, n)
    select quiz_id, item, version, part, given, ${sign}
    from attempts, jsonb_to_recordset(${JSON.stringify(choices)}::jsonb)
      as new (item text, version int, part text, given text)
    where attempts.id = ${id}
    order by item, version, part, given
    on conflict (quiz_id, item_id, item_version, part, given)
      do update set n = item_choices.n + excluded.n`;
}

/** Takes out what an account has contributed, before it is deleted. */
export async function forget(db: Db, tx: Transaction, account: string): Promise<void> {
  const first = await tx<{ id: string }[]>`
    select id from attempts
    where account_id = ${account} and number = 1 and not trial and finished_at is not null
    for update`;
  const ids = first.map(({ id }) => id);
  for (const reckoned of await reckoning.reckon(db, tx, ids)) await add(tx, reckoned, -1);
  await tx`delete from quiz_statistics where n = 0`;
  await tx`delete from item_statistics where n = 0`;
  await tx`delete from item_choices where n = 0`;
}

/** Sums up a quiz anew, from its first attempts as they are worth now. */
export async function rebuild(db: Db, tx: Transaction, quiz: string): Promise<void> {
  await tx`delete from quiz_statistics where quiz_id = ${quiz}`;
  await tx`delete from item_statistics where quiz_id = ${quiz}`;
  await tx`delete from item_choices where quiz_id = ${quiz}`;
  const first = await tx<{ id: string }[]>`
    select id from attempts
    where quiz_id = ${quiz} and number = 1 and not trial and finished_at is not null`;
  const ids = first.map(({ id }) => id);
  for (const reckoned of await reckoning.reckon(db, tx, ids)) await add(tx, reckoned);
}
