/** How the text of a school's lesson came to be: its versions, each readable, each to be had again. */
import type { Db, Transaction } from './db/connect';
import { keep, lock, theirs, write, type Saved } from './lesson-rows';
import type { Change } from './school-courses';
import { can, type Actor } from '../domain/actor';
import type { VersionReason } from '../domain/lesson/state';

export interface Version {
  version: number;
  reason: VersionReason;
  at: string;
  /** Null where the account is deleted. */
  by: string | null;
  /** When it was published, the last time first, and by whom. */
  published: { at: string; by: string | null }[];
}

/** @returns the versions of a lesson, the newest first; none unless the actor may write */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  lesson: string
): Promise<Version[]> {
  if (!can(actor, 'content.write', { school })) return [];
  return db.$client<Version[]>`
    with publications as (
      select (subject->>'version')::int as version, jsonb_agg(
        jsonb_build_object('at', audit.at, 'by', accounts.name) order by audit.at desc) as published
      from audit left join accounts on accounts.id = actor_id
      where audit.school_id = ${school} and action = 'lesson.publish'
        and subject->>'lesson' = ${lesson}
      group by 1)
    select version, lesson_versions.reason, to_jsonb(lesson_versions.created_at) as at,
      accounts.name as by, coalesce(published, '[]') as published
    from lesson_versions left join publications using (version)
      left join accounts on accounts.id = author_id
    where school_id = ${school} and lesson_id = ${lesson}
    order by version desc`;
}

/** @returns the text of a version; null where there is none, or the actor may not write */
export async function read(
  db: Db,
  actor: Actor,
  school: string,
  lesson: string,
  version: number
): Promise<string | null> {
  if (!can(actor, 'content.write', { school })) return null;
  return textOf(db.$client, { school, lesson }, version);
}

/** @returns the text of a version; null where there is none */
export async function textOf(
  on: Db['$client'] | Transaction,
  { school, lesson }: { school: string; lesson: string },
  version: number
): Promise<string | null> {
  if (!isNumber(version)) return null;
  const [row] = await on<{ text: string }[]>`
    select text from lesson_versions
    where school_id = ${school} and lesson_id = ${lesson} and version = ${version}`;
  return row?.text ?? null;
}

/** As far as the database counts. */
const isNumber = (version: number) => Number.isInteger(version) && version > 0 && version < 2 ** 31;

/** Keeps the text as it stands. @returns its version; null where there is no such lesson */
export const keepNow = (db: Db, change: Change, lesson: string): Promise<number | null> =>
  db.$client.begin(async (tx) => {
    const row = await lock(tx, change, lesson);
    return row ? keep(tx, row, row.text, 'saved', row.author, change.now) : null;
  });

/** Puts an earlier version in the place of the text, which is kept. */
export const restore = (
  db: Db,
  change: Change,
  lesson: string,
  version: number,
  revision: number
): Promise<Saved> =>
  db.$client.begin(async (tx): Promise<Saved> => {
    const row = await lock(tx, change, lesson);
    const text = row && (await textOf(tx, row, version));
    if (!row || text === null || text === undefined) return { outcome: 'missing' };
    if (row.revision !== revision) return { outcome: 'stale', theirs: theirs(row) };
    await keep(tx, row, row.text, 'saved', row.author, change.now);
    const now = await write(tx, change, row, text);
    await keep(tx, row, text, 'restored', change.actor.id, change.now);
    return { outcome: 'done', revision: now };
  });
