/** An item as the staff of a school sees it: its versions, their keys, and who mended what. */
import { can, type Actor } from '../domain/actor';
import type { Policy } from '../domain/correction';
import { isDeepStrictEqual } from 'node:util';
import type { Db, Transaction } from './db/connect';
import { isOfferedAt } from './items';
import { keyOf, type Item } from '../domain/items/registry';

export interface Version {
  version: number;
  content: Item;
  /** Made by the school itself, by mending. */
  isOwn: boolean;
  createdAt: string;
  /** By members of the school, in the log and in attempts that are not in it yet. */
  answers: number;
}

/** A correction that was made, as the audit has it. */
export interface Deed {
  id: string;
  at: string;
  /** Null where the account is gone. */
  actor: string | null;
  reason: string;
  subject: {
    item: string;
    from: number[];
    to: number | null;
    policy: Policy;
    neverLower: boolean;
    /** How much it changed. */
    scores: number;
    answers: number;
    cards: number;
  };
}

export interface MendableItem {
  item: string;
  lesson: string;
  lessonTitle: string;
  reserved: boolean;
  /** What members of the school are asked now. */
  current: Version;
  /** All that they may have been asked, newest first. */
  versions: Version[];
  /** The versions whose answers are graded by the key that is current, rightly or wrongly. */
  alike: number[];
  deeds: Deed[];
  /** Of the school's, those that have asked it. */
  quizzes: { id: string; title: string }[];
}

/** @returns null where there is no such item, or the actor may not mend it there */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  item: string
): Promise<MendableItem | null> {
  if (!can(actor, 'item.mend', { school })) return null;
  const sql = db.$client;
  const [found] = await sql<
    { item: string; lesson: string; lessonTitle: string; reserved: boolean }[]
  >`
    select items.id as item, lesson_id as lesson, title as "lessonTitle", reserved
    from items join lessons on lessons.id = lesson_id where items.id = ${item} and ${isOfferedAt(db, school)}`;
  if (!found) return null;
  const [versions, deeds, standing, quizzes] = await Promise.all([
    versionsOf(db.$client, school, item),
    sql<(Omit<Deed, 'at'> & { at: string })[]>`
      select audit.id, at, name as actor, reason, subject
      from audit left join accounts on accounts.id = actor_id
      where school_id = ${school} and action = 'item.mend' and subject->>'item' = ${item}
      order by at desc, audit.id`,
    sql<{ from: number; to: number }[]>`
      select from_version as from, to_version as to from corrections
      where school_id = ${school} and item_id = ${item}`,
    sql<MendableItem['quizzes']>`
      select id, rules->>'title' as title from quizzes
      where school_id = ${school} and exists (select from attempts join attempt_items
        on attempt_id = attempts.id where quiz_id = quizzes.id and item_id = ${item})
      order by created_at, id`
  ]);
  const counts = await answersOf(db, school, item);
  const counted = versions.map((version) => ({
    ...version,
    answers: counts.get(version.version) ?? 0
  }));
  const current = counted[0]!;
  return {
    ...found,
    quizzes,
    current,
    versions: counted,
    alike: alikeOf(counted, standing),
    deeds: deeds.map((deed) => ({ ...deed, at: new Date(deed.at).toISOString() }))
  };
}

/** @returns the shipped versions and the school's own, newest first */
export async function versionsOf(
  on: Transaction | Db['$client'],
  school: string,
  item: string
): Promise<Omit<Version, 'answers'>[]> {
  const rows = await on<Omit<Version, 'answers'>[]>`
    select version, content, school_id is not null as "isOwn", created_at as "createdAt"
    from item_versions
    where item_id = ${item} and (school_id is null or school_id = ${school})
    order by version desc`;
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }));
}

/** By version. */
async function answersOf(db: Db, school: string, item: string): Promise<Map<number, number>> {
  const rows = await db.$client<{ version: number; count: number }[]>`
    select version, count(*)::int as count from (
      select answers.id, item_version as version
      from members join answers on answers.account_id = members.account_id
      where members.school_id = ${school} and item_id = ${item}
      union
      select answer_id, item_version
      from attempt_items join attempts on attempts.id = attempt_id
        join quizzes on quizzes.id = quiz_id
      where school_id = ${school} and item_id = ${item} and answer_id is not null
    ) as given group by version`;
  return new Map(rows.map(({ version, count }) => [version, count]));
}

/** Those that share the current key, and those whose answers were graded anew by one of them. */
function alikeOf(
  versions: readonly { version: number; content: Item }[],
  standing: readonly { from: number; to: number }[]
): number[] {
  const key = keyOf(versions[0]!.content);
  const alike = new Set(
    versions
      .filter(({ content }) => isDeepStrictEqual(keyOf(content), key))
      .map(({ version }) => version)
  );
  for (let before = -1; before !== alike.size;) {
    before = alike.size;
    for (const { from, to } of standing) if (alike.has(to)) alike.add(from);
  }
  return [...alike].sort((a, b) => a - b);
}
