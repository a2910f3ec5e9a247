/** Reports of questions: a student's doubt reaches a school, and what became of it the student. */
import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { validate } from 'uuid';
import { note } from './audit';
import type { Db } from './db/connect';
import { reports } from './db/schema/quizzes';
import { reportAnswered } from './letters';
import * as limits from './limits';
import { later } from './mail';
import { seenBy } from './seen';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import type { ReportOutcome, ReportReason } from '../domain/reasons';
import type { Report, Resolution, Seen } from '../domain/report';

/**
 * A report whose question is in an attempt that is not told yet: an outcome would tell of it, so it
 * waits. For queries in which `reports` is named so.
 */
const isHeld = (db: Db) => db.$client`exists (
  select from attempts join attempt_items on attempt_id = attempts.id
  where attempts.account_id = reports.account_id and logged_at is null
    and attempt_items.item_id = reports.item_id)`;

export type Filed =
  { outcome: 'filed'; id: string } | { outcome: 'missing' | 'no-school' | 'open' } | limits.Limited;

/**
 * Files a report about a question that the actor was asked: with the school of the quiz or of the
 * mended version, else with the actor's first.
 * @returns 'missing' where there is no such question of the actor's; 'no-school' where there is
 *   nobody to read it; 'open' where the actor's earlier report of it waits still
 */
export async function file(db: Db, actor: Actor, report: Report, now: Date): Promise<Filed> {
  const mine = actor.memberships.map(({ school }) => school);
  if (mine.length === 0) return { outcome: 'no-school' };
  const limited = await limits.take(db, ['report', actor.id]);
  if (limited) return limited;
  const found = await seenBy(db, actor.id, report.question);
  if (!found) return { outcome: 'missing' };

  const { item, version, school, seen } = found;
  const id = randomUUID();
  const added = await db
    .insert(reports)
    .values({
      id,
      schoolId: school && mine.includes(school) ? school : mine[0]!,
      accountId: actor.id,
      itemId: item,
      itemVersion: version,
      reason: report.reason,
      comment: report.comment,
      seen,
      createdAt: now
    })
    .onConflictDoNothing()
    .returning({ id: reports.id });
  return added.length > 0 ? { outcome: 'filed', id } : { outcome: 'open' };
}

/** A report as its student may see it; outcome and reply are null until they may be told. */
export interface OwnReport {
  id: string;
  item: string;
  version: number;
  seen: Seen;
  reason: ReportReason;
  comment: string;
  createdAt: string;
  outcome: ReportOutcome | null;
  reply: string | null;
  resolvedAt: string | null;
  readAt: string | null;
}

/** @returns the account's own reports, the newest first */
export async function listOwn(db: Db, account: string): Promise<OwnReport[]> {
  const sql = db.$client;
  return sql<OwnReport[]>`
    select id, item_id as item, item_version as version, seen, reason,
      comment, to_jsonb(created_at) as "createdAt", to_jsonb(read_at) as "readAt",
      case when not held then outcome end as outcome, case when not held then reply end as reply,
      case when not held then to_jsonb(resolved_at) end as "resolvedAt"
    from (select reports.*, ${isHeld(db)} as held from reports where account_id = ${account}) as own
    order by created_at desc, id`;
}

/** @returns how many outcomes the account has not seen yet */
export async function countUnread(db: Db, account: string): Promise<number> {
  const [row] = await db.$client<{ count: number }[]>`
    select count(*)::int as count from reports
    where account_id = ${account} and outcome is not null and read_at is null
      and not ${isHeld(db)}`;
  return row!.count;
}

/** Notes that the student has seen the outcome. @returns whether there is one of theirs to see */
export async function markRead(db: Db, account: string, id: string, now: Date): Promise<boolean> {
  if (!validate(id)) return false;
  const rows = await db.$client`
    update reports set read_at = coalesce(read_at, ${now.toISOString()})
    where id = ${id} and account_id = ${account} and outcome is not null and not ${isHeld(db)}
    returning 1`;
  return rows.length > 0;
}

/** A report as staff see it. */
export interface StaffReport {
  id: string;
  item: string;
  version: number;
  reason: ReportReason;
  comment: string;
  seen: Seen;
  student: string;
  createdAt: string;
  outcome: ReportOutcome | null;
  reply: string | null;
  resolvedAt: string | null;
  /** Who resolved it; null where nobody did, or the account is gone. */
  resolvedBy: string | null;
  /** Whether the student hears of an outcome later only: a quiz with it is not told yet. */
  held: boolean;
  /** Other reports of the same question that are open at the school. */
  others: number;
}

