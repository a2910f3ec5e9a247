/** What students answered wrongly of late, and what they take for right instead. */
import type { BankItem } from './bank';
import * as classRecall from './class-recall';
import * as courses from './courses';
import type { Db } from './db/connect';
import type { Student } from './students';
import type { Given } from '../domain/shared-confusions';

/** Study days: what was mixed up before may be clear since. */
export const lately = 56;

export interface Belief {
  id: string;
  belief: string;
  instead: string;
}

/**
 * Wrong answers to questions that were mended since do not count, nor do those that were taken back.
 * @returns of each item that was answered wrongly what was answered, and by whom: places in
 *   `students`, from 1 on, one as often as it was. One query, of an index of wrong answers only
 */
export async function wrongAnswers(
  db: Db,
  students: readonly Student[],
  items: readonly BankItem[]
): Promise<Map<string, Given[]>> {
  const ids = items.map(({ item }) => item);
  const rows = await db.$client<(Given & { item: string })[]>`
    select item_id as item, response, array_agg(place::int) as by
    from ${classRecall.learners(db, students)} join answers using (account_id)
    where study_day > day - ${lately}::int and score < 1 and item_id = any(${ids}::text[])
      and not exists (select from answer_undos where answer_id = answers.id)
      and not exists (select from answer_regrades where answer_id = answers.id)
    group by item_id, response`;
  const found = new Map<string, Given[]>();
  for (const { item, ...given } of rows) found.set(item, [...(found.get(item) ?? []), given]);
  return found;
}

/** @returns what a misconception says; null for none, or one that no longer ships */
export function beliefOf(id: string | null): Belief | null {
  const found = id === null ? undefined : courses.catalogue().misconceptions[id];
  return found ? { id: id!, ...found } : null;
}
