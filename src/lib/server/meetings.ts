/** Meetings of classes and in clinic, for staff. Who was there is in `attendances.ts`. */
import { validate } from 'uuid';
import { isNewest } from './attendance-hours';
import { noteIn } from './audit';
import { codeAt, newKey } from './class-code';
import type { Db, Transaction } from './db/connect';
import { once } from './idempotency';
import { add } from './jobs';
import type { Change } from './programs';
import { settleMeeting } from './tasks/settle-meeting';
import { can, type Actor } from '../domain/actor';
import { isCodeOpen, type NewMeeting } from '../domain/attendance';
import type { Mode } from '../domain/hours';

export interface ClassMeeting {
  id: string;
  cohort: string;
  cohortName: string;
  title: string;
  subject: string | null;
  mode: Exclude<Mode, 'asynchronous'>;
  startsAt: string;
  endsAt: string;
  breakMinutes: number;
  room: string;
  cancelledAt: string | null;
  /** How many students are marked, and how many of them were there. */
  marked: number;
  there: number;
}

const columns = (db: Pick<Db, '$client'>) => db.$client`
  id, cohort_id as cohort, cohort_name as "cohortName", title, subject, mode,
  to_jsonb(starts_at) as "startsAt", to_jsonb(ends_at) as "endsAt",
  break_minutes as "breakMinutes", room, to_jsonb(cancelled_at) as "cancelledAt",
  coalesce(marked, 0)::int as marked, coalesce(there, 0)::int as there`;

/** Whether a meeting is the actor’s to see: an instructor may be limited to cohorts. */
export function isOwn(
  { $client: sql }: Pick<Db, '$client'>,
  { memberships }: Actor,
  school: string,
  cohort = sql`cohort_id`
) {
  const own = memberships.find((member) => member.school === school)?.cohorts;
  return own === undefined ? sql`true` : sql`${cohort} = any(${[...own]}::uuid[])`;
}

/** Of each student the newest mark counts. */
const counts = (db: Pick<Db, '$client'>) => db.$client`
  left join lateral (
    select count(*) as marked,
      count(*) filter (where mark in ('present', 'late', 'left-early')) as there
    from attendances
    where attendances.school_id = class_meetings.school_id and meeting_id = class_meetings.id
      and ${isNewest(db.$client)}) as sheet on true`;

/** @returns meetings that begin between two moments, in order; none unless the actor may */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  { from, until }: { from: Date; until: Date }
): Promise<ClassMeeting[]> {
  if (!can(actor, 'hours.record', { school })) return [];
  return db.$client<ClassMeeting[]>`
    select ${columns(db)} from class_meetings ${counts(db)}
    where school_id = ${school} and ${isOwn(db, actor, school)}
      and starts_at between ${from.toISOString()} and ${until.toISOString()}
    order by starts_at, title, id`;
}

/** @returns a meeting; null where it is not there or not the actor's to see */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<ClassMeeting | null> {
  if (!can(actor, 'hours.record', { school }) || !validate(id)) return null;
  const [row] = await db.$client<ClassMeeting[]>`
    select ${columns(db)} from class_meetings ${counts(db)}
    where school_id = ${school} and id = ${id} and ${isOwn(db, actor, school)}`;
  return row ?? null;
}

/**
 * Makes a meeting. Sent again, it is held once.
 * @returns 'missing' where there is no such cohort of the school, or the actor may not; 'taken'
 *   where something else has the id
 */
export async function create(
  db: Db,
  change: Change,
  meeting: NewMeeting
): Promise<{ outcome: 'done'; id: string } | { outcome: 'missing' } | { outcome: 'taken' }> {
  const { actor, school, now } = change;
  const { id } = meeting;
  if (!can(actor, 'hours.record', { school })) return { outcome: 'missing' };
  const wish = { id, asked: { as: 'meeting', school, ...meeting }, now };
  const hasCohort = (made: boolean) => made;
  const done = await once(db, wish, (tx) => insert(db, tx, change, meeting), hasCohort);
  if (done.use === 'taken') return { outcome: 'taken' };
  if (done.use === 'first' && !done.made) return { outcome: 'missing' };
  return { outcome: 'done', id };
}

/** @returns whether there is such a cohort of the actor's */
async function insert(
  db: Db,
  tx: Transaction,
  { actor, school, now }: Change,
  { id, cohort, title, subject, mode, from, until, breakMinutes, room }: NewMeeting
): Promise<boolean> {
  const [found] = await tx<{ name: string }[]>`
    select name from cohorts
    where id = ${cohort} and school_id = ${school} and ${isOwn(db, actor, school, tx`id`)}`;
  if (!found) return false;
  await tx`
    insert into class_meetings (school_id, id, cohort_id, cohort_name, title, subject, mode,
      starts_at, ends_at, break_minutes, room, code_key, created_by, created_at)
    values (${school}, ${id}, ${cohort}, ${found.name}, ${title}, ${subject}, ${mode},
      ${from.toISOString()}, ${until.toISOString()}, ${breakMinutes}, ${room}, ${newKey()},
      ${actor.id}, ${now.toISOString()})`;
  // Hours are only given for time that has passed: what is marked before counts from then on.
  await add(tx, settleMeeting, { school, meeting: id }, { key: `settle ${id}`, runAt: until });
  return true;
}

/** The code to show in class; null where it is not open now, or the actor may not. */
export async function showCode(
  db: Db,
  actor: Actor,
  school: string,
  id: string,
  now: Date
): Promise<{ code: string; until: string } | null> {
  if (!can(actor, 'hours.record', { school }) || !validate(id)) return null;
  const [row] = await db.$client<{ key: string; from: Date; until: Date }[]>`
    select code_key as key, starts_at as from, ends_at as until from class_meetings
    where school_id = ${school} and id = ${id} and cancelled_at is null
      and ${isOwn(db, actor, school)}`;
  if (!row) return null;
  const at = now.getTime();
  const [from, until] = [new Date(row.from).getTime(), new Date(row.until).getTime()];
  if (!isCodeOpen({ from, until }, at)) return null;
  const shown = codeAt(row.key, at);
  return { code: shown.code, until: new Date(Math.min(shown.until, until)).toISOString() };
}

/**
 * Calls a meeting off. What it has given to students is taken back, by corrections.
 * @returns whether there was one to call off
 */
export async function cancel(
  db: Db,
  { actor, school, now }: Change,
  id: string,
  reason: string
): Promise<boolean> {
  if (!can(actor, 'hours.record', { school }) || !validate(id)) return false;
  return db.$client.begin(async (tx) => {
    const done = await tx`
      update class_meetings set cancelled_at = ${now.toISOString()}
      where school_id = ${school} and id = ${id} and cancelled_at is null
        and ${isOwn(db, actor, school)}
      returning id`;
    if (done.length === 0) return false;
    const deed = {
      school,
      actor: actor.id,
      action: 'meeting.cancel',
      subject: { meeting: id },
      reason
    };
    await noteIn(tx, deed, now);
    await add(tx, settleMeeting, { school, meeting: id }, { key: `settle ${id}` });
    return true;
  });
}
