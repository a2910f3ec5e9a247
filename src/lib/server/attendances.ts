/** Who was at a meeting: marked by staff, or by the code that is shown there. */
import { randomUUID } from 'node:crypto';
import { validate } from 'uuid';
import { held, isNewest, latest, settle, type Held } from './attendance-hours';
import { isCode } from './class-code';
import type { Db, Transaction } from './db/connect';
import * as limits from './limits';
import * as meetings from './meetings';
import type { Change } from './programs';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import { isCodeOpen, markAt, type Attendance, type Mark, type Sheet } from '../domain/attendance';

/** A row of the sheet. */
export interface Seat {
  student: string;
  name: string;
  /** Null while nobody has said anything. */
  attendance:
    | (Attendance & {
        id: string;
        source: 'staff' | 'code';
        by: string;
        at: string;
        reason: string;
      })
    | null;
}

/** @returns the students of the meeting’s cohort and whoever was marked, by name; none unless the actor may */
export async function sheet(
  db: Db,
  actor: Actor,
  school: string,
  meeting: string
): Promise<Seat[]> {
  if (!can(actor, 'hours.record', { school }) || !validate(meeting)) return [];
  return db.$client<Seat[]>`
    select member_records.id as student, member_records.name,
      case when newest.id is not null then jsonb_build_object('id', newest.id, 'mark', mark,
        'lateMinutes', late_minutes, 'leftMinutes', left_minutes, 'source', source,
        'by', actor_name, 'at', newest.at, 'reason', reason) end as attendance
    from class_meetings
      join member_records on member_records.school_id = class_meetings.school_id
      left join lateral (
        select * from attendances
        where attendances.school_id = ${school} and meeting_id = ${meeting}
          and record_id = member_records.id and ${isNewest(db.$client)}) as newest on true
    where class_meetings.school_id = ${school} and class_meetings.id = ${meeting}
      and ${meetings.isOwn(db, actor, school)}
      and (newest.id is not null or (member_records.role = 'student' and exists (
        select from cohort_members
        where cohort_members.school_id = ${school}
          and cohort_members.cohort_id = class_meetings.cohort_id
          and cohort_members.account_id = member_records.account_id)))
    order by member_records.name, member_records.id`;
}

/** What became of a sheet: `kept` are those whom a colleague has marked since it was read. */
export type Taken =
  | { outcome: 'done'; changed: number; kept: string[] }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: 'attendance' | 'reason'; error: string };

/**
 * Marks students of a meeting. Whom a colleague has marked since the sheet was read keeps that
 * mark; the others are marked all the same.
 */
export async function mark(
  db: Db,
  { actor, school, now }: Change,
  meeting: string,
  { attendance: rows, reason }: Sheet
): Promise<Taken> {
  if (!(await meetings.find(db, actor, school, meeting))) return { outcome: 'missing' };
  return db.$client.begin(async (tx): Promise<Taken> => {
    const about = await held(tx, school, meeting, true);
    if (!about || about.isCancelled) return { outcome: 'missing' };
    const length = (about.until - about.from) / 60_000 - about.breakMinutes;
    if (rows.some(({ lateMinutes, leftMinutes }) => lateMinutes + leftMinutes >= length))
      return {
        ...{ outcome: 'invalid', field: 'attendance' },
        error: 'Somebody would have missed all of it: mark them absent'
      };
    const students = rows.map(({ student }) => student);
    const before = new Map(
      (await latest(tx, school, meeting, students)).map((one) => [one.record, one])
    );
    const isAsSeen = ({ student, seen }: Sheet['attendance'][number]) =>
      (before.get(student)?.id ?? null) === seen;
    const kept = rows.filter((row) => !isAsSeen(row)).map(({ student }) => student);
    const news = rows.filter((row) => {
      const was = before.get(row.student);
      return isAsSeen(row) && !(was && isSame(was, row));
    });
    // Only of what is new: whoever has left stays on the sheet as marked.
    const marked = news.map(({ student }) => student);
    const known = await tx`
      select from member_records
      where school_id = ${school} and id = any(${marked}::uuid[]) and role = 'student'
        and ${isSeenBy(db, actor, school, tx`account_id`)}`;
    if (known.length < marked.length)
      return {
        ...{ outcome: 'invalid', field: 'attendance' },
        error: 'Somebody is no student of yours any more: open the page again and leave that row'
      };
    if (reason === '' && news.some(({ student }) => before.has(student)))
      return {
        ...{ outcome: 'invalid', field: 'reason' },
        error: 'Say why marks change that were entered before: it is kept with them'
      };
    await add(
      tx,
      about,
      school,
      actor.id,
      now,
      news.map((row) => ({
        ...{ ...row, source: 'staff' as const, replaces: before.get(row.student)?.id ?? null },
        reason: before.has(row.student) ? reason : ''
      }))
    );
    return { outcome: 'done', changed: news.length, kept };
  });
}

