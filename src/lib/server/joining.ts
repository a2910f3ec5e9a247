/** The one way into a school, however somebody comes: by founding it, by invitation or by code. */
import type { Account } from '../domain/account';
import type { Role } from '../domain/actor';
import { studyDay } from '../domain/day';
import type { EventDetail } from '../domain/membership';
import type { Transaction } from './db/connect';
import { add as queue } from './jobs';
import * as events from './member-events';
import { reschedule } from './tasks/reschedule';

/** What somebody comes in as; what a roster told of them is kept in the record. */
export interface Admission {
  role: Role;
  by: NonNullable<EventDetail['by']>;
  cohort: string | null;
  name?: string | null;
  email?: string | null;
  number?: string | null;
}

const ranks: Role[] = ['student', 'instructor', 'admin'];

/**
 * Makes somebody a member; who is one already only rises to the role, and comes into the cohort. A
 * record that was there is continued.
 */
export async function admit(
  tx: Transaction,
  school: string,
  account: Pick<Account, 'id' | 'timeZone'>,
  { role, by, cohort, name = null, email = null, number = null }: Admission,
  now: Date
): Promise<void> {
  const { id } = account;
  const day = studyDay(now, account.timeZone);
  const change = { actor: account, school, now };
  const [before] = await tx<{ state: string }[]>`
    select state from member_records where school_id = ${school} and account_id = ${id} for update`;
  const made = await tx`
    insert into members (school_id, account_id, role, joined_at)
    values (${school}, ${id}, ${role}, ${now.toISOString()}) on conflict do nothing returning 1`;
  // First, since what is told of the event has the number.
  await tx`
    update member_records set name = coalesce(${name}, name),
      email = coalesce(${email}, email), number = coalesce(number, (
      select ${number} where not exists (
        select from member_records where school_id = ${school} and number = ${number})))
    where school_id = ${school} and account_id = ${id}`;
  if (made.length > 0)
    await events.add(tx, change, [id], {
      kind: before ? 'returned' : 'joined',
      day,
      detail: { role, by }
    });
  else await raise(tx, change, id, role, day);
  if (cohort) await place(tx, change, id, cohort, day);
}

async function raise(
  tx: Transaction,
  change: events.Change,
  account: string,
  role: Role,
  day: number
): Promise<void> {
  const lower = ranks.slice(0, ranks.indexOf(role));
  const [member] = await tx<{ role: Role }[]>`
    select role from members where school_id = ${change.school} and account_id = ${account}
      and role = any(${lower}) for update`;
  if (member) await changeRole(tx, change, account, { before: member.role, role }, day);
}

/**
 * Gives a member another role, however it comes about; staff are in no cohort, and see the whole
 * school at first.
 */
export async function changeRole(
  tx: Transaction,
  change: events.Change,
  account: string,
  { before, role }: { before: Role; role: Role },
  day: number,
  reason = ''
): Promise<void> {
  const { school } = change;
  await tx`
    update members set role = ${role}, is_limited = false
    where school_id = ${school} and account_id = ${account}`;
  await tx`delete from staff_cohorts where school_id = ${school} and account_id = ${account}`;
  await events.add(tx, change, [account], { kind: 'role', day, detail: { role, before }, reason });
  if (role === 'student') return;
  const cohorts = await tx<{ id: string }[]>`
    select cohort_id as id from cohort_members
    where school_id = ${school} and account_id = ${account}`;
  const ids = cohorts.map(({ id }) => id);
  await unplace(tx, change, account, ids, day);
}

/** Puts a student into a cohort of the school; staff are in none, and one that is gone is no reason to stay out. */
export async function place(
  tx: Transaction,
  change: events.Change,
  account: string,
  cohort: string,
  day: number,
  reason = ''
): Promise<void> {
  const [placed] = await tx<{ id: string; name: string; exam: number | null }[]>`
    with placed as (
      insert into cohort_members (school_id, cohort_id, account_id)
      select members.school_id, cohorts.id, account_id
      from members join cohorts on cohorts.school_id = members.school_id
      where members.school_id = ${change.school} and account_id = ${account} and role = 'student'
        and cohorts.id = ${cohort}
      on conflict do nothing returning cohort_id)
    select id, name, exam_day as exam from cohorts where id in (select cohort_id from placed)`;
  if (!placed) return;
  const { id, name, exam } = placed;
  await events.add(tx, change, [account], {
    ...{ kind: 'cohort-joined', day, reason },
    detail: { cohort: { id, name } }
  });
  if (exam !== null) await queue(tx, reschedule, { accounts: [account] });
}

/** Takes a student out of cohorts of the school. @returns whether there was any to leave */
export async function unplace(
  tx: Transaction,
  change: events.Change,
  account: string,
  cohorts: readonly string[],
  day: number,
  reason = ''
): Promise<boolean> {
  const left = await tx<{ id: string; name: string; exam: number | null }[]>`
    with gone as (
      delete from cohort_members where school_id = ${change.school} and account_id = ${account}
        and cohort_id = any(${cohorts as string[]}::uuid[])
      returning cohort_id)
    select id, name, exam_day as exam from cohorts where id in (select cohort_id from gone)`;
  for (const { id, name } of left)
    await events.add(tx, change, [account], {
      ...{ kind: 'cohort-left', day, reason },
      detail: { cohort: { id, name } }
    });
  if (left.some(({ exam }) => exam !== null)) await queue(tx, reschedule, { accounts: [account] });
  return left.length > 0;
}
