/** What admins do to members of their school: each change is one event of the record's log. */
import { end, lockAdmins, needsAdmin } from './leaving';
import * as corrections from './member-corrections';
import * as events from './member-events';
import { changeRole, place, unplace } from './joining';
import type { Change } from './cohorts';
import type { Db, Transaction } from './db/connect';
import { find, type Member } from './roster';
import { can, type Role } from '../domain/actor';
import { flawOfDays, type Flaw, type MemberChange } from '../domain/member-change';

/** What came of it; the two reasons why something is missing look alike. */
export type Outcome =
  { outcome: 'done' } | { outcome: 'missing' } | ({ outcome: 'invalid' } & Flaw);

const done: Outcome = { outcome: 'done' };
const invalid = (field: string, error: string): Outcome => ({ outcome: 'invalid', field, error });

/**
 * Changes a membership. The admins of the school are locked and the actor is looked up again among
 * them: of two who demote each other the second is no admin any more.
 * @param record of the member, in this school
 */
export async function change(
  db: Db,
  by: Change,
  record: string,
  asked: MemberChange
): Promise<Outcome> {
  const { actor, school, today } = by;
  if (!can(actor, 'member.manage', { school })) return { outcome: 'missing' };
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const admins = await lockAdmins(tx, school);
    if (!admins.includes(actor.id)) return { outcome: 'missing' };
    const member = await find(within(tx), actor, school, record, today);
    if (!member) return { outcome: 'missing' };
    if (asked.kind === 'corrected') return corrections.correct(tx, by, member, asked);
    if (member.account === null || member.leftDay !== null)
      return invalid('', `${member.name} is no member any more: invite them to come back`);
    const flaw = flawOfDays(member, asked, today);
    if (flaw) return { outcome: 'invalid', ...flaw };
    return apply(tx, by, { ...member, account: member.account }, asked, admins);
  });
}

/** `find` asks for a database: within a transaction its statements go there. */
const within = (tx: Transaction) => ({ $client: tx }) as unknown as Db;

type Present = Member & { account: string };

async function apply(
  tx: Transaction,
  by: Change,
  member: Present,
  asked: Exclude<MemberChange, { kind: 'corrected' }>,
  admins: readonly string[]
): Promise<Outcome> {
  const isLastAdmin = member.role === 'admin' && admins.length === 1;
  switch (asked.kind) {
    case 'role':
      if (isLastAdmin && asked.role !== 'admin') return invalid('role', needsAdmin);
      return giveRole(tx, by, member, asked.role, asked.reason);
    case 'limited':
      return limit(tx, by, member, asked.cohorts, asked.reason);
    case 'moved':
      return move(tx, by, member, asked);
    case 'leave':
    case 'back':
      return away(tx, by, member, asked);
    case 'withdrawn':
    case 'removed': {
      if (isLastAdmin) return invalid('', needsAdmin);
      const day = asked.kind === 'withdrawn' ? asked.day : by.today;
      await end(tx, by, member.account, { kind: asked.kind, day, reason: asked.reason });
      return done;
    }
  }
}

/** Gives a member another role, where it is another. */
export async function giveRole(
  tx: Transaction,
  by: Change,
  { account, role: before }: Pick<Present, 'account' | 'role'>,
  role: Role,
  reason: string
): Promise<Outcome> {
  if (role !== before) await changeRole(tx, by, account, { before, role }, by.today, reason);
  return done;
}

/** Limits an instructor to cohorts, or lifts that. */
async function limit(
  tx: Transaction,
  by: Change,
  { account, role, limitedTo }: Present,
  ids: readonly string[] | null,
  reason: string
): Promise<Outcome> {
  const { school, today } = by;
  if (role !== 'instructor')
    return invalid('cohorts', 'Only an instructor can be limited to cohorts');
  const cohorts = await named(tx, school, ids ?? []);
  if (cohorts.length < new Set(ids).size)
    return invalid('cohorts', 'Choose cohorts that there are: one was removed meanwhile');
  const isSame = limitedTo
    ? ids !== null && limitedTo.map(({ id }) => id).join() === cohorts.map(({ id }) => id).join()
    : ids === null;
  if (isSame) return done;
  await tx`update members set is_limited = ${ids !== null}
    where school_id = ${school} and account_id = ${account}`;
  await tx`delete from staff_cohorts where school_id = ${school} and account_id = ${account}`;
  await tx`insert into staff_cohorts (school_id, account_id, cohort_id)
    select ${school}, ${account}, unnest(${cohorts.map(({ id }) => id)}::uuid[])`;
  const detail = { cohorts: ids && cohorts };
  await events.add(tx, by, [account], { kind: 'limited', day: today, detail, reason });
  return done;
}

const named = (tx: Transaction, school: string, ids: readonly string[]) => tx<
  { id: string; name: string }[]
>`
  select id, name from cohorts where school_id = ${school} and id = any(${ids as string[]}::uuid[])
  order by name for key share`;

/** Moves a student from one cohort to another; either may be none. */
async function move(
  tx: Transaction,
  by: Change,
  { account, role, cohorts }: Present,
  { from, to, day, reason }: Extract<MemberChange, { kind: 'moved' }>
): Promise<Outcome> {
  if (role !== 'student') return invalid('to', 'Only students are in cohorts');
  if (from === to) return invalid('to', 'Choose another cohort than the one to leave');
  if (from && !cohorts.some(({ id }) => id === from))
    return invalid('from', 'The student is in this cohort no more: open the page again');
  if (to && (await named(tx, by.school, [to])).length === 0)
    return invalid('to', 'This cohort was removed meanwhile: choose another');
  if (from) await unplace(tx, by, account, [from], day, reason);
  if (to) await place(tx, by, account, to, day, reason);
  return done;
}

/** Notes a leave of absence, or that it has ended: the day before somebody is back is its last. */
async function away(
  tx: Transaction,
  by: Change,
  { account, leaveFrom }: Present,
  asked: Extract<MemberChange, { kind: 'leave' | 'back' }>
): Promise<Outcome> {
  const { kind, day, reason } = asked;
  const from = kind === 'leave' ? day : day === leaveFrom ? null : leaveFrom;
  const until = kind === 'leave' ? asked.until : from === null ? null : day - 1;
  await tx`update member_records set leave_from = ${from}, leave_until = ${until}
    where school_id = ${by.school} and account_id = ${account}`;
  const detail = kind === 'leave' ? { until } : {};
  await events.add(tx, by, [account], { kind, day, detail, reason });
  return done;
}
