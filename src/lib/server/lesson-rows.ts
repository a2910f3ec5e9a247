/** A school's lesson while one of its authors changes it, and the history that this leaves. */
import { validate } from 'uuid';
import { titleOf } from './content/prose';
import type { Transaction } from './db/connect';
import type { Change } from './school-courses';
import { can } from '../domain/actor';
import { isKept, type VersionReason } from '../domain/lesson/state';

/** What another author has saved since a text was read. */
export interface Theirs {
  text: string;
  revision: number;
  changedBy: string | null;
  changedAt: string;
}

/** What came of a change of the text; the two reasons why something is missing look alike. */
export type Saved =
  | { outcome: 'done'; revision: number }
  | { outcome: 'missing' }
  | { outcome: 'stale'; theirs: Theirs };

/** A lesson that nobody else changes meanwhile. */
export interface Locked {
  school: string;
  lesson: string;
  course: string;
  text: string;
  revision: number;
  author: string;
  changedAt: string;
  changedBy: string | null;
  reviewVersion: number | null;
  publishedVersion: number | null;
  origin: string | null;
  originText: string | null;
}

/** @returns undefined where it does not exist, or is not the actor's to write */
export async function lock(
  tx: Transaction,
  { actor, school }: Change,
  id: string
): Promise<Locked | undefined> {
  if (!can(actor, 'content.write', { school }) || !validate(id)) return undefined;
  const [row] = await tx<Locked[]>`
    select school_id as school, lesson_id as lesson, course_id as course, text, revision,
      changed_by as author, to_jsonb(changed_at) as "changedAt",
      (select name from accounts where accounts.id = changed_by) as "changedBy",
      review_version as "reviewVersion", published_version as "publishedVersion",
      origin, origin_text as "originText"
    from school_lessons where school_id = ${school} and lesson_id = ${id} for update`;
  return row;
}

export const theirs = ({ text, revision, changedBy, changedAt }: Locked): Theirs => ({
  text,
  revision,
  changedBy,
  changedAt
});

/** Puts a text in the place of that of a locked lesson. @returns the revision that it has then */
export async function write(
  tx: Transaction,
  { actor, now }: Change,
  row: Locked,
  text: string
): Promise<number> {
  if (row.text === text) return row.revision;
  await keepFormer(tx, row, actor.id, now);
  await tx`
    update school_lessons set text = ${text}, revision = revision + 1, changed_by = ${actor.id},
      changed_at = ${now.toISOString()}
    where lesson_id = ${row.lesson} and school_id = ${row.school}`;
  // Until students know it by another, its name is the one that is being written.
  const title = row.publishedVersion === null ? titleOf(text) : undefined;
  if (title !== undefined) await tx`update lessons set title = ${title} where id = ${row.lesson}`;
  return row.revision + 1;
}

type Of = Pick<Locked, 'school' | 'lesson'>;

const newest = async (tx: Transaction, { school, lesson }: Of) => {
  const [row] = await tx<{ version: number; text: string; at: string }[]>`
    select version, text, to_jsonb(created_at) as at from lesson_versions
    where school_id = ${school} and lesson_id = ${lesson} order by version desc limit 1`;
  return row;
};

/**
 * Adds a text to the history of a locked lesson, unless it is the newest there.
 * @param by whose text it is, or who did what is the reason
 * @returns its version
 */
export async function keep(
  tx: Transaction,
  of: Of,
  text: string,
  reason: VersionReason,
  by: string,
  at: Date
): Promise<number> {
  const last = await newest(tx, of);
  if (last?.text === text) return last.version;
  const version = (last?.version ?? 0) + 1;
  await tx`
    insert into lesson_versions (school_id, lesson_id, version, text, reason, author_id, created_at)
    values (${of.school}, ${of.lesson}, ${version}, ${text}, ${reason}, ${by}, ${at.toISOString()})`;
  return version;
}

/** Keeps the text as it stands, before another takes its place, where it is time to. */
export async function keepFormer(
  tx: Transaction,
  row: Locked,
  actor: string,
  now: Date
): Promise<void> {
  const last = await newest(tx, row);
  const since = last ? now.getTime() - Date.parse(last.at) : Infinity;
  const before = { by: row.author, text: row.text, kept: last?.text ?? '' };
  if (isKept(before, actor, since))
    await keep(tx, row, row.text, 'saved', row.author, new Date(row.changedAt));
}
