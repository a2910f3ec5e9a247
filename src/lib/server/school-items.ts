/** Questions that schools write, and what they make of those that ship: as versions. */
import { isDeepStrictEqual } from 'node:util';
import { v7, validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import * as lessonPlaces from './lesson-places';
import { can, type Actor } from '../domain/actor';
import { isKeyedOtherwise } from '../domain/items/keyed';
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

/** A question as members of a school are asked it. */
export interface Current {
  item: string;
  lesson: string;
  /** Written by the school; else it ships. */
  isOwn: boolean;
  reserved: boolean;
  retiredAt: string | null;
  version: number;
  content: Item;
  /** When that version was made. */
  since: string;
}

/** @returns null where the school has no such question */
export async function currentOf(
  on: Transaction | Db['$client'],
  school: string,
  item: string
): Promise<Current | null> {
  const [row] = await on<Current[]>`
    select items.id as item, lesson_id as lesson, items.school_id is not null as "isOwn", reserved,
      to_jsonb(retired_at) as "retiredAt", asked.version, content,
      to_jsonb(item_versions.created_at) as since
    from items
      cross join lateral (select greatest(items.version, max(version)) as version from item_versions
        where item_id = items.id and item_versions.school_id = ${school}) as asked
      join item_versions on item_id = items.id and item_versions.version = asked.version
    where items.id = ${item} and (items.school_id is null or items.school_id = ${school})`;
  return row ?? null;
}

/** @returns the same for staff; null where the school has no such question, or the actor may not write */
export const findForStaff = async (
  db: Db,
  actor: Actor,
  school: string,
  item: string
): Promise<Current | null> =>
  can(actor, 'content.write', { school }) ? currentOf(db.$client, school, item) : null;

export type Changed =
  | { status: 'published' | 'unchanged'; version: number; isKeyedOtherwise: boolean }
  | { status: 'refused'; flaws: Flaw[] };

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
  school: string,
  lesson: string,
  content: Item,
  now: Date
): Promise<Changed | null> {
  const { id } = content;
  // By itself, so that what follows sees what whoever was first has done.
  await tx`select from items where id = ${id} for no key update`;
  const before = await currentOf(tx, school, id);
  const place =
    before && (await lessonPlaces.find(tx, school, before.isOwn ? lesson : before.lesson));
  if (!place) return null;
  const old = before.content;
  if (kindOf(content) !== kindOf(old))
    return {
      status: 'refused',
      flaws: [{ path: ['type'], message: 'Write a new question: this one keeps its type' }]
    };
  const next = before.isOwn ? content : keeping(content, old, before.reserved);
  const isSame = isDeepStrictEqual(old, JSON.parse(JSON.stringify(next)));
  const version = isSame ? before.version : await add(tx, school, next, now);
  if (before.isOwn)
    await tx`
      update items set version = ${version}, lesson_id = ${place.lesson},
        position = case when lesson_id = ${place.lesson} then position else (
          select coalesce(max(position), -1) + 1 from items where lesson_id = ${place.lesson}) end,
        reserved = ${next.reserved ?? false}, bloom = ${bloomOf(place, next)}
      where id = ${id}`;
  return {
    status: isSame ? 'unchanged' : 'published',
    version,
    isKeyedOtherwise: isKeyedOtherwise(old, next)
  };
}

/** @returns its number: after all that there are, of whatever school */
async function add(tx: Transaction, school: string, content: Item, now: Date): Promise<number> {
  const [row] = await tx<{ version: number }[]>`
    insert into item_versions (item_id, version, content, school_id, created_at)
    select item_id, max(version) + 1, ${JSON.stringify(content)}::jsonb, ${school}::uuid,
      ${now.toISOString()}
    from item_versions where item_id = ${content.id} group by item_id
    returning version`;
  return row!.version;
}

/** A note that is written is another question than one that is sorted. */
const kindOf = (item: Item) => (item.type === 'note' ? `note ${item.form}` : item.type);

/** What is the course's to say stays as it ships. */
function keeping(content: Item, old: Item, reserved: boolean): Item {
  const { reserved: _, case: __, ...rest } = content;
  return {
    ...rest,
    ...(old.case && { case: old.case }),
    ...((reserved || old.reserved !== undefined) && { reserved })
  } as Item;
}
