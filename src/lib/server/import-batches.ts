/** Imports as deeds: what each has made, and taking it back. */
import { noteIn } from './audit';
import type { Db, Transaction } from './db/connect';
import { publishChange } from './school-items';
import { can, type Actor } from '../domain/actor';
import type { Replaced } from '../domain/exchange/acceptance';
import type { Format } from '../domain/exchange/formats';
import type { Item, TypeName } from '../domain/items/registry';

export interface Batch {
  id: string;
  name: string;
  format: Format;
  /** Null where the account is gone. */
  actor: string | null;
  createdAt: string;
  undoneAt: string | null;
  undoneBy: string | null;
  /** How many questions it has added, and how many it has changed. */
  made: number;
  replaced: number;
}

export interface BatchItem {
  item: string;
  stem: string;
  type: TypeName;
  lesson: string;
  lessonTitle: string;
  /** Another version of a question that was there. */
  isReplaced: boolean;
  isRetired: boolean;
  /** By members of the school, in quizzes too. */
  isAnswered: boolean;
}

export interface BatchView extends Batch {
  items: BatchItem[];
  /** Of the school's, those that ask questions which this import has added. */
  quizzes: { id: string; title: string; items: number }[];
}

const select = ({ $client: sql }: Db) => sql`
  select import_batches.id, import_batches.name, format, makers.name as actor,
    to_jsonb(import_batches.created_at) as "createdAt", to_jsonb(undone_at) as "undoneAt",
    undoers.name as "undoneBy", cardinality(items) as made,
    jsonb_array_length(replaced) as replaced
  from import_batches left join accounts as makers on makers.id = actor_id
    left join accounts as undoers on undoers.id = undone_by`;

/** @returns the imports of a school, newest first; none unless the actor may */
export async function list(db: Db, actor: Actor, school: string): Promise<Batch[]> {
  if (!can(actor, 'content.write', { school })) return [];
  return db.$client<Batch[]>`
    ${select(db)} where import_batches.school_id = ${school}
    order by import_batches.created_at desc, import_batches.id`;
}

/** @returns null where there is no such import of the school, or the actor may not */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<Batch | null> {
  if (!can(actor, 'content.write', { school })) return null;
  const [batch] = await db.$client<Batch[]>`
    ${select(db)} where import_batches.school_id = ${school} and import_batches.id::text = ${id}`;
  return batch ?? null;
}

