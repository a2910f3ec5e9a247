/** Questions of a school's bank that ask the same as another. */
import type { Db } from './db/connect';
import { isOfferedAt } from './items';
import { can, type Actor } from '../domain/actor';
import { duplicatesAmong, wordingOf, type Duplicate, type Known } from '../domain/items/duplicates';

/** A question of the bank as far as it is compared. */
export interface Compared extends Known {
  lessonTitle: string;
  isOwn: boolean;
}
export type Alike = Duplicate & Pick<Compared, 'stem' | 'lessonTitle' | 'isOwn'>;

/** Nobody reads more of them. */
const most = 10;
/** Of so many schools the index is kept; it is made anew where the bank has changed. */
const kept = 8;

interface Index {
  stamp: string;
  questions: ReadonlyMap<string, Compared>;
  find: ReturnType<typeof duplicatesAmong>;
}
const indexesOf = new WeakMap<Db, Map<string, Index>>();

/** @returns what members of a school may be asked, in the version that they are */
export async function comparedAt(db: Db, school: string): Promise<Compared[]> {
  const rows = await db.$client<
    { id: string; content: Record<string, unknown>; lessonTitle: string; isOwn: boolean }[]
  >`
    select items.id, content, title as "lessonTitle", items.school_id is not null as "isOwn"
    from items join lessons on lessons.id = lesson_id
      cross join lateral (select greatest(items.version, max(version)) as version from item_versions
        where item_id = items.id and item_versions.school_id = ${school}) as asked
      join item_versions on item_id = items.id and item_versions.version = asked.version
    where items.retired_at is null and ${isOfferedAt(db, school)}`;
  return rows.map(({ content, ...row }) => ({ ...row, ...wordingOf(content) }));
}

async function indexAt(db: Db, school: string): Promise<Index> {
  let indexes = indexesOf.get(db);
  if (!indexes) indexesOf.set(db, (indexes = new Map()));
  // Versions are only ever added; what else can change is which questions are in use.
  const [row] = await db.$client<{ stamp: string }[]>`
    select concat((select count(*) from item_versions
        where school_id is null or school_id = ${school}), ' ', count(*), ' ',
      sum(hashtextextended(id, 0))) as stamp
    from items where retired_at is null and ${isOfferedAt(db, school)}`;
  const { stamp } = row!;
  let index = indexes.get(school);
  if (index?.stamp !== stamp) {
    const questions = await comparedAt(db, school);
    const byId = new Map(questions.map((question) => [question.id, question]));
    index = { stamp, questions: byId, find: duplicatesAmong(questions) };
  }
  // The one that was asked last stands last.
  indexes.delete(school);
  indexes.set(school, index);
  const [oldest] = indexes.keys();
  if (indexes.size > kept) indexes.delete(oldest!);
  return index;
}

/**
 * @param content a question as it was typed, finished or not
 * @param item its id, if it has one: a question is not its own duplicate
 * @returns those most like it, the likest first; none unless the actor may write there
 */
export async function duplicatesOf(
  db: Db,
  actor: Actor,
  school: string,
  content: Record<string, unknown>,
  item?: string
): Promise<Alike[]> {
  if (!can(actor, 'content.write', { school })) return [];
  const { find, questions } = await indexAt(db, school);
  return find({ ...wordingOf(content), id: item })
    .slice(0, most)
    .map((found) => {
      const { stem, lessonTitle, isOwn } = questions.get(found.id)!;
      return { ...found, stem, lessonTitle, isOwn };
    });
}
