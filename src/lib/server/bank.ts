/** The questions that may stand in a quiz. */
import type { Db, Transaction } from './db/connect';
import { isOfferedAt, versionKey, versions } from './items';
import { difficultyOf, type Drawable } from '../domain/draw';
import { fitsExam } from '../domain/exam';
import type { Item } from '../domain/items/registry';

export interface BankItem extends Drawable {
  version: number;
  lesson: string;
  reserved: boolean;
  content: Item;
}

/**
 * @param school whose mended versions stand in for the shipped ones; null for none
 * @param seenBy whose earlier attempts tell which items were seen; null for nobody's
 * @param only these items, where not all of them are asked for
 * @param on the transaction that asks, if one does
 * @returns every item that is not retired, in the order of the course; with keys
 */
export async function bank(
  db: Db,
  school: string | null,
  seenBy: string | null,
  only: readonly string[] | null = null,
  on: Transaction | Db['$client'] = db.$client
): Promise<BankItem[]> {
  const rows = await on<
    {
      item: string;
      version: number;
      lesson: string;
      reserved: boolean;
      bloom: string | null;
      seen: boolean;
      n: number;
      sum: number;
    }[]
  >`
    select items.id as item, items.lesson_id as lesson, reserved, bloom,
      greatest(items.version, (select max(version) from item_versions
        where item_id = items.id and item_versions.school_id = ${school})) as version,
      exists (select from attempts join attempt_items on attempt_id = attempts.id
        where account_id = ${seenBy} and attempt_items.item_id = items.id) as seen,
      coalesce(known.n, 0)::int as n, coalesce(known.sum, 0)::float8 as sum
    from items join lessons on lessons.id = items.lesson_id
      cross join lateral (select sum(n) as n, sum(score) as sum
        from item_statistics where item_id = items.id) as known
    where items.retired_at is null and ${isOfferedAt(db, school)}
      ${only ? db.$client`and items.id = any(${only as string[]}::text[])` : db.$client``}
    order by lessons.position, items.position`;
  const contents = await versions(db, rows, on);
  return rows.map(({ n, sum, bloom, ...row }) => {
    const content = contents.get(versionKey(row.item, row.version))!;
    return {
      ...row,
      content,
      area: content.area,
      difficulty: difficultyOf(bloom, { n, sum }),
      fitsExam: fitsExam(content),
      group: content.case ? `case ${content.case.id}` : row.item
    };
  });
}
