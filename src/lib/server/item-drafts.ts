/** Questions in the making: saved as they are typed, compared where two write, and published. */
import { isDeepStrictEqual } from 'node:util';
import { validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import {
  publishAs,
  standing,
  type Conflict,
  type Content,
  type Published
} from './item-publishing';
import * as lessonPlaces from './lesson-places';
import { currentOf } from './school-items';
import { can, type Actor } from '../domain/actor';
import type { DraftChange } from '../domain/item-draft';

export interface Draft {
  item: string;
  lesson: string;
  content: Content;
  /** The version that it was begun from; null of a question that has none yet. */
  basedOn: number | null;
  revision: number;
  /** Null where the account is gone. */
  by: string | null;
  at: string;
  /** Since when a colleague is asked to look at it; null where none is. */
  submittedAt: string | null;
}

export type Saved =
  { status: 'saved'; draft: Draft } | Conflict | { status: 'refused'; error: string };

const columns = (on: Transaction | Db['$client']) => on`
  item_id as item, lesson_id as lesson, content, based_on as "basedOn", revision,
  (select name from accounts where id = changed_by) as by, to_jsonb(changed_at) as at,
  to_jsonb(submitted_at) as "submittedAt"`;

/** @returns the draft of a question at a school; null where there is none, or not for the actor */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  item: string
): Promise<Draft | null> {
  if (!can(actor, 'content.write', { school })) return null;
  return read(db.$client, school, item);
}

async function read(
  on: Transaction | Db['$client'],
  school: string,
  item: string
): Promise<Draft | null> {
  const [draft] = await on<Draft[]>`
    select ${columns(on)} from item_drafts where school_id = ${school} and item_id = ${item}`;
  return draft ?? null;
}

/**
 * Keeps what was typed, unless somebody else has changed it since it was read.
 * @returns null where there is no such question (a new one is named by a UUID), or the actor may not
 *   write there
 */
export async function save(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  { lesson, content, revision, basedOn }: DraftChange,
  now: Date
): Promise<Saved | null> {
  if (!can(actor, 'content.write', { school })) return null;
  return db.$client.begin(async (tx): Promise<Saved | null> => {
    const current = await currentOf(tx, school, item);
    if (!current && !(await isNew(tx, item))) return null;
    const where = current && !current.isOwn ? current.lesson : lesson;
    if (!(await lessonPlaces.find(tx, school, where)))
      return { status: 'refused', error: 'Choose a lesson of yours, or of the course' };
    const at = now.toISOString();
    const text = JSON.stringify(content);
    const rows =
      revision > 0
        ? await tx<Draft[]>`
            update item_drafts set lesson_id = ${where}, content = ${text}::jsonb,
              based_on = ${basedOn}, revision = revision + 1, changed_by = ${actor.id},
              changed_at = ${at}
            where school_id = ${school} and item_id = ${item} and revision = ${revision}
            returning ${columns(tx)}`
        : basedOn === (current?.version ?? null)
          ? await tx<Draft[]>`
              insert into item_drafts (school_id, item_id, lesson_id, content, based_on, revision,
                changed_by, changed_at)
              values (${school}, ${item}, ${where}, ${text}::jsonb, ${basedOn}, 1, ${actor.id},
                ${at})
              on conflict do nothing returning ${columns(tx)}`
          : [];
    if (rows[0]) return { status: 'saved', draft: rows[0] };
    const other = await read(tx, school, item);
    // The reply to an earlier try was lost on its way: it is saved already.
    if (other && isDeepStrictEqual(other.content, JSON.parse(text)) && other.lesson === where)
      return { status: 'saved', draft: other };
    return { status: 'conflict', theirs: other ?? standing(current, lesson, 0) };
  });
}

/** Whether this may be the name of a question to come. */
async function isNew(tx: Transaction, item: string): Promise<boolean> {
  if (!validate(item)) return false;
  const rows = await tx`select from items where id = ${item}`;
  return rows.length === 0;
}

/**
 * Throws a draft away; what is published stays.
 * @returns 'stale' where somebody has changed it since it was read; null where there is none
 */
export async function discard(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  revision: number
): Promise<'discarded' | 'stale' | null> {
  const draft = await find(db, actor, school, item);
  if (!draft) return null;
  const rows = await db.$client`
    delete from item_drafts
    where school_id = ${school} and item_id = ${item} and revision = ${revision} returning 1`;
  return rows.length > 0 ? 'discarded' : 'stale';
}

/**
 * Asks colleagues to look at a draft, or no longer does.
 * @returns null where there is none, or the actor may not
 */
export async function setInReview(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  isInReview: boolean,
  now: Date
): Promise<Draft | null> {
  if (!can(actor, 'content.write', { school })) return null;
  const sql = db.$client;
  const [draft] = await sql<Draft[]>`
    update item_drafts set submitted_at = ${
      isInReview ? sql`coalesce(submitted_at, ${now.toISOString()}::timestamptz)` : null
    }
    where school_id = ${school} and item_id = ${item} returning ${columns(sql)}`;
  return draft ?? null;
}

/**
 * Makes a version of a draft that has no flaws: members of the school are asked it from now on.
 * @param revision the draft that was read
 * @returns 'conflict' where it, or what is published, has changed since; null where there is no
 *   draft, or the actor may not
 */
export async function publish(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  revision: number,
  now: Date
): Promise<Published | null> {
  if (!can(actor, 'content.publish', { school })) return null;
  return db.$client.begin(async (tx): Promise<Published | null> => {
    await tx`select from item_drafts where school_id = ${school} and item_id = ${item} for update`;
    const draft = await read(tx, school, item);
    const current = await currentOf(tx, school, item);
    if (!draft)
      return current && { status: 'conflict', theirs: standing(current, current.lesson, 0) };
    if (draft.revision !== revision) return { status: 'conflict', theirs: draft };
    const { lesson, content, basedOn } = draft;
    if (basedOn !== (current?.version ?? null))
      return { status: 'conflict', theirs: standing(current, lesson, revision) };
    const done = await publishAs(tx, actor, school, current, lesson, { ...content, id: item }, now);
    if (done && 'version' in done)
      await tx`delete from item_drafts where school_id = ${school} and item_id = ${item}`;
    return done;
  });
}
