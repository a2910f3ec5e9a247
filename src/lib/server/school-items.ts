/** Questions that schools write, and what they make of those that ship: as versions. */
import { isDeepStrictEqual } from 'node:util';
import { v7, validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import { isOfferedAt } from './items';
import * as lessonPlaces from './lesson-places';
import type { Place } from '../domain/items/place';
import type { Flaw, Item } from '../domain/items/registry';

/**
 * Adds questions to the bank of a school, in version 1 each, after those that its lesson has. Whoever
 * calls has asked whether this may be: `content.publish`.
 * @param contents in their order; an id that is a UUID and is free is kept, any other is made anew
 * @returns the ids in that order; null where the school offers no such lesson
 */
export async function publishMany(
  tx: Transaction,
  school: string,
  lesson: string,
  contents: readonly Item[],
  now: Date
): Promise<string[] | null> {
  const place = await lessonPlaces.find(tx, school, lesson);
  if (!place) return null;
  // Who publishes there meanwhile waits, so that ids and positions are taken once.
  await tx`select from schools where id = ${school} for no key update`;
  const named = await withIds(tx, contents, now);
  const rows = named.map((content, i) => ({
    id: content.id,
    place: i,
    reserved: content.reserved ?? false,
    bloom: bloomOf(place, content),
    content
  }));
  await tx`
    insert into items (id, lesson_id, position, version, reserved, bloom, school_id)
    select id, ${lesson}, last + 1 + place, 1, reserved, bloom, ${school}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as new (id text, place int, reserved boolean, bloom text),
      (select coalesce(max(position), -1) as last from items where lesson_id = ${lesson}) as before`;
  await tx`
    insert into item_versions (item_id, version, content, school_id, created_at)
    select id, 1, content, ${school}::uuid, ${now.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (id text, content jsonb)`;
  return named.map(({ id }) => id);
}

/** The contents with the ids that they get, by which those of a case still find each other. */
async function withIds(tx: Transaction, contents: readonly Item[], now: Date): Promise<Item[]> {
  const wanted = contents.map(({ id }) => id).filter((id) => validate(id));
  const rows = await tx<{ id: string }[]>`
    select id from items where id = any(${wanted}::text[])`;
  const taken = new Set(rows.map(({ id }) => id));
  const renamed = new Map<string, string>();
  const named = contents.map((content) => {
    const isFree = validate(content.id) && !taken.has(content.id);
    const id = isFree ? content.id : v7({ msecs: now.getTime() });
    taken.add(id);
    renamed.set(content.id, id);
    return { ...content, id };
  });
  return named.map((content) => {
    if (content.type !== 'decision') return content;
    const branches = Object.entries(content.branches).map(([action, branch]) => {
      const then = branch.then && renamed.get(branch.then);
      return [action, then ? { ...branch, then } : branch] as const;
    });
    return { ...content, branches: Object.fromEntries(branches) as typeof content.branches };
  });
}

const bloomOf = ({ objectives }: Place, { objective }: Item): string | null =>
  objectives.find(({ id }) => id === objective)?.bloom ?? null;

export type Changed =
  /** `keyed` tells whether answers to the version before may be graded otherwise now. */
  { status: 'published' | 'unchanged'; version: number } | { status: 'refused'; flaws: Flaw[] };

/**
 * Makes another version of a question: of the school's own, which moves on to it; or of one that
 * ships, which the school's members are asked instead. What was answered keeps its version.
 * Whoever calls has asked whether this may be: `content.publish`.
 * @param content its `id` says of which question; what belongs to a shipped question itself (its
 *   case, and whether it is kept for quizzes) stays as it ships
 * @param lesson where it is to stand; one that ships stays where it is
 * @returns null where the school has no such question or lesson
 */
export async function publishChange(
  tx: Transaction,
  db: Db,
  school: string,
  lesson: string,
  content: Item,
  now: Date
): Promise<Changed | null> {
  const { id } = content;
  // By itself, so that what follows sees what whoever was first has done.
  await tx`select from items where id = ${id} for no key update`;
  const [row] = await tx<
    { lesson: string; isOwn: boolean; reserved: boolean; version: number; newest: number }[]
  >`
    select lesson_id as lesson, school_id is not null as "isOwn", reserved,
      (select greatest(items.version, max(version)) from item_versions
        where item_id = ${id} and item_versions.school_id = ${school}) as version,
      (select max(version) from item_versions where item_id = ${id}) as newest
    from items where id = ${id} and ${isOfferedAt(db, school)}`;
  const place = row && (await lessonPlaces.find(tx, school, row.isOwn ? lesson : row.lesson));
  if (!place) return null;
  const [before] = await tx<{ content: Item }[]>`
    select content from item_versions where item_id = ${id} and version = ${row.version}`;
  const old = before!.content;
  if (content.type !== old.type)
    return {
      status: 'refused',
      flaws: [{ path: ['type'], message: 'Write a new question: this one keeps its type' }]
    };
  const next = row.isOwn ? content : keeping(content, old, row.reserved);
  const isSame = isDeepStrictEqual(old, JSON.parse(JSON.stringify(next)));
  const version = isSame ? row.version : row.newest + 1;
  if (!isSame)
    await tx`
      insert into item_versions (item_id, version, content, school_id, created_at)
      values (${id}, ${version}, ${JSON.stringify(next)}::jsonb, ${school}, ${now.toISOString()})`;
  if (row.isOwn)
    await tx`
      update items set version = ${version}, lesson_id = ${place.lesson},
        position = case when lesson_id = ${place.lesson} then position else (
          select coalesce(max(position), -1) + 1 from items where lesson_id = ${place.lesson}) end,
        reserved = ${next.reserved ?? false}, bloom = ${bloomOf(place, next)}
      where id = ${id}`;
  return { status: isSame ? 'unchanged' : 'published', version };
}

/** What is the course's to say stays as it ships. */
function keeping(content: Item, old: Item, reserved: boolean): Item {
  const { reserved: _, case: __, ...rest } = content;
  return {
    ...rest,
    ...(old.case && { case: old.case }),
    ...((reserved || old.reserved !== undefined) && { reserved })
  } as Item;
}
