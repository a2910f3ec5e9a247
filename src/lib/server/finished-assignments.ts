/** Assignments that students have done all of: noted once, and told to other systems. */
import { progress } from './assignment-done';
import type { Db } from './db/connect';
import { allHappened, type Happening } from './events';
import { grouped } from '../domain/grouped';

/**
 * Notes what an account has done by now of what its schools have assigned to it. However many do
 * this at once, each assignment is done once; of one that asks for nothing any more nothing is told.
 */
export async function settleAssignments(db: Db, account: string, now: Date): Promise<void> {
  await db.$client.begin(async (tx) => {
    const done = await tx<{ school: string; assignment: string; member: string; at: string }[]>`
      with noted as (
        insert into finished_assignments (school_id, assignment_id, account_id, done_at, noted_at)
        select assignments.school_id, assignments.id, assignment_students.account_id,
          greatest(last_at, assignments.created_at), ${now.toISOString()}
        from assigned as assignment_students
          join assignments on assignments.id = assignment_students.assignment_id
          cross join ${progress(db)}
        where assignment_students.account_id = ${account} and ${isOpen(db)}
          and total > 0 and done >= total
        on conflict do nothing
        returning school_id, assignment_id, account_id, done_at)
      select noted.school_id as school, assignment_id as assignment, member_records.id as member,
        to_jsonb(done_at) as at
      from noted join member_records on member_records.school_id = noted.school_id
        and member_records.account_id = noted.account_id
      order by done_at, assignment_id`;
    for (const [school, some] of grouped(done, (one) => one.school)) {
      const happenings = some.map(({ member, assignment, at }): Happening => {
        const doneAt = new Date(at).toISOString();
        return { type: 'assignment.done', fact: { member, assignment, doneAt } };
      });
      await allHappened(tx, school, happenings, now);
    }
  });
}

/** For queries of `assigned` as `assignment_students`, and `assignments`: whether it is to be done. */
export const isOpen = ({ $client: sql }: Db) => sql`
  withdrawn_at is null and not exists (select from finished_assignments
    where finished_assignments.assignment_id = assignments.id
      and finished_assignments.account_id = assignment_students.account_id)`;
