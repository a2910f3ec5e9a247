/** What learners set aside: for today, as known, or for good. No answer, so memory stays as it is. */
import type { PendingQuery, Row } from 'postgres';
import * as v from 'valibot';
import type { Learner } from './answers';
import type { Db } from './db/connect';
import { contentsFor, isVisible } from './items';
import * as taught from './taught';
import { buriedUntil } from '../domain/card-mark';
import { dateOf, studyDay } from '../domain/day';
import { slug } from '../domain/items/item';
import type { MarkKind } from '../domain/plan';

export interface CardMark {
  item: string;
  kind: MarkKind;
  /** The date on which it comes back by itself; null where it does not. */
  until: string | null;
  at: string;
}

/** A question that is set aside, as its learner sees it. */
export interface SetAside extends CardMark {
  stem: string;
  lesson: { id: string; title: string };
}

/** For queries in which `items` is named so: whether the account has set the item aside on `day`. */
export const isAside = (db: Db, account: string, day: number) => db.$client`exists (
  select from card_marks where card_marks.account_id = ${account}
    and card_marks.item_id = items.id and (kind <> 'buried' or until_day > ${day}))`;

/** The same: whether it is in a quiz of the account's that is not over, or not told yet. */
export const isHeld = (db: Db, account: string | PendingQuery<Row[]>) => db.$client`exists (
  select from attempts join attempt_items on attempt_id = attempts.id
  where attempts.account_id = ${account} and logged_at is null
    and attempt_items.item_id = items.id)`;

/**
 * Sets a question aside, in place of an earlier mark; doing so again changes nothing.
 * @returns null where there is no such question, or none that the account may be asked now
 */
export async function set(
  db: Db,
  learner: Learner,
  item: string,
  kind: MarkKind,
  now: Date
): Promise<CardMark | null> {
  if (!v.is(slug, item)) return null;
  const until = kind === 'buried' ? buriedUntil(studyDay(now, learner.timeZone)) : null;
  const [row] = await db.$client<{ at: string }[]>`
    insert into card_marks as mark (account_id, item_id, kind, until_day, at)
    select ${learner.id}, id, ${kind}, ${until}::int, ${now.toISOString()} from items
    where id = ${item} and retired_at is null and not reserved and ${isVisible(db, learner.id)}
      and not ${isHeld(db, learner.id)}
    on conflict (account_id, item_id) do update set kind = excluded.kind,
      until_day = excluded.until_day,
      at = case when (mark.kind, mark.until_day) is not distinct from
        (excluded.kind, excluded.until_day) then mark.at else excluded.at end
    returning to_jsonb(mark.at) as at`;
  return row ? { item, kind, until: until === null ? null : dateOf(until), at: row.at } : null;
}

/** Asks a question again; where it was not set aside nothing changes. */
export async function clear(db: Db, account: string, item: string): Promise<void> {
  if (!v.is(slug, item)) return;
  await db.$client`delete from card_marks where account_id = ${account} and item_id = ${item}`;
}

/** @returns what is set aside now, the newest first; what waits in a quiz is left out till it is over */
export async function list(db: Db, learner: Learner, now: Date): Promise<SetAside[]> {
  const sql = db.$client;
  const day = studyDay(now, learner.timeZone);
  const rows = await sql<
    {
      item: string;
      kind: MarkKind;
      until: number | null;
      at: string;
      version: number;
      lesson: string;
      title: string;
    }[]
  >`
    select item_id as item, kind, until_day as until, to_jsonb(at) as at, version,
      lesson_id as lesson, title
    from card_marks join items on items.id = item_id join lessons on lessons.id = lesson_id
    where account_id = ${learner.id} and (kind <> 'buried' or until_day > ${day})
      and items.retired_at is null and not reserved and ${isVisible(db, learner.id)}
      and not ${isHeld(db, learner.id)}
    order by at desc, item_id`;
  const [contents, { lessonOf }] = await Promise.all([
    contentsFor(db, learner.id, rows),
    taught.read(db, learner.id)
  ]);
  return rows.map(({ item, kind, until, at, lesson, title }) => ({
    item,
    kind,
    until: until === null ? null : dateOf(until),
    at,
    stem: contents(item).stem,
    lesson: { id: lessonOf(item)?.id ?? lesson, title: lessonOf(item)?.title ?? title }
  }));
}