const isSame = (a: Attendance, b: Attendance) =>
  a.mark === b.mark && a.lateMinutes === b.lateMinutes && a.leftMinutes === b.leftMinutes;

interface NewMark extends Attendance {
  student: string;
  source: 'staff' | 'code';
  replaces: string | null;
  reason: string;
}

/** Keeps marks, and gives what they are worth if the meeting is over. */
async function add(
  tx: Transaction,
  about: Held,
  school: string,
  actor: string,
  now: Date,
  marks: readonly NewMark[]
): Promise<void> {
  if (marks.length === 0) return;
  const rows = marks.map(
    ({ student, mark, lateMinutes, leftMinutes, source, replaces, reason }) => ({
      ...{ id: randomUUID(), record_id: student, mark: mark as Mark, source, replaces, reason },
      ...{ late_minutes: lateMinutes, left_minutes: leftMinutes }
    })
  );
  await tx`
    insert into attendances (school_id, id, meeting_id, record_id, mark, late_minutes,
      left_minutes, source, replaces, actor_id, actor_name, reason, at)
    select ${school}, new.id, ${about.id}, record_id, mark, late_minutes, left_minutes, source,
      replaces, accounts.id, name, reason, ${now.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as new (id uuid, record_id uuid,
      mark text, late_minutes int, left_minutes int, source text, replaces uuid, reason text),
      accounts where accounts.id = ${actor}`;
  const students = marks.map(({ student }) => student);
  await settle(tx, school, about, await latest(tx, school, about.id, students), now);
}

/** What became of a code that a student gave. */
export type Redeemed =
  | { outcome: 'marked' | 'already'; title: string; mark: Mark; lateMinutes: number }
  | { outcome: 'wrong' }
  | limits.Limited;

/**
 * Marks a student as there, by the code that is shown in class. It works once: whoever was marked
 * already stays so. Only members of the meeting’s cohort can; who guesses soon has to wait.
 */
export async function redeem(db: Db, actor: Actor, code: string, now: Date): Promise<Redeemed> {
  const claim: limits.Claim = ['class-code', actor.id];
  const limited = await limits.take(db, claim);
  if (limited) return limited;
  const at = now.getTime();
  const open = await db.$client<
    { school: string; id: string; key: string; record: string; from: Date; until: Date }[]
  >`
    select class_meetings.school_id as school, class_meetings.id, code_key as key,
      member_records.id as record, starts_at as from, ends_at as until
    from class_meetings
      join cohort_members on cohort_members.school_id = class_meetings.school_id
        and cohort_members.cohort_id = class_meetings.cohort_id
        and cohort_members.account_id = ${actor.id}
      join member_records on member_records.school_id = class_meetings.school_id
        and member_records.account_id = ${actor.id}
    where cancelled_at is null and ends_at > ${now.toISOString()}
      and starts_at < ${now.toISOString()}::timestamptz + interval '1 hour'
    order by starts_at`;
  const found = open.find(
    ({ key, from, until }) =>
      isCodeOpen({ from: new Date(from).getTime(), until: new Date(until).getTime() }, at) &&
      isCode(key, code, at)
  );
  if (!found) return { outcome: 'wrong' };
  await limits.giveBack(db, claim);
  return db.$client.begin(async (tx): Promise<Redeemed> => {
    const about = await held(tx, found.school, found.id, true);
    if (!about || about.isCancelled) return { outcome: 'wrong' };
    const [before] = await latest(tx, found.school, found.id, [found.record]);
    const { title } = about;
    if (before)
      return { outcome: 'already', title, mark: before.mark, lateMinutes: before.lateMinutes };
    const attendance = markAt(about, at);
    await add(tx, about, found.school, actor.id, now, [
      { ...attendance, student: found.record, source: 'code', replaces: null, reason: '' }
    ]);
    return { outcome: 'marked', title, mark: attendance.mark, lateMinutes: attendance.lateMinutes };
  });
}
