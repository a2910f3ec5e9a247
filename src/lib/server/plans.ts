/** How a learner wants to study, and when its cards come back for it. */
import { randomUUID } from 'node:crypto';
import type { Db, Transaction } from './db/connect';
import { retrying } from './races';
import { holdAlone, schedulings } from './schedulings';
import { models } from './weights';
import { dueDay } from '../domain/card';
import { defaultPlan, type Plan, type Weekday } from '../domain/plan';
import { merge, type Merged } from '../domain/plan-input';

/** An exam that a cohort of the learner's sits; a date of the learner's own goes before it. */
export interface CohortExam {
  cohort: string;
  day: number;
}

interface Row {
  examDay: number | null;
  targetRecall: number | null;
  dailyMinutes: number | null;
  easyDays: Weekday[];
  pausedFrom: number | null;
  pausedUntil: number | null;
  remindHour: number | null;
  cohort: CohortExam | null;
}

/** @returns the study day of the exam that holds: the learner's own goes before the cohort's */
export const examDayOf = (of: { plan: Plan; cohort: CohortExam | null }): number | null =>
  of.plan.examDay ?? of.cohort?.day ?? null;

/** @returns the plan of an account, and the exam of its cohort where it has one */
export async function read(
  db: Db,
  account: string,
  on: Transaction | Db['$client'] = db.$client
): Promise<{ plan: Plan; cohort: CohortExam | null }> {
  const [row] = await on<Row[]>`
    select plans.exam_day as "examDay", target_recall as "targetRecall",
      daily_minutes as "dailyMinutes", easy_days as "easyDays", paused_from as "pausedFrom",
      paused_until as "pausedUntil", remind_hour as "remindHour",
      (select jsonb_build_object('cohort', name, 'day', cohorts.exam_day)
        from cohort_members join cohorts on cohorts.id = cohort_id
        where cohort_members.account_id = accounts.id and cohorts.exam_day is not null
        order by cohorts.exam_day desc limit 1) as cohort
    from accounts left join plans on plans.account_id = accounts.id
    where accounts.id = ${account}`;
  if (!row) throw new Error('There is no such account');
  const { cohort, dailyMinutes, pausedFrom, pausedUntil, ...rest } = row;
  if (dailyMinutes === null) return { plan: defaultPlan, cohort };
  const pause =
    pausedFrom === null || pausedUntil === null ? null : { from: pausedFrom, until: pausedUntil };
  return { plan: { ...rest, dailyMinutes, pause }, cohort };
}

/** How many cards come back on another day than before. */
export interface Moved {
  sooner: number;
  later: number;
}

export interface Saved extends Merged {
  /** The plan before. */
  before: Plan;
  moved: Moved;
}

/**
 * Keeps a plan in the place of the one before; every card comes back when the new one says.
 * @param seen the plan that was changed, where it may have changed elsewhere since; without it
 *   everything is replaced
 */
export const save = (db: Db, account: string, given: Plan, seen?: Plan): Promise<Saved> =>
  retrying(() =>
    db.$client.begin(async (tx) => {
      await holdAlone(tx, account);
      const { plan: before } = await read(db, account, tx);
      const merged = merge(given, seen ?? before, before);
      const { plan } = merged;
      const row = {
        exam_day: plan.examDay,
        target_recall: plan.targetRecall,
        daily_minutes: plan.dailyMinutes,
        easy_days: plan.easyDays,
        paused_from: plan.pause?.from ?? null,
        paused_until: plan.pause?.until ?? null,
        remind_hour: plan.remindHour
      };
      await tx`
      insert into plans ${tx({ account_id: account, ...row })}
      on conflict (account_id) do update set ${tx(row)}`;
      return { ...merged, before, moved: await move(db, tx, account) };
    })
  );

/** Moves the day of every card of an account to what its plan asks for now, as `save` does. */
export const reschedule = (db: Db, account: string): Promise<Moved> =>
  retrying(() =>
    db.$client.begin(async (tx) => {
      await holdAlone(tx, account);
      return move(db, tx, account);
    })
  );

/**
 * Moves the days of cards; memory stays as it is. An answer given meanwhile is computed anew: each
 * card that moves gets another revision.
 */
async function move(db: Db, tx: Transaction, account: string): Promise<Moved> {
  const { target } = (await schedulings(tx, [account])).get(account)!;
  const cards = await tx<Stored[]>`
    select item_id as item, stability, last_day as "lastDay", due_day as "dueDay", reps,
      weights_version as "weightsVersion"
    from cards where account_id = ${account} order by item_id for update`;
  const versions = cards.map(({ weightsVersion }) => weightsVersion);
  const model = await models(db, versions, tx);
  const moved = cards.flatMap(({ item, ...card }) => {
    // What was missed is due on the day it was missed, whatever the target.
    if (card.dueDay === card.lastDay) return [];
    const due = dueDay(card, { item, target, model });
    return due === card.dueDay ? [] : [{ item, due, sooner: due < card.dueDay }];
  });
  if (moved.length > 0) await store(tx, account, moved);
  const sooner = moved.filter((card) => card.sooner).length;
  return { sooner, later: moved.length - sooner };
}

interface Stored {
  item: string;
  stability: number;
  lastDay: number;
  dueDay: number;
  reps: number;
  weightsVersion: number;
}

const store = (tx: Transaction, account: string, moved: { item: string; due: number }[]) => tx`
  update cards set due_day = due, revision = ${randomUUID()}::uuid
  from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as new (item text, due int)
  where account_id = ${account} and item_id = item`;
