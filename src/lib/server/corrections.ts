/** Corrections as they stand: by whom, of which version, in the order in which they were made. */
import type { Db, Transaction } from './db/connect';
import { versionKey, versions } from './items';
import type { Correction, Policy } from '../domain/correction';

/** A correction with its place; without an id as long as it is only being considered. */
export interface Standing extends Correction {
  id: string | null;
  school: string;
  item: string;
  from: number;
}

/** @returns the corrections of these items by these schools (null: by any), oldest first */
export async function standing(
  db: Db,
  tx: Transaction,
  items: readonly string[],
  schools: readonly string[] | null = null
): Promise<Standing[]> {
  const found = await tx<
    {
      id: string;
      school: string;
      item: string;
      from: number;
      to: number;
      policy: Policy;
      neverLower: boolean;
    }[]
  >`
    select id, school_id as school, item_id as item, from_version as from, to_version as to,
      policy, never_lower as "neverLower"
    from corrections
    where item_id = any(${items as string[]}::text[])
      and (${schools === null} or school_id = any(${(schools ?? []) as string[]}::uuid[]))
    order by applied_at, id`;
  const contents = await versions(
    db,
    found.flatMap(({ item, from, to }) => [
      { item, version: from },
      { item, version: to }
    ]),
    tx
  );
  return found.map(({ to, ...rest }) => ({
    ...rest,
    before: contents.get(versionKey(rest.item, rest.from))!,
    after: contents.get(versionKey(rest.item, to))!
  }));
}

/** @returns whether any of these items was ever mended, by whomever */
export async function concern(db: Db, items: readonly string[]): Promise<boolean> {
  const [row] = await db.$client<{ known: boolean }[]>`
    select exists (select from corrections
      where item_id = any(${items as string[]}::text[])) as known`;
  return row!.known;
}
