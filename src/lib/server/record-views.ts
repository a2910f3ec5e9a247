/**
 * That staff looked at a student's record. It is noted before they see it: where it cannot be noted,
 * nothing is shown. What students see of their own is nobody's look.
 */
import { randomUUID } from 'node:crypto';
import type { Db } from './db/connect';
import type { Actor, Role } from '../domain/actor';
import { recordsIn, type Paper } from '../domain/papers/paper';
import type { RecordPart, ViewWay } from '../domain/record-part';

/** Who looks, at which school, how and when. */
export interface Look {
  actor: Actor;
  school: string;
  way: ViewWay;
  now: Date;
}

/** Whose record: by itself, by its account, or by an answer or a report that is looked at. */
export type Whose =
  { record: string } | { account: string } | { answer: string } | { report: string };

/** Looks at one part within so many minutes are one row: the first. */
export const minutesApart = 10;

const since = (now: Date) => new Date(now.getTime() - minutesApart * 60_000).toISOString();

const roleOf = ({ actor, school }: Look): Role => {
  const role = actor.memberships.find((one) => one.school === school)?.role;
  if (!role) throw new Error('Who is no member of a school looks at no record of it');
  return role;
};

/**
 * Notes that the actor sees a part of one student's record; whether they may has been checked.
 * @throws where there is no such record: nothing is to be shown then
 */
export async function viewed(
  db: Pick<Db, '$client'>,
  look: Look,
  whose: Whose,
  part: RecordPart
): Promise<void> {
  const { actor, school, way, now } = look;
  const sql = db.$client;
  const which =
    'record' in whose
      ? sql`id = ${whose.record}`
      : 'account' in whose
        ? sql`account_id = ${whose.account}`
        : 'answer' in whose
          ? sql`account_id = (select account_id from attempt_answers
              join attempts on attempts.id = attempt_id where attempt_answers.id = ${whose.answer})`
          : sql`account_id = (select account_id from reports where reports.id = ${whose.report})`;
  const [row] = await sql<{ found: boolean }[]>`
    with whose as (
      select id, account_id from member_records where school_id = ${school} and ${which}
    ), noted as (
      insert into record_views (school_id, id, record_id, part, way, actor_id, actor_name,
        actor_role, at)
      select ${school}, ${randomUUID()}, whose.id, ${part}, ${way}, accounts.id, accounts.name,
        ${roleOf(look)}, ${now.toISOString()}
      from whose, accounts
      where accounts.id = ${actor.id} and account_id is distinct from accounts.id
        and not exists (select from record_views
          where school_id = ${school} and record_id = whose.id and actor_id = ${actor.id}
            and part = ${part} and way = ${way}
            and at between ${since(now)} and ${now.toISOString()})
    )
    select exists (select from whose) as found`;
  if (!row!.found) throw new Error('A look at a record that is not there');
}

/** Notes that the actor sees a list of many students: one row, with how many and by which filter. */
export async function viewedMany(
  db: Pick<Db, '$client'>,
  look: Look,
  part: RecordPart,
  count: number,
  filter = ''
): Promise<void> {
  const { actor, school, way, now } = look;
  await db.$client`
    insert into record_views (school_id, id, record_id, part, way, count, filter, actor_id,
      actor_name, actor_role, at)
    select ${school}, ${randomUUID()}, null, ${part}, ${way}, ${count}, ${filter.slice(0, 300)},
      accounts.id, accounts.name, ${roleOf(look)}, ${now.toISOString()}
    from accounts
    where accounts.id = ${actor.id} and not exists (select from record_views
      where school_id = ${school} and record_id is null and actor_id = ${actor.id}
        and part = ${part} and way = ${way} and filter = ${filter.slice(0, 300)}
        and count >= ${count} and at between ${since(now)} and ${now.toISOString()})`;
}

/** A look, as the student reads of it. */
export interface View {
  id: string;
  part: RecordPart;
  way: ViewWay;
  by: string;
  role: Role;
  at: string;
}

/** @returns looks at a record, the newest first, and how many there are. Whoever asks has been checked. */
export async function viewsOf(
  { $client: sql }: Pick<Db, '$client'>,
  { school, record }: { school: string; record: string },
  { most = 50, skip = 0 } = {}
): Promise<{ count: number; views: View[] }> {
  const views = await sql<View[]>`
    select id, part, way, actor_name as by, actor_role as role, to_jsonb(at) as at
    from record_views where school_id = ${school} and record_id = ${record}
    order by record_views.at desc, id limit ${most} offset ${skip}`;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from record_views
    where school_id = ${school} and record_id = ${record}`;
  return { count: row!.count, views: [...views] };
}

/**
 * @param fromDay the first study day of the student
 * @returns how many lists of many students staff of a school have opened since
 */
export async function listsSince(
  { $client: sql }: Pick<Db, '$client'>,
  school: string,
  fromDay: number
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from record_views
    where school_id = ${school} and record_id is null
      and at >= ${new Date(fromDay * 86_400_000).toISOString()}`;
  return row!.count;
}

/** Notes that the actor sees a paper: of one student, or a report about many. */
export const viewedPaper = (
  db: Pick<Db, '$client'>,
  look: Look,
  { id, student, content }: { id: string; student: { id: string } | null; content: Paper }
): Promise<void> =>
  student
    ? viewed(db, look, { record: student.id }, 'papers')
    : viewedMany(db, look, 'papers', recordsIn(content).length, id);
