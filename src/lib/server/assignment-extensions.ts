/** Other last days for single students: a log, of which the newest row counts. */
import { validate } from 'uuid';
import type { Outcome } from './assignments';
import { noteIn } from './audit';
import type { Change } from './cohorts';
import type { Db } from './db/connect';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import { flawOfDue } from '../domain/assignment';
import type { NewExtension } from '../domain/assignment-input';
import { dateOf } from '../domain/day';

/** Gives a student another last day, later or earlier; sent again, it counts once. */
export async function extend(
  db: Db,
  { actor, school, today, now }: Change,
  assignment: string,
  { id, student, due, reason }: NewExtension
): Promise<Outcome> {
  if (!validate(assignment) || !can(actor, 'assignment.manage', { school }))
    return { outcome: 'missing' };
  const error = flawOfDue(due, today);
  if (error) return { outcome: 'invalid', field: 'due', error };
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const [found] = await tx<{ record: string }[]>`
      select member_records.id as record
      from assigned join assignments on assignments.id = assignment_id
        join members on members.school_id = assigned.school_id
          and members.account_id = assigned.account_id
        join member_records on member_records.school_id = members.school_id
          and member_records.account_id = members.account_id
      where assignment_id = ${assignment} and assigned.school_id = ${school}
        and assigned.account_id = ${student} and withdrawn_at is null
        and ${isSeenBy(db, actor, school, tx`members.account_id`)}`;
    if (!found) return { outcome: 'missing' };
    const made = await tx`
      insert into assignment_extensions
        (id, school_id, assignment_id, record_id, due_day, actor_id, reason, at)
      values (${id}, ${school}, ${assignment}, ${found.record}, ${due}, ${actor.id}, ${reason},
        ${now.toISOString()})
      on conflict (id) do nothing returning 1`;
    if (made.length === 0) {
      const same = await tx`select from assignment_extensions
        where id = ${id} and school_id = ${school} and assignment_id = ${assignment}
          and record_id = ${found.record} and due_day = ${due}::int and reason = ${reason}`;
      return same.length > 0 ? { outcome: 'done', id } : { outcome: 'taken' };
    }
    const subject = { assignment, record: found.record, due: dateOf(due) };
    const action = 'assignment.extend';
    // The reason stands with the extension, and goes with it.
    await noteIn(tx, { school, actor: actor.id, action, subject, reason: '' }, now);
    return { outcome: 'done', id };
  });
}

export interface Extension {
  id: string;
  student: string;
  due: string;
  reason: string;
  /** Null where the account is gone. */
  by: string | null;
  at: string;
}

/** @returns every extension of an assignment, the newest first; none unless the actor may assign */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  assignment: string
): Promise<Extension[]> {
  if (!validate(assignment) || !can(actor, 'assignment.manage', { school })) return [];
  const rows = await db.$client<(Omit<Extension, 'due'> & { day: number })[]>`
    select assignment_extensions.id, member_records.name as student, due_day as day, reason,
      accounts.name as by, to_jsonb(at) as at
    from assignment_extensions join member_records on member_records.id = record_id
      left join accounts on accounts.id = actor_id
    where assignment_extensions.school_id = ${school} and assignment_id = ${assignment}
      and ${isSeenBy(db, actor, school, db.$client`member_records.account_id`)}
    order by at desc, assignment_extensions.id desc`;
  return rows.map(({ day, ...row }) => ({ ...row, due: dateOf(day) }));
}
