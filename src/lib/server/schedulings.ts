/** By what accounts are scheduled: their plans, their cohorts' exams, and what was fitted to them. */
import type { Db, Transaction } from './db/connect';
import { targetOf, type Paces } from '../domain/plan';

export interface Scheduling {
  /** Recall, 0 to 1, at which an item is asked again. */
  target: number;
  /** As the learner chose it; null: chosen by us. */
  targetRecall: number | null;
  /** The study day of the exam, the learner's own or the cohort's. */
  examDay: number | null;
  /** Of the weights by which the next answers are scheduled. */
  weightsVersion: number;
  paces: Paces;
}

/** A row of the view `schedules`, as JSON gives it. */
export interface SchedulingRow {
  account_id: string;
  target_recall: number | null;
  exam_day: number | null;
  weights_version: number;
  paces: Paces;
}

export const toScheduling = (row: SchedulingRow): Scheduling => ({
  target: targetOf({ targetRecall: row.target_recall, examDay: row.exam_day }),
  targetRecall: row.target_recall,
  examDay: row.exam_day,
  weightsVersion: row.weights_version,
  paces: row.paces
});

/** @returns by what each account is scheduled, by its id */
export async function schedulings(
  on: Transaction | Db['$client'],
  accounts: readonly string[]
): Promise<ReadonlyMap<string, Scheduling>> {
  const rows = await on<SchedulingRow[]>`
    select * from schedules where account_id = any(${accounts as string[]}::uuid[])`;
  return new Map(rows.map((row) => [row.account_id, toScheduling(row)]));
}

/**
 * Keeps the plans of accounts as they are until the transaction ends. Whoever writes cards holds
 * them, before it locks any card: a plan that is saved meanwhile then finds every card.
 */
export const hold = (tx: Transaction, accounts: readonly string[]) => tx`
  select from accounts where id = any(${accounts as string[]}::uuid[]) order by id for key share`;

/** Lets nobody else write a card of an account until the transaction ends: its plan changes. */
export const holdAlone = (tx: Transaction, account: string) => tx`
  select from accounts where id = ${account} for update`;
