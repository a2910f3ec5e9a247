/** What each target of recall would cost a learner a day, from its own cards and its own pace. */
import { setImmediate } from 'node:timers/promises';
import { secondsEach } from './answer-times';
import type { Learner } from './answers';
import type { Db } from './db/connect';
import { isVisible } from './items';
import { models } from './weights';
import { studyDay } from '../domain/day';
import { costOf, type Cost, type Held } from '../domain/forecast';
import { newPerDay } from '../domain/unlock';

/** Long enough for what falls due at once to level out. */
const days = 180;
/** In so many days one sees how many new questions a learner begins. */
const recentDays = 28;

export interface Costs {
  /** How many questions are remembered; those set aside for good do not count. */
  questions: number;
  /** New ones a day, as in the last four weeks. */
  fresh: number;
  costs: Cost[];
}

/** @returns a cost for each target, in their order */
export async function costs(
  db: Db,
  learner: Learner,
  targets: readonly number[],
  now: Date
): Promise<Costs> {
  const today = studyDay(now, learner.timeZone);
  const [row] = await db.$client<
    { cards: Held[] | null; version: number; begun: number; left: number }[]
  >`
    with open as (
      select id from items where retired_at is null and not reserved
        and ${isVisible(db, learner.id)} and not exists (
        select from card_marks
        where account_id = ${learner.id} and item_id = items.id and kind <> 'buried')
    ), own as (
      select cards.* from cards join open on open.id = item_id where account_id = ${learner.id}
    )
    select
      (select jsonb_agg(jsonb_build_object('stability', stability, 'difficulty', difficulty,
        'lastDay', last_day, 'dueDay', due_day)) from own) as cards,
      (select weights_version from schedules where account_id = ${learner.id}) as version,
      (select count(*) from own where first_day > ${today - recentDays})::int as begun,
      (select count(*) from open)::int - (select count(*) from own)::int as left`;
  const { cards, version, begun, left } = row!;
  const perDay = Math.min(begun / recentDays, newPerDay);
  const fresh = Array.from({ length: days }, (_, day) =>
    Math.max(0, Math.min(perDay, left - day * perDay))
  );
  const model = (await models(db, [version]))(version);
  const within = { today, days, secondsEach: await secondsEach(db, learner.id), fresh };
  const found: Cost[] = [];
  for (const target of targets) {
    found.push(...costOf(cards ?? [], [target], within, model));
    // Each takes some hundredths of a second, in which nobody else is answered.
    await setImmediate();
  }
  return {
    questions: cards?.length ?? 0,
    fresh: left > 0 ? perDay : 0,
    costs: found
  };
}
