/** What a learner has to do today. */
import { randomUUID } from 'node:crypto';
import type { Learner } from './answers';
import { isAside, isHeld } from './card-marks';
import type { Db } from './db/connect';
import { mendedFor, versionKey, versions } from './items';
import { recallOn } from '../domain/card';
import { dateOf, studyDay } from '../domain/day';
import { promptOf, type Prompt } from '../domain/items/registry';
import { minutesFor, newPerDay, queue, usualSeconds, type Reason } from '../domain/queue';
import { seededRandom } from '../domain/shuffle';

/** More than anybody answers in a day; the rest stays due. */
const mostDue = 500;
/** Answers that tell a learner's usual time. */
const recentAnswers = 100;

export type QueueEntry = { item: string; version: number; reason: Reason } & Prompt;

export interface Today {
  due: number;
  new: number;
  /** An estimate from the learner's own answers. */
  minutes: number;
  /** The date of the next review after today; null where nothing is scheduled. */
  nextDue: string | null;
  queue: QueueEntry[];
}

interface Row {
  item: string;
  version: number;
  lesson: string;
  stability: number;
  last_day: number;
}

/**
 * @param limit how many entries the queue has at most; the counts are of everything
 * @returns what is due and what is new, in the order to study it; never with keys
 */
export async function today(db: Db, learner: Learner, limit: number, now: Date): Promise<Today> {
  const day = studyDay(now, learner.timeZone);
  const sql = db.$client;
  // What is in a quiz that is not over yet, or not released, is not to be told by a review.
  const held = isHeld(db, learner.id);
  const aside = isAside(db, learner.id, day);
  const [due, fresh, [pace]] = await Promise.all([
    sql<Row[]>`
      select items.id as item, items.version, items.lesson_id as lesson, stability, last_day
      from cards join items on items.id = cards.item_id
      where account_id = ${learner.id} and due_day <= ${day} and retired_at is null
        and not reserved and not ${held} and not ${aside}
      order by due_day, last_answered_at limit ${mostDue}`,
    sql<{ item: string; version: number; lesson: string }[]>`
      select items.id as item, items.version, items.lesson_id as lesson
      from completions
        join lessons on lessons.id = completions.lesson_id
        join items on items.lesson_id = lessons.id
      where completions.account_id = ${learner.id} and items.retired_at is null
        and not reserved and not ${held} and not ${aside}
        and not exists (select from cards where account_id = ${learner.id} and item_id = items.id)
      order by lessons.position, items.position limit ${newPerDay}`,
    sql<{ seconds: number | null; introduced: number; next: number | null }[]>`
      select
        (select avg(latency_ms) / 1000 from (select latency_ms from answers
          where account_id = ${learner.id} order by study_day desc limit ${recentAnswers}) as recent
        )::float8 as seconds,
        (select count(*) from cards
          where account_id = ${learner.id} and first_day = ${day})::int as introduced,
        (select min(due_day) from cards
          where account_id = ${learner.id} and due_day > ${day}) as next`
  ]);
  const allowed = fresh.slice(0, Math.max(0, newPerDay - pace!.introduced));
  const ordered = queue(
    due.map(({ item, lesson, stability, last_day: lastDay }) => ({
      item,
      lesson,
      recall: recallOn({ stability, lastDay }, day),
      missed: lastDay === day
    })),
    allowed
  );

  const current = new Map([...due, ...allowed].map((row) => [row.item, row.version]));
  const first = ordered.slice(0, limit);
  const mended = await mendedFor(
    db,
    learner.id,
    sql`items.id = any(${first.map(({ item }) => item)}::text[])`
  );
  const shown = first.map((entry) => ({
    ...entry,
    version: mended.get(entry.item) ?? current.get(entry.item)!
  }));
  const contents = await versions(db, shown);
  return {
    due: due.length,
    new: allowed.length,
    minutes: minutesFor(ordered.length, pace!.seconds ?? usualSeconds),
    nextDue: pace!.next === null ? null : dateOf(pace!.next),
    queue: shown.map((entry) => ({
      ...entry,
      ...promptOf(contents.get(versionKey(entry.item, entry.version))!, seededRandom(randomUUID()))
    }))
  };
}
