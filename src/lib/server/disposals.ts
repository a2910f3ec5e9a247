/** Removing what a school need not keep any longer, record by record; what was removed is noted. */
import { randomUUID } from 'node:crypto';
import { forgetReasons } from './allowances';
import type { Db, Transaction } from './db/connect';
import { relearn } from './relearn';
import { hasAny, isKept, settingsOf } from './retention';
import * as statistics from './statistics';
import { can, type Actor } from '../domain/actor';
import { dateOf } from '../domain/day';
import {
  dueDay,
  retentionRules,
  type RetentionMonths,
  type RetentionRule
} from '../domain/retention';

/** What was removed, in a list. */
export interface Disposal {
  id: string;
  student: { id: string; name: string };
  rule: RetentionRule;
  months: number;
  /** The last day at the school, a date. */
  left: string;
  counts: Record<string, number>;
  at: string;
}

/** @returns the last of a school, the newest first; none unless the actor may see them */
export async function list(db: Db, actor: Actor, school: string, most = 100): Promise<Disposal[]> {
  if (!can(actor, 'record.manage', { school })) return [];
  return listed(db, school, null, most);
}

/** @returns those of one record. Whoever asks has been checked. */
export const listOf = (db: Pick<Db, '$client'>, school: string, record: string) =>
  listed(db, school, record, 500);

async function listed(
  { $client: sql }: Pick<Db, '$client'>,
  school: string,
  record: string | null,
  most: number
): Promise<Disposal[]> {
  const rows = await sql<(Omit<Disposal, 'left'> & { left: number })[]>`
    select disposals.id, rule, months, disposals.left_day as left, counts, to_jsonb(at) as at,
      jsonb_build_object('id', record_id, 'name', member_records.name) as student
    from disposals join member_records on member_records.school_id = disposals.school_id
      and member_records.id = record_id
    where disposals.school_id = ${school} and (${record}::uuid is null or record_id = ${record})
    order by at desc, disposals.id limit ${most}`;
  return rows.map(({ left, ...row }) => ({ ...row, left: dateOf(left) }));
}

