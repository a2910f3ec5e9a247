/** The lessons that students have finished, and how many questions of each they left: for many at once. */
import type { Way } from './completion-course';
import type { Db } from './db/connect';
import { grouped } from '../domain/grouped';

/** For queries: an answer that was not taken back. */
export const stands = ({ $client: sql }: Db) => sql`
  not exists (select from answer_undos where answer_id = answers.id)`;

export interface Finished {
  account: string;
  lesson: string;
  /** Of the questions that there were when it was finished, and that are asked still. */
  unanswered: number;
}

/**
 * A card tells that a question was answered; only where there is none the log is asked: of a page of
 * students ten thousand answers are held against each other.
 * @returns a row a student and lesson
 */
export async function finishedLessons(
  db: Db,
  ways: readonly Way[],
  accounts: readonly string[]
): Promise<Finished[]> {
  const pairs = ways.flatMap(({ lesson, checks }) => checks.map((item) => ({ lesson, item })));
  const lessons = [...new Set(ways.map(({ lesson }) => lesson))];
  const items = [...new Set(pairs.map(({ item }) => item))];
  const [finished, since, known] = await Promise.all([
    db.$client<{ account: string; lessons: [number, number][] }[]>`
      select account_id as account,
        json_agg(json_build_array(number, extract(epoch from completed_at))) as lessons
      from completions
        join unnest(${lessons}::text[]) with ordinality as way (lesson_id, number)
          using (lesson_id)
      where account_id = any(${accounts as string[]}::uuid[])
      group by account_id`,
    db.$client<{ item: string; at: number }[]>`
      select items.id as item, extract(epoch from min(created_at))::float8 as at
      from items join item_versions on item_versions.item_id = items.id
      where items.id = any(${items}::text[]) and items.retired_at is null and not reserved
      group by items.id`,
    // Ids have no spaces; as one text a student's are read three times as fast as as many rows.
    db.$client<{ account: string; known: string | null }[]>`
      select id as account, (select string_agg(item_id, ' ') from cards
        where account_id = student.id) as known
      from unnest(${accounts as string[]}::uuid[]) as student (id)`
  ]);
  const sinceOf = new Map(since.map(({ item, at }) => [item, at]));
  const asked = grouped(
    pairs.flatMap(({ lesson, item }) => {
      const at = sinceOf.get(item);
      return at === undefined ? [] : [{ lesson, item, since: at }];
    }),
    ({ lesson }) => lesson
  );
  const knownBy = new Map(known.map(({ account, known }) => [account, new Set(known?.split(' '))]));
  const open = finished.flatMap(({ account, lessons: own }) => {
    const known = knownBy.get(account)!;
    return own.map(([place, at]) => {
      const lesson = lessons[place - 1]!;
      const left = (asked.get(lesson) ?? []).filter(
        ({ since, item }) => since <= at && !known.has(item)
      );
      return { account, lesson, items: left.map(({ item }) => item) };
    });
  });
  const answered = await answeredOf(db, open);
  return open.map(({ account, lesson, items }) => ({
    ...{ account, lesson },
    unanswered: items.filter((item) => !answered.has(`${account} ${item}`)).length
  }));
}

/** Those that were answered though no card is left of it. */
async function answeredOf(db: Db, open: readonly { account: string; items: string[] }[]) {
  const pairs = open.flatMap(({ account, items }) => items.map((item) => ({ account, item })));
  if (pairs.length === 0) return new Set<string>();
  const rows = await db.$client<{ account: string; item: string }[]>`
    select account, item
    from unnest(${pairs.map(({ account }) => account)}::uuid[],
      ${pairs.map(({ item }) => item)}::text[]) as pair (account, item)
    where exists (select from answers where answers.account_id = account
      and answers.item_id = item and ${stands(db)})`;
  return new Set(rows.map(({ account, item }) => `${account} ${item}`));
}
