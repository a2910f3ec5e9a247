/** Cohorts of a school, for its staff. Every query asks for the school, whoever may have checked. */
import { randomUUID } from 'node:crypto';
import { validate } from 'uuid';
import { noteChange, type Change as Changing } from './audit';
import type { Db, Transaction } from './db/connect';
import { add as queue } from './jobs';
import { reschedule } from './tasks/reschedule';
import * as events from './member-events';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import { flawOfExam, type CohortRules, type MemberChange } from '../domain/cohort';

export interface Cohort {
  id: string;
  name: string;
  /** The study day of its exam. */
  examDay: number | null;
  students: number;
}

/** What came of a change; the two reasons why something is missing look alike. */
export type Outcome =
  | { outcome: 'done'; id: string }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: 'name' | 'examDate' | 'add'; error: string };

/** Who changes what, and when: `today` is the study day there. */
export interface Change extends Changing {
  today: number;
}

const missing = { outcome: 'missing' } as const;
const taken = {
  outcome: 'invalid',
  field: 'name',
  error: 'Another cohort of the school has this name: choose another'
} as const;

/** @param cohort null: the school as a whole, as who makes another cohort must */
const mayManage = (actor: Actor, school: string, cohort?: string | null) =>
  can(actor, 'cohort.manage', { school, cohort });

/** @returns the cohorts of a school that the actor sees, by name; empty unless the actor may */
export async function list(db: Db, actor: Actor, school: string): Promise<Cohort[]> {
  if (!mayManage(actor, school)) return [];
  const all = await rows(db, school, null);
  return all.filter(({ id }) => mayManage(actor, school, id));
}

/** @returns the cohort, or null where it does not exist or is not the actor's to see */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<Cohort | null> {
  if (!mayManage(actor, school, id) || !validate(id)) return null;
  return (await rows(db, school, id))[0] ?? null;
}

/** @param id null: all of the school */
const rows = (db: Db, school: string, id: string | null) => db.$client<Cohort[]>`
  select cohorts.id, name, exam_day as "examDay", count(account_id)::int as students
  from cohorts left join cohort_members on cohort_id = cohorts.id
  where cohorts.school_id = ${school} and (${id}::uuid is null or cohorts.id = ${id})
  group by cohorts.id order by name, cohorts.id`;

/** Makes a cohort without students. */
export async function create(db: Db, change: Change, rules: CohortRules): Promise<Outcome> {
  const { actor, school, today, now } = change;
  if (!mayManage(actor, school, null)) return missing;
  const error = flawOfExam(rules.examDate, null, today);
  if (error) return { outcome: 'invalid', field: 'examDate', error };
  const id = randomUUID();
  return db.$client.begin(async (tx) => {
    const made = await tx`
      insert into cohorts (id, school_id, name, exam_day, created_at)
      values (${id}, ${school}, ${rules.name}, ${rules.examDate}, ${now.toISOString()})
      on conflict (school_id, name) do nothing returning id`;
    if (made.length === 0) return taken;
    await noteChange(tx, change, 'cohort.create', { cohort: id, ...rules });
    return { outcome: 'done', id };
  });
}

/** Gives a cohort this name and this exam; another exam moves the days of its students' cards. */
export async function update(
  db: Db,
  change: Change,
  id: string,
  rules: CohortRules
): Promise<Outcome> {
  const { school, today } = change;
  try {
    return await db.$client.begin(async (tx): Promise<Outcome> => {
      const before = await lock(tx, change, id);
      if (!before) return missing;
      const error = flawOfExam(rules.examDate, before.examDay, today);
      if (error) return { outcome: 'invalid', field: 'examDate', error };
      const isMoved = rules.examDate !== before.examDay;
      if (rules.name === before.name && !isMoved) return { outcome: 'done', id };
      await tx`
        update cohorts set name = ${rules.name}, exam_day = ${rules.examDate}
        where id = ${id} and school_id = ${school}`;
      await noteChange(tx, change, 'cohort.change', { cohort: id, ...rules });
      if (isMoved) await move(tx, await membersOf(tx, school, id));
      return { outcome: 'done', id };
    });
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return taken;
    throw error;
  }
}

