/** Where a reader stands in the lessons, and what a learner has completed. */
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { NIL } from 'uuid';
import { touch } from './completion-queue';
import type { Db } from './db/connect';
import { cards, completions } from './db/schema/answers';
import { items, lessons } from './db/schema/content';
import { mendedFor, versionKey } from './items';
import * as signOffs from './sign-offs';
import { dateOf } from '../domain/day';
import type { Signed } from '../domain/sign-off';

export interface ReaderState {
  account: string | null;
  completedAt: Date | null;
  /**
   * For each item of the lesson: its current version, when it comes back (a date), and who of the
   * reader's school has signed it off.
   */
  items: Record<string, { version: number; due: string | null; signed: Signed | null }>;
}

/**
 * What changes from reader to reader and from release to release.
 * @param account null for a reader without one
 * @param lessonId of one that ships, or that a school of the account has written
 * @param asks items that it asks and that belong to other lessons
 */
export async function readerState(
  db: Db,
  account: string | null,
  lessonId: string,
  asks: string[] = []
): Promise<ReaderState> {
  const own = account ?? NIL;
  const asked = db.$client`(items.lesson_id = ${lessonId} or items.id = any(${asks}::text[]))`;
  const ofLesson = db.$client`item_id in (select id from items where ${asked})`;
  const [rows, [completion], mended, signed] = await Promise.all([
    db
      .select({ id: items.id, version: items.version, dueDay: cards.dueDay })
      .from(items)
      .leftJoin(cards, and(eq(cards.itemId, items.id), eq(cards.accountId, own)))
      .where(
        and(
          or(eq(items.lessonId, lessonId), inArray(items.id, asks)),
          isNull(items.retiredAt),
          isAskedOf(own)
        )
      ),
    db
      .select({ completedAt: completions.completedAt })
      .from(completions)
      .where(and(eq(completions.accountId, own), eq(completions.lessonId, lessonId))),
    account ? mendedFor(db, account, asked) : new Map<string, number>(),
    account ? signOffs.forAccount(db, account, ofLesson) : new Map<string, Signed>()
  ]);
  return {
    account,
    completedAt: completion?.completedAt ?? null,
    items: Object.fromEntries(
      rows.map(({ id, version: shipped, dueDay }) => {
        const version = mended.get(id) ?? shipped;
        const due = dueDay === null ? null : dateOf(dueDay);
        return [id, { version, due, signed: signed.get(versionKey(id, version)) ?? null }];
      })
    )
  };
}

/** What ships is read by everybody, what a school has written by its members. */
const isReadBy = (account: string) => sql`(${lessons.schoolId} is null or ${lessons.schoolId} in
  (select school_id from members where account_id = ${account}))`;

/** As `isVisible` of items.ts. */
const isAskedOf = (account: string) => sql`(${items.schoolId} is null or ${items.schoolId} in
  (select school_id from members where account_id = ${account}))`;

/**
 * Notes that a learner has finished a lesson; a second time changes nothing.
 * @returns when it was first finished, or null where there is no such lesson
 */
export async function complete(
  db: Db,
  account: string,
  lessonId: string,
  now: Date
): Promise<Date | null> {
  const [known] = await db
    .select({ id: lessons.id })
    .from(lessons)
    .where(and(eq(lessons.id, lessonId), isNull(lessons.retiredAt), isReadBy(account)));
  if (!known) return null;
  await db
    .insert(completions)
    .values({ accountId: account, lessonId, completedAt: now })
    .onConflictDoNothing();
  touch(db, account);
  const [stored] = await db
    .select()
    .from(completions)
    .where(and(eq(completions.accountId, account), eq(completions.lessonId, lessonId)));
  return stored!.completedAt;
}

/** @returns ids of the lessons that a learner has finished. */
export async function completed(db: Db, account: string): Promise<string[]> {
  const rows = await db
    .select({ id: completions.lessonId })
    .from(completions)
    .where(eq(completions.accountId, account));
  return rows.map(({ id }) => id);
}
