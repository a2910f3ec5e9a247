/** Items as the database has them. */
import type { Db, Transaction } from './db/connect';
import type { Item } from '../domain/items/registry';

/** Versions never change, so what was read once stays true; one memory for each database. */
const versionsOf = new WeakMap<Db, Map<string, Item>>();

export const versionKey = (item: string, version: number) => `${item}@${version}`;

/**
 * @param wanted items and versions, known or not
 * @param on the transaction that asks, if one does: waiting there for a second connection of the
 *   pool would wait for ever once every connection does so
 * @returns the contents that exist, by `versionKey`; keys and feedback included
 */
export async function versions(
  db: Db,
  wanted: readonly { item: string; version: number }[],
  on: Transaction | Db['$client'] = db.$client
): Promise<ReadonlyMap<string, Item>> {
  let known = versionsOf.get(db);
  if (!known) versionsOf.set(db, (known = new Map()));
  const missing = wanted.filter(({ item, version }) => !known.has(versionKey(item, version)));
  if (missing.length > 0) {
    const ids = [...new Set(missing.map(({ item }) => item))];
    const rows = await on<{ item: string; version: number; content: Item }[]>`
      select item_id as item, version, content from item_versions
      where item_id = any(${ids}::text[])`;
    for (const { item, version, content } of rows) known.set(versionKey(item, version), content);
  }
  return known;
}