/** The same with its questions. */
export async function view(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<BatchView | null> {
  const batch = await find(db, actor, school, id);
  if (!batch) return null;
  const sql = db.$client;
  const [items, quizzes] = await Promise.all([
    sql<BatchItem[]>`
      with batch as (select items, replaced from import_batches where id = ${id}),
        named as (
          select unnest(items) as id, false as "isReplaced" from batch
          union all
          select jsonb_array_elements(replaced)->>'item', true from batch),
        given as (
          select distinct item_id from members join answers using (account_id)
          where members.school_id = ${school} and item_id in (select id from named)
          union
          select item_id from attempt_items join attempts on attempts.id = attempt_id
            join quizzes on quizzes.id = quiz_id
          where school_id = ${school} and item_id in (select id from named))
      select items.id as item, content->>'stem' as stem, content->>'type' as type,
        lesson_id as lesson, title as "lessonTitle", "isReplaced",
        items.retired_at is not null as "isRetired",
        exists (select from given where item_id = items.id) as "isAnswered"
      from named join items using (id) join lessons on lessons.id = lesson_id
        join item_versions on item_id = items.id and item_versions.version = items.version
      where items.school_id = ${school}
      order by "isReplaced", lessons.position, lessons.id, items.position, items.id`,
    sql<BatchView['quizzes']>`
      select quizzes.id, rules->>'title' as title, count(*)::int as items
      from import_batches cross join unnest(items) as named(item)
        join quizzes on quizzes.school_id = ${school} and archived_at is null
          and rules->'composition'->'items' ? item
      where import_batches.id = ${id} group by quizzes.id order by title, quizzes.id`
  ]);
  return { ...batch, items, quizzes };
}

/** What came of undoing, or of taking that back. */
export interface Undone {
  /** Questions that are withdrawn now, or there again. */
  items: number;
  /** Questions that have their words of before again, or those of the import. */
  replaced: number;
  /** Those that somebody has changed since, which stay as they are. */
  kept: number;
}

/**
 * Takes an import back. Its questions are withdrawn: nobody is asked them any more, and what was
 * answered stays. Those that it had changed get their words of before, as a new version.
 * @returns null where there is no such import, or the actor may not; 'done' where it was undone
 */
export const undo = (db: Db, actor: Actor, school: string, id: string, now: Date) =>
  turn(db, actor, school, id, now, true);

/** Takes the undoing back: what it withdrew is there again. */
export const redo = (db: Db, actor: Actor, school: string, id: string, now: Date) =>
  turn(db, actor, school, id, now, false);

async function turn(
  db: Db,
  actor: Actor,
  school: string,
  id: string,
  now: Date,
  isUndoing: boolean
): Promise<Undone | 'done' | null> {
  if (!can(actor, 'content.publish', { school })) return null;
  return db.$client.begin(async (tx) => {
    const [batch] = await tx<{ undone: string | null; items: string[]; replaced: Replaced[] }[]>`
      select undone_at::text as undone, items, replaced from import_batches
      where id::text = ${id} and school_id = ${school} for no key update`;
    if (!batch) return null;
    if ((batch.undone !== null) === isUndoing) return 'done';
    // Its own moment tells what this undoing has withdrawn from what was withdrawn before or since.
    const rows = isUndoing
      ? await tx`
          update items set retired_at = ${now.toISOString()}
          where id = any(${batch.items}::text[]) and school_id = ${school} and retired_at is null
          returning id`
      : await tx`
          update items set retired_at = null
          where id = any(${batch.items}::text[]) and school_id = ${school}
            and retired_at = ${batch.undone}::timestamptz
          returning id`;
    const replaced: Replaced[] = [];
    for (const entry of batch.replaced)
      replaced.push(await exchange(tx, school, entry, now, isUndoing));
    const isTurned = ({ back }: Replaced) => (back !== undefined) === isUndoing;
    const changed = replaced.filter((entry, i) => entry !== batch.replaced[i]);
    await tx`
      update import_batches set replaced = ${JSON.stringify(replaced)}::jsonb,
        undone_at = ${isUndoing ? now.toISOString() : null}, undone_by = ${isUndoing ? actor.id : null}
      where id = ${id}`;
    const figures = {
      items: rows.length,
      replaced: changed.length,
      kept: replaced.filter((entry) => !isTurned(entry)).length
    };
    const subject = { import: id, ...figures };
    const reason = isUndoing ? 'The import was undone' : 'The import was brought back';
    await noteIn(tx, { school, actor: actor.id, action: 'content.publish', subject, reason }, now);
    return figures;
  });
}

/** Gives a question the words of its other version, unless somebody has changed it since. */
async function exchange(
  tx: Transaction,
  school: string,
  entry: Replaced,
  now: Date,
  isUndoing: boolean
): Promise<Replaced> {
  const { item, from, to, back } = entry;
  const [wanted, standing] = isUndoing ? [from, to] : [to, back];
  const [row] = await tx<{ version: number; lesson: string; content: Item }[]>`
    select items.version, lesson_id as lesson, content
    from items join item_versions on item_id = items.id and item_versions.version = ${wanted}
    where items.id = ${item} and items.school_id = ${school} for no key update of items`;
  if (!row || row.version !== standing) return entry;
  const done = await publishChange(tx, school, row.lesson, row.content, now);
  if (done?.status !== 'published') return entry;
  return isUndoing ? { item, from, to, back: done.version } : { item, from, to: done.version };
}
