/** What the database knows of a learner's day, read in as few round trips as it takes. */
import { recentAnswers } from './answer-times';
import { isAside, isHeld } from './card-marks';
import type { Db } from './db/connect';
import { isVisible } from './items';

export interface Version {
  item: string;
  version: number;
}
/** An item that may be asked, where it belongs. */
export interface ItemRow extends Version {
  lesson: string;
  title: string;
  place: number;
}
export interface CardRow extends ItemRow {
  stability: number;
  difficulty: number;
  lastDay: number;
  dueDay: number;
  weightsVersion: number;
}
export interface FactsRow {
  /** Answers of earlier days: their items, versions and times. */
  recent: (Version & { latencyMs: number })[];
  /** Items reviewed today, with the recall that we foretold; null of what was new. */
  reviewed: (Version & { predicted: number | null })[];
  /** How many new items today has seen. */
  introduced: number;
  lastStudied: number | null;
  /** The next day on which something is due. */
  next: number | null;
}

/** A condition: an item ships, is no quiz's own, waits in none, and is not set aside. */
const isAskable = (db: Db, account: string, day: number) => db.$client`
  items.retired_at is null and not reserved and ${isVisible(db, account)} and not ${isHeld(db, account)}
  and not ${isAside(db, account, day)}`;

/**
 * @returns items of finished lessons that were never answered, in the order of the course: those
 *   that belong to them, and those that a school's lesson asks besides
 */
export const fresh = (db: Db, account: string, day: number) => db.$client<ItemRow[]>`
  select items.id as item, items.version, items.lesson_id as lesson, title,
    items.position as place
  from (
      select items.id from completions join lessons on lessons.id = lesson_id
        join items on items.lesson_id = lessons.id
      where account_id = ${account} and (lessons.school_id is null or lessons.retired_at is null)
      union
      select unnest(asks) from completions join school_lessons using (lesson_id)
        join lessons on lessons.id = lesson_id
      where account_id = ${account} and retired_at is null
    ) as open
    join items on items.id = open.id
    join lessons on lessons.id = items.lesson_id
  where ${isAskable(db, account, day)}
    and not exists (select from cards where account_id = ${account} and item_id = items.id)
  order by lessons.position, items.position`;

/**
 * @param until the last due day that is asked for; null for all cards
 * @param lessons those whose cards are all asked for
 * @param items others that are asked for
 * @returns what was answered, what is due longest first
 */
export const cards = (
  db: Db,
  account: string,
  day: number,
  { until, lessons, items }: { until: number | null; lessons: string[]; items: string[] }
) => db.$client<CardRow[]>`
  select items.id as item, items.version, items.lesson_id as lesson, title,
    items.position as place, stability, difficulty, last_day as "lastDay", due_day as "dueDay",
    weights_version as "weightsVersion"
  from cards
    join items on items.id = cards.item_id
    join lessons on lessons.id = items.lesson_id
  where account_id = ${account} and ${isAskable(db, account, day)}
    and ${until === null ? db.$client`true` : some(db.$client, until, lessons, items)}
  order by due_day, last_answered_at`;

/** Lessons only where there are any: the index of due days serves the rest. */
const some = (sql: Db['$client'], until: number, lessons: string[], items: string[]) =>
  lessons.length === 0
    ? sql`due_day <= ${until}`
    : sql`(due_day <= ${until} or lesson_id = any(${lessons}::text[])
        or items.id = any(${items}::text[]))`;

export async function facts({ $client: sql }: Db, account: string, day: number): Promise<FactsRow> {
  const [row] = await sql<FactsRow[]>`
    select
      (select coalesce(jsonb_agg(recent), '[]') from (
        select item_id as item, item_version as version, latency_ms as "latencyMs"
        from answers where account_id = ${account} and study_day < ${day}
        order by study_day desc limit ${recentAnswers}) as recent) as recent,
      (select coalesce(jsonb_agg(reviewed), '[]') from (
        select item_id as item, max(item_version) as version, max(predicted) as predicted
        from answers where account_id = ${account} and study_day = ${day} and context = 'review'
          and not exists (select from answer_undos where answer_id = answers.id)
        group by item_id) as reviewed) as reviewed,
      (select count(*) from cards
        where account_id = ${account} and first_day = ${day})::int as introduced,
      (select max(study_day) from answers
        where account_id = ${account} and study_day < ${day}) as "lastStudied",
      (select min(due_day) from cards
        where account_id = ${account} and due_day > ${day}
          and not exists (select from card_marks where card_marks.account_id = ${account}
            and card_marks.item_id = cards.item_id and kind <> 'buried')) as next`;
  return row!;
}
