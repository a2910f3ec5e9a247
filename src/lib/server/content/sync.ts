/** Brings the database up to date with `content/`. */
import { isDeepStrictEqual } from 'node:util';
import { and, eq, getTableColumns, isNull, max, notInArray, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '../db/connect';
import { items, itemVersions, lessons } from '../db/schema/content';
import { lessonsOf, type Catalogue } from './catalogue';

/** Any number, as long as every process uses the same. */
const syncLock = 7_252_002;

/**
 * Adds a version for each item that is new or changed, and retires what no longer ships; nothing
 * is deleted, so an answer always finds what was seen. Processes that start together take turns.
 */
export async function syncContent(db: Db, catalogue: Catalogue, now: Date): Promise<void> {
  const shipped = catalogue.courses.flatMap(lessonsOf);
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${syncLock})`);
    const stored = await tx
      .select({ id: items.id, version: items.version, content: itemVersions.content })
      .from(items)
      .innerJoin(
        itemVersions,
        and(eq(itemVersions.itemId, items.id), eq(itemVersions.version, items.version))
      )
      .where(isNull(items.schoolId));
    const storedById = new Map(stored.map((item) => [item.id, item]));
    // A school may have mended an item meanwhile: its versions take numbers too.
    const newest = await tx
      .select({ id: itemVersions.itemId, version: max(itemVersions.version) })
      .from(itemVersions)
      .groupBy(itemVersions.itemId);
    const newestOf = new Map(newest.map(({ id, version }) => [id, version!]));

    const rows = shipped.flatMap((lesson) =>
      lesson.items.map((content, position) => {
        const before = storedById.get(content.id);
        const isChanged = !before || !isDeepStrictEqual(before.content, asStored(content));
        const version = isChanged ? (newestOf.get(content.id) ?? 0) + 1 : before.version;
        const item = {
          id: content.id,
          lessonId: lesson.id,
          position,
          version,
          reserved: content.reserved ?? false,
          bloom: lesson.objectives.find(({ id }) => id === content.objective)?.bloom ?? null,
          retiredAt: null
        };
        return { item, content, isChanged };
      })
    );
    await store(
      tx,
      shipped.map(({ id, course, title }, position) => {
        return { id, course, title, position, retiredAt: null };
      }),
      rows.map(({ item }) => item)
    );
    const made = rows.filter(({ isChanged }) => isChanged);
    if (made.length > 0)
      await tx.insert(itemVersions).values(
        made.map(({ item, content }) => ({
          itemId: item.id,
          version: item.version,
          content,
          createdAt: now
        }))
      );

    const shippedItems = shipped.flatMap((lesson) => lesson.items.map(({ id }) => id));
    await tx
      .update(items)
      .set({ retiredAt: now })
      .where(
        and(
          isNull(items.schoolId),
          isNull(items.retiredAt),
          notInArray(items.id, ['', ...shippedItems])
        )
      );
    await tx
      .update(lessons)
      .set({ retiredAt: now })
      .where(
        and(
          isNull(lessons.schoolId),
          isNull(lessons.retiredAt),
          notInArray(lessons.id, ['', ...shipped.map((l) => l.id)])
        )
      );
  });
}

/** Adds what is new and changes what is known, a statement for each table. */
async function store(
  tx: Pick<Db, 'insert'>,
  someLessons: (typeof lessons.$inferInsert)[],
  someItems: (typeof items.$inferInsert)[]
): Promise<void> {
  if (someLessons.length > 0)
    await tx
      .insert(lessons)
      .values(someLessons)
      .onConflictDoUpdate({ target: lessons.id, set: asProposed(lessons) });
  if (someItems.length > 0)
    await tx
      .insert(items)
      .values(someItems)
      .onConflictDoUpdate({ target: items.id, set: asProposed(items) });
}

/** Every column but the id as the row had it that was not added. */
const asProposed = (table: PgTable): Record<string, SQL> =>
  Object.fromEntries(
    Object.entries(getTableColumns(table))
      .filter(([, column]) => !column.primary)
      .map(([name, column]) => [name, sql.raw(`excluded."${column.name}"`)])
  );

/** As it comes back from a `jsonb` column. */
const asStored = (content: unknown): unknown => JSON.parse(JSON.stringify(content));
