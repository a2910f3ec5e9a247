/** Items as the database has them. */
import { inArray } from 'drizzle-orm';
import type { Db } from './db/connect';
import { itemVersions } from './db/schema/content';
import type { Item } from '../domain/items/registry';

/** Versions never change, so what was read once stays true; one memory for each database. */
const versionsOf = new WeakMap<Db, Map<string, Item>>();

export const versionKey = (item: string, version: number) => `${item}@${version}`;

/**
 * @param wanted items and versions, known or not
 * @returns the contents that exist, by `versionKey`; keys and feedback included
 */
export async function versions(
  db: Db,
  wanted: readonly { item: string; version: number }[]
): Promise<ReadonlyMap<string, Item>> {
  let known = versionsOf.get(db);
  if (!known) versionsOf.set(db, (known = new Map()));
  const missing = wanted.filter(({ item, version }) => !known.has(versionKey(item, version)));
  if (missing.length > 0) {
    const ids = [...new Set(missing.map(({ item }) => item))];
    const rows = await db.select().from(itemVersions).where(inArray(itemVersions.itemId, ids));
    for (const row of rows) known.set(versionKey(row.itemId, row.version), row.content);
  }
  return known;
}