/** Takes students in and out; none of it happens where one is no student whom the actor sees. */
export async function changeMembers(
  db: Db,
  change: Change,
  id: string,
  { add, remove }: MemberChange
): Promise<Outcome> {
  const { actor, school } = change;
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const cohort = await lock(tx, change, id);
    if (!cohort) return missing;
    const known = await tx<{ id: string }[]>`
      select account_id as id from members
      where school_id = ${school} and account_id = any(${add}::uuid[]) and role = 'student'
        and ${isSeenBy(db, actor, school, tx`account_id`)}
      order by account_id for key share`;
    const unknown = new Set(add).size - known.length;
    if (unknown > 0)
      return { outcome: 'invalid', field: 'add', error: unknownStudents(unknown, add.length) };
    const added = await tx<{ id: string }[]>`
      insert into cohort_members (school_id, cohort_id, account_id)
      select ${school}, ${id}, unnest(${add}::uuid[])
      on conflict do nothing returning account_id as id`;
    const removed = await tx<{ id: string }[]>`
      delete from cohort_members
      where school_id = ${school} and cohort_id = ${id} and account_id = any(${remove}::uuid[])
      returning account_id as id`;
    const come = added.map((row) => row.id);
    const gone = removed.map((row) => row.id);
    if (come.length + gone.length > 0)
      await noteChange(tx, change, 'cohort.members', { cohort: id, added: come, removed: gone });
    await log(tx, change, { id, name: cohort.name }, come, gone);
    if (cohort.examDay !== null) await move(tx, [...come, ...gone]);
    return { outcome: 'done', id };
  });
}

const unknownStudents = (unknown: number, of: number) =>
  of === 1
    ? 'This is not a student of the school: open the page again to see who is'
    : `${unknown} of them ${unknown === 1 ? 'is not a student' : 'are not students'} of the ` +
      'school: open the page again to see who is';

/** Ends a cohort; its students and what they have learned stay. */
export async function remove(db: Db, change: Change, id: string): Promise<Outcome> {
  const { actor, school } = change;
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const cohort = mayManage(actor, school, null) && (await lock(tx, change, id));
    if (!cohort) return missing;
    const all = await membersOf(tx, school, id);
    await log(tx, change, { id, name: cohort.name }, [], all);
    await tx`delete from cohorts where id = ${id} and school_id = ${school}`;
    await noteChange(tx, change, 'cohort.remove', { cohort: id, name: cohort.name, removed: all });
    if (cohort.examDay !== null) await move(tx, all);
    return { outcome: 'done', id };
  });
}

/** The cohort as it is, which nobody else changes meanwhile; undefined where it is not theirs. */
async function lock(tx: Transaction, { actor, school }: Change, id: string) {
  if (!mayManage(actor, school, id) || !validate(id)) return undefined;
  const [cohort] = await tx<{ name: string; examDay: number | null }[]>`
    select name, exam_day as "examDay" from cohorts
    where id = ${id} and school_id = ${school} for update`;
  return cohort;
}

async function membersOf(tx: Transaction, school: string, id: string): Promise<string[]> {
  const found = await tx<{ id: string }[]>`
    select account_id as id from cohort_members where school_id = ${school} and cohort_id = ${id}`;
  return found.map((row) => row.id);
}

/** Notes in the records of students which cohort they came into, or left. */
async function log(
  tx: Transaction,
  change: Change,
  cohort: { id: string; name: string },
  come: string[],
  gone: string[]
): Promise<void> {
  const event = { day: change.today, detail: { cohort } };
  await events.add(tx, change, come, { kind: 'cohort-joined', ...event });
  await events.add(tx, change, gone, { kind: 'cohort-left', ...event });
}

/** Has the cards of accounts come back when their exam, which is another one now, asks for it. */
async function move(tx: Transaction, accounts: string[]): Promise<void> {
  if (accounts.length > 0) await queue(tx, reschedule, { accounts });
}
