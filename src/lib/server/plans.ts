/** How a learner wants to study, and when its cards come back for it. */
import { randomUUID } from 'node:crypto';
import type { Db, Transaction } from './db/connect';
import { retrying } from './races';
import { schedulings } from './schedulings';
import { models } from './weights';
import { dueDay } from '../domain/card';
import { defaultPlan, type Plan, type Weekday } from '../domain/plan';

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

/** @returns the plan of an account, and the exam of its cohort where it has one */
export async function read(
  db: Db,
  account: string
): Promise<{ plan: Plan; cohort: CohortExam | null }> {
  const [row] = await db.$client<Row[]>`
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

/** Keeps a plan in the place of the one before; every card comes back when the new one says. */
export async function save(db: Db, account: string, plan: Plan): Promise<void> {
  const row = {
    exam_day: plan.examDay,
    target_recall: plan.targetRecall,
    daily_minutes: plan.dailyMinutes,
    easy_days: plan.easyDays,
    paused_from: plan.pause?.from ?? null,
    paused_until: plan.pause?.until ?? null,
    remind_hour: plan.remindHour
  };
  await db.$client`
    insert into plans ${db.$client({ account_id: account, ...row })}
    on conflict (account_id) do update set ${db.$client(row)}`;
  await reschedule(db, account);
}

/**
 * Moves the day of every card of an account to what its plan asks for now; memory stays as it is.
 * An answer given meanwhile is computed anew: each card gets another revision.
 */
export const reschedule = (db: Db, account: string): Promise<void> =>
  retrying(() =>
    db.$client.begin(async (tx) => {
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
        return due === card.dueDay ? [] : [{ item, due }];
      });
      if (moved.length > 0) await store(tx, account, moved);
    })
  );

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
