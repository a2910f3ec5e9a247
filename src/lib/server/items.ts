/** Items as the database has them. */
import type { PendingQuery, Row } from 'postgres';
import type { Db, Transaction } from './db/connect';
import type { Item } from '../domain/items/registry';

/** Versions never change, so what was read once stays true; one memory for each database. */
const versionsOf = new WeakMap<Db, Map<string, Item>>();
/** Of the contents of mended versions, whose they are: the school's. */
const schoolsOf = new WeakMap<Item, string>();

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
    const rows = await on<
      { item: string; version: number; content: Item; school: string | null }[]
    >`
      select item_id as item, version, content, school_id as school from item_versions
      where item_id = any(${ids}::text[])`;
    for (const { item, version, content, school } of rows) {
      known.set(versionKey(item, version), content);
      if (school) schoolsOf.set(content, school);
    }
  }
  return known;
}

/** A condition: an item ships, or is of a school that the account belongs to. */
export const isVisible = ({ $client: sql }: Db, account: string) => sql`
  (items.school_id is null
    or items.school_id in (select school_id from members where account_id = ${account}))`;

/** A condition: an item ships, or is the school's own. */
export const isOfferedAt = ({ $client: sql }: Db, school: string | null) => sql`
  (items.school_id is null or items.school_id = ${school})`;

/** @returns the school that made this version, as `versions` gave it; null for what ships */
export const schoolOf = (content: Item): string | null => schoolsOf.get(content) ?? null;

/**
 * @param among which items, as a condition
 * @returns those that the account's schools have mended, with the version that it is asked instead
 *   of what ships
 */
export async function mendedFor(
  db: Db,
  account: string,
  among: PendingQuery<Row[]>
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$client<{ item: string; version: number }[]>`
    select items.id as item, max(item_versions.version) as version
    from items join item_versions on item_id = items.id
    where ${among} and item_versions.school_id is not null and item_versions.version > items.version
      and item_versions.school_id in (select school_id from members where account_id = ${account})
    group by items.id`;
  return new Map(rows.map(({ item, version }) => [item, version]));
}

/**
 * @param current items, each with the version that ships
 * @returns from an item to its content in the version that the account is asked, keys included
 */
export async function contentsFor(
  db: Db,
  account: string,
  current: readonly { item: string; version: number }[]
): Promise<(item: string) => Item> {
  const ids = current.map(({ item }) => item);
  const mended = await mendedFor(db, account, db.$client`items.id = any(${ids}::text[])`);
  const asked = current.map(({ item, version }) => ({
    item,
    version: mended.get(item) ?? version
  }));
  const contents = await versions(db, asked);
  const keys = new Map(asked.map(({ item, version }) => [item, versionKey(item, version)]));
  return (item) => contents.get(keys.get(item)!)!;
}

/** Forgets what was read of an item by a transaction that came to nothing. */
export function forget(db: Db, item: string): void {
  const known = versionsOf.get(db);
  for (const key of known?.keys() ?? []) if (key.startsWith(`${item}@`)) known!.delete(key);
}
