/** The ways out of a school. Access ends at once; the record stays, with the day and the reason. */
import type { Account } from '../domain/account';
import { studyDay } from '../domain/day';
import type { Db, Transaction } from './db/connect';
import { add as queue } from './jobs';
import * as events from './member-events';
import { reschedule } from './tasks/reschedule';

/** How a membership ends, from which day, and why. */
export interface Ending {
  kind: 'left' | 'removed' | 'withdrawn';
  day: number;
  reason: string;
}

/**
 * Locks the admins of a school, so that nobody else makes or unmakes one meanwhile.
 * @returns their accounts
 */
export async function lockAdmins(tx: Transaction, school: string): Promise<string[]> {
  await tx`select from schools where id = ${school} for no key update`;
  const rows = await tx<{ id: string }[]>`
    select account_id as id from members where school_id = ${school} and role = 'admin'`;
  return rows.map(({ id }) => id);
}

/** Ends a membership, and notes the cohorts that it ended in. The caller has locked the admins. */
export async function end(
  tx: Transaction,
  change: events.Change,
  account: string,
  { kind, day, reason }: Ending
): Promise<void> {
  const { school } = change;
  const cohorts = await tx<{ id: string; name: string; exam: number | null }[]>`
    select cohorts.id, name, exam_day as exam
    from cohort_members join cohorts on cohorts.id = cohort_id
    where cohort_members.school_id = ${school} and account_id = ${account} order by name`;
  await tx`
    update member_records set state = ${kind === 'withdrawn' ? kind : 'left'},
      left_day = greatest(joined_day, ${day})
    where school_id = ${school} and account_id = ${account}`;
  const detail = { cohorts: cohorts.map(({ id, name }) => ({ id, name })) };
  await events.add(tx, change, [account], { kind, day, detail, reason });
  await tx`delete from members where school_id = ${school} and account_id = ${account}`;
  if (cohorts.some(({ exam }) => exam !== null))
    await queue(tx, reschedule, { accounts: [account] });
}

export const needsAdmin =
  'The school would be left without an admin: make somebody else an admin first';

/** Leaves a school by oneself. @returns 'last-admin' where nobody would be left to run it */
export async function leave(
  db: Db,
  account: Pick<Account, 'id' | 'timeZone'>,
  school: string,
  now: Date
): Promise<'left' | 'missing' | 'last-admin'> {
  const { id } = account;
  return db.$client.begin(async (tx) => {
    const admins = await lockAdmins(tx, school);
    const own = await tx`
      select from members where school_id = ${school} and account_id = ${id} for update`;
    if (own.length === 0) return 'missing';
    if (admins.length === 1 && admins[0] === id) return 'last-admin';
    const day = studyDay(now, account.timeZone);
    await end(tx, { actor: account, school, now }, id, { kind: 'left', day, reason: '' });
    return 'left';
  });
}

/**
 * Ends all memberships of an account that is about to be deleted.
 * @returns the name of a school with other members that would be left without an admin: then
 *   nothing is done; else null
 */
export async function leaveAll(
  tx: Transaction,
  account: Pick<Account, 'id' | 'timeZone'>,
  now: Date
): Promise<string | null> {
  const { id } = account;
  const schools = await tx<{ id: string; name: string }[]>`
    select id, name from schools
    where id in (select school_id from members where account_id = ${id}) order by id`;
  for (const { id: school, name } of schools) {
    const admins = await lockAdmins(tx, school);
    if (admins.length !== 1 || admins[0] !== id) continue;
    const others = await tx`
      select from members where school_id = ${school} and account_id <> ${id} limit 1`;
    if (others.length > 0) return name;
  }
  const day = studyDay(now, account.timeZone);
  for (const { id: school } of schools)
    await end(tx, { actor: account, school, now }, id, {
      kind: 'left',
      day,
      reason: 'The account was deleted'
    });
  return null;
}