/** @returns schools where removing is on by now */
export async function schoolsWithRetention({ $client: sql }: Db, now: Date): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select school_id as id from retention_settings
    where on_from_day <= ${Math.ceil(now.getTime() / 86_400_000) + 1} order by 1`;
  return rows.map(({ id }) => id);
}

/**
 * Removes what is due at a school, of so many records at most, each by itself. Done again it removes
 * nothing more.
 * @returns of how many records something was removed; as many as `most` where there may be more
 */
export async function disposeAt(db: Db, school: string, now: Date, most = 20): Promise<number> {
  const { months, onFromDay, today } = await settingsOf(db, school, now);
  if (onFromDay === null || onFromDay > today) return 0;
  let count = 0;
  for (const rule of retentionRules) {
    const due = await dueAt(db, school, rule, months, today, most - count);
    for (const record of due) if (await disposeOne(db, { school, record, rule }, now)) count++;
    if (count >= most) break;
  }
  return count;
}

/** Records of which something is due; a hold is looked at again when it is removed. */
async function dueAt(
  db: Db,
  school: string,
  rule: RetentionRule,
  months: RetentionMonths,
  today: number,
  most: number
): Promise<string[]> {
  const own = months[rule];
  if (own === null) return [];
  const rows = await db.$client<{ id: string; leftDay: number }[]>`
    select id, left_day as "leftDay" from member_records
    where school_id = ${school} and left_day <= ${today - 28 * own} and ${hasAny(db, rule)}
      and not ${isKept(db)}
    order by left_day, id`;
  const due = rows.filter(({ leftDay }) => dueDay(leftDay, own) <= today);
  return due.slice(0, most).map(({ id }) => id);
}

/**
 * Removes what one rule says of one record, in one transaction. Whether it is due, and whether
 * nothing keeps it, is asked again with the record locked.
 * @returns whether anything was removed
 */
async function disposeOne(
  db: Db,
  { school, record, rule }: { school: string; record: string; rule: RetentionRule },
  now: Date
): Promise<boolean> {
  return db.$client.begin(async (tx) => {
    // A hold or a request refers to the record: it waits for this lock, or this for it.
    const [row] = await tx<{ leftDay: number | null; account: string | null }[]>`
      select left_day as "leftDay", account_id as account from member_records
      where school_id = ${school} and id = ${record} for update`;
    if (!row || row.leftDay === null) return false;
    const [kept] = await tx<{ is: boolean }[]>`
      select ${isKept({ $client: tx })} as is from member_records
      where school_id = ${school} and id = ${record}`;
    const { months, onFromDay, today } = await settingsOf({ $client: tx }, school, now);
    const own = months[rule];
    if (kept!.is || own === null || onFromDay === null || onFromDay > today) return false;
    if (dueDay(row.leftDay, own) > today) return false;
    await tx`select set_config('palpate.disposal', 'on', true)`;
    const counts = await removeBy[rule](db, tx, { school, record, account: row.account });
    if (Object.values(counts).every((count) => count === 0)) return false;
    await tx`
      insert into disposals (school_id, id, record_id, rule, months, left_day, counts, at)
      values (${school}, ${randomUUID()}, ${record}, ${rule}, ${own}, ${row.leftDay},
        ${JSON.stringify(counts)}::text::jsonb, ${now.toISOString()})`;
    return true;
  });
}

interface Owner {
  school: string;
  record: string;
  account: string | null;
}

/** What each rule removes; hour lines stay, so that every total stays. @returns rows by table */
const removeBy: Record<
  RetentionRule,
  (db: Db, tx: Transaction, owner: Owner) => Promise<Record<string, number>>
> = {
  async attendance(_, tx, { school, record }) {
    const intervals = await tx`
      delete from intervals where school_id = ${school} and record_id = ${record}`;
    const attendances = await tx`
      delete from attendances where school_id = ${school} and record_id = ${record}`;
    return { intervals: intervals.count, attendances: attendances.count };
  },

  async quizzes(db, tx, { school, account }) {
    const found = await tx<{ id: string; quiz: string; counts: boolean }[]>`
      select attempts.id, quiz_id as quiz,
        number = 1 and not trial and finished_at is not null as counts
      from attempts join quizzes on quizzes.id = quiz_id
      where school_id = ${school} and account_id = ${account}
      order by quiz_id, attempts.id for update of attempts`;
    const ids = found.map(({ id }) => id);
    for (const { id, quiz, counts } of found)
      if (counts) await statistics.takeOut(db, tx, quiz, id);
    // What the student remembers is theirs: it is reckoned without the gradings that go.
    const regraded = await tx<{ item: string }[]>`
      select distinct item_id as item from answer_regrades join answers on answers.id = answer_id
        join note_gradings on note_gradings.id = grading_id
        join attempt_answers on attempt_answers.id = note_gradings.answer_id
      where attempt_id = any(${ids}::uuid[])`;
    const removed = await tx`delete from attempts where id = any(${ids}::uuid[])`;
    if (account) for (const { item } of regraded) await relearn(db, tx, account, item);
    return { attempts: removed.count };
  },

  async notes(_, tx, { school, record, account }) {
    const reports = await tx`
      delete from reports where school_id = ${school} and account_id = ${account}`;
    const announcements = await tx`
      delete from announcement_deliveries using announcements
      where announcements.id = announcement_id and school_id = ${school}
        and account_id = ${account}`;
    const allowances = await tx`
      delete from quiz_allowances using quizzes
      where quizzes.id = quiz_id and school_id = ${school} and account_id = ${account}`;
    if (account) await forgetReasons(tx, account, [school]);
    const extensions = await tx`
      delete from assignment_extensions where school_id = ${school} and record_id = ${record}`;
    return {
      ...{ reports: reports.count, announcements: announcements.count },
      ...{ allowances: allowances.count, extensions: extensions.count }
    };
  }
};