/** So many at once; what is older comes when these are resolved. */
const most = 100;

/** @returns the open reports, oldest first, or the resolved, newest first; none unless the actor may */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  which: 'open' | 'resolved' = 'open'
): Promise<StaffReport[]> {
  if (!can(actor, 'report.resolve', { school })) return [];
  const sql = db.$client;
  return sql<StaffReport[]>`${selected(db, actor, school)}
    and outcome is ${which === 'open' ? sql`null` : sql`not null`}
    order by ${which === 'open' ? sql`reports.created_at` : sql`resolved_at desc`}, reports.id
    limit ${most}`;
}

/** @returns the open reports of one question, oldest first; none unless the actor may see them */
export async function openOf(
  db: Db,
  actor: Actor,
  school: string,
  item: string
): Promise<StaffReport[]> {
  if (!can(actor, 'report.resolve', { school })) return [];
  return db.$client<StaffReport[]>`${selected(db, actor, school)}
    and reports.item_id = ${item} and outcome is null
    order by reports.created_at, reports.id limit ${most}`;
}

/** @returns how many wait; 0 unless the actor may see them */
export async function countOpen(db: Db, actor: Actor, school: string): Promise<number> {
  if (!can(actor, 'report.resolve', { school })) return 0;
  const [row] = await db.$client<{ count: number }[]>`
    select count(*)::int as count from reports where school_id = ${school} and outcome is null
      and ${isSeenBy(db, actor, school, db.$client`account_id`)}`;
  return row!.count;
}

/** @returns one report of a school; null where it is not there, or not the actor's to see */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<StaffReport | null> {
  if (!validate(id) || !can(actor, 'report.resolve', { school })) return null;
  const [report] = await db.$client<StaffReport[]>`${selected(db, actor, school)}
    and reports.id = ${id}`;
  return report ?? null;
}

/** Reports to a school by students whom the actor sees. */
const selected = (db: Db, actor: Actor, school: string) => db.$client`
  select reports.id, reports.item_id as item, item_version as version, reason, comment, seen,
    students.name as student, to_jsonb(reports.created_at) as "createdAt", outcome, reply,
    to_jsonb(resolved_at) as "resolvedAt", staff.name as "resolvedBy", ${isHeld(db)} as held,
    (select count(*)::int from reports as other where other.school_id = reports.school_id
      and other.item_id = reports.item_id and other.outcome is null and other.id <> reports.id
    ) as others
  from reports join accounts as students on students.id = reports.account_id
    left join accounts as staff on staff.id = resolved_by
  where reports.school_id = ${school}
    and ${isSeenBy(db, actor, school, db.$client`reports.account_id`)}`;

/**
 * Decides a report and tells the student, by mail too unless that would tell of a running quiz.
 * @returns 'missing' where the actor has no such report; 'already' where somebody was faster, whose
 *   word stands
 */
export async function resolve(
  db: Db,
  actor: Actor,
  school: string,
  id: string,
  { outcome, reply }: Resolution,
  now: Date
): Promise<'resolved' | 'missing' | 'already'> {
  if (!(await find(db, actor, school, id))) return 'missing';
  const isFirst = await db.transaction(async (tx) => {
    const changed = await tx
      .update(reports)
      .set({ outcome, reply, resolvedBy: actor.id, resolvedAt: now })
      .where(and(eq(reports.id, id), eq(reports.schoolId, school), isNull(reports.outcome)))
      .returning({ id: reports.id });
    if (changed.length === 0) return false;
    await note(
      tx,
      // The reply stands with the report, and goes with it.
      { school, actor: actor.id, action: 'report.resolve', subject: { report: id }, reason: '' },
      now
    );
    return true;
  });
  if (!isFirst) return 'already';
  later(async () => {
    const [to] = await db.$client<{ email: string; stem: string; held: boolean }[]>`
      select email, seen->'prompt'->>'stem' as stem, ${isHeld(db)} as held
      from reports join accounts on accounts.id = account_id where reports.id = ${id}`;
    if (!to || to.held) return null;
    return reportAnswered(to.email, to.stem, outcome === 'mended', reply);
  });
  return 'resolved';
}
