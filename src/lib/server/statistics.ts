/** Sums over first attempts: kept with each that ends, and rebuilt from all of them. */
import type { Db, Transaction } from './db/connect';
import * as reckoning from './reckoning';
import type { Reckoned } from './reckoning';
import { sumsOf, unit, type Line, type Sums } from './sums';

/** How many attempts are reckoned at once. */
const batch = 500;
/** Points in a unit; in a square of one. */
const [point, square] = [1 / unit, 1 / unit ** 2].map(String) as [string, string];

/**
 * Adds finished first attempts to the sums of their quiz.
 * @param sign -1 takes them out again
 */
export async function add(
  tx: Transaction,
  quiz: string,
  attempts: readonly Reckoned[],
  sign: 1 | -1 = 1
): Promise<void> {
  await addSums(tx, quiz, sumsOf(attempts), sign);
}

/** Three statements in one order for all, sent together. */
async function addSums(tx: Transaction, quiz: string, sums: Sums, sign: 1 | -1): Promise<void> {
  const whole = tx`
    insert into quiz_statistics (quiz_id, n, total, total_square)
    select ${quiz}, n, total * ${point}::numeric, total_square * ${square}::numeric
    from jsonb_to_recordset(${rowsOf(sums.quiz, sign)}::jsonb)
      as new (n int, total numeric, total_square numeric)
    on conflict (quiz_id) do update set n = quiz_statistics.n + excluded.n,
      total = quiz_statistics.total + excluded.total,
      total_square = quiz_statistics.total_square + excluded.total_square`;
  const items = tx`
    insert into item_statistics (quiz_id, item_id, item_version, n, score, score_square, rest,
      rest_square, product)
    select ${quiz}, item, version, n, score * ${point}::numeric, score_square * ${square}::numeric,
      rest * ${point}::numeric, rest_square * ${square}::numeric, product * ${square}::numeric
    from jsonb_to_recordset(${rowsOf(sums.items, sign)}::jsonb) as new (item text, version int,
      n int, score numeric, score_square numeric, rest numeric, rest_square numeric,
      product numeric)
    on conflict (quiz_id, item_id, item_version) do update set n = item_statistics.n + excluded.n,
      score = item_statistics.score + excluded.score,
      score_square = item_statistics.score_square + excluded.score_square,
      rest = item_statistics.rest + excluded.rest,
      rest_square = item_statistics.rest_square + excluded.rest_square,
      product = item_statistics.product + excluded.product`;
  const choices = tx`
    insert into item_choices (quiz_id, item_id, item_version, part, given, n)
    select ${quiz}, item, version, part, given, n
    from jsonb_to_recordset(${rowsOf(sums.choices, sign)}::jsonb)
      as new (item text, version int, part text, given text, n int)
    on conflict (quiz_id, item_id, item_version, part, given)
      do update set n = item_choices.n + excluded.n`;
  await Promise.all([whole, items, choices]);
}

/** Lines as rows of JSON, in whose numbers long ones would lose digits. */
const rowsOf = (lines: readonly Line[], sign: 1 | -1): string =>
  JSON.stringify(
    lines.map(({ key, figures }) => ({
      ...key,
      ...Object.fromEntries(
        Object.entries(figures).map(([name, figure]) => [name, String(BigInt(sign) * figure)])
      )
    }))
  );

/** Takes out what an account has contributed, before it is deleted. */
export async function forget(db: Db, tx: Transaction, account: string): Promise<void> {
  const first = await tx<{ id: string; quiz: string }[]>`
    select id, quiz_id as quiz from attempts
    where account_id = ${account} and number = 1 and not trial and finished_at is not null
    order by quiz_id for update`;
  for (const { id, quiz } of first) await takeOut(db, tx, quiz, id);
}

/** Takes out what one finished first attempt has contributed, before it is deleted. */
export async function takeOut(
  db: Db,
  tx: Transaction,
  quiz: string,
  attempt: string
): Promise<void> {
  await add(tx, quiz, await reckoning.reckon(db, tx, [attempt]), -1);
  await tidy(tx, quiz);
}

/** Sums up a quiz anew, from its first attempts as they are worth now. */
export async function rebuild(db: Db, tx: Transaction, quiz: string): Promise<void> {
  // Whoever ends an attempt meanwhile waits at this row, even where there was none, and adds to it.
  await tx`
    insert into quiz_statistics (quiz_id, n, total, total_square) values (${quiz}, 0, 0, 0)
    on conflict (quiz_id) do update set n = 0, total = 0, total_square = 0`;
  await tx`delete from item_statistics where quiz_id = ${quiz}`;
  await tx`delete from item_choices where quiz_id = ${quiz}`;
  for await (const sums of sumUp(db, tx, quiz)) await addSums(tx, quiz, sums, 1);
  await tidy(tx, quiz);
}

async function tidy(tx: Transaction, quiz: string): Promise<void> {
  await tx`delete from quiz_statistics where quiz_id = ${quiz} and n = 0`;
  await tx`delete from item_statistics where quiz_id = ${quiz} and n = 0`;
  await tx`delete from item_choices where quiz_id = ${quiz} and n = 0`;
}

/** The sums of a quiz's first attempts, some at a time. */
export async function* sumUp(db: Db, tx: Transaction, quiz: string): AsyncGenerator<Sums> {
  const first = await tx<{ id: string }[]>`
    select id from attempts
    where quiz_id = ${quiz} and number = 1 and not trial and finished_at is not null`;
  for (let i = 0; i < first.length; i += batch) {
    const ids = first.slice(i, i + batch).map(({ id }) => id);
    yield sumsOf(await reckoning.reckon(db, tx, ids));
  }
}
