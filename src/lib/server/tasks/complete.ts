import * as v from 'valibot';
import { settleGoals } from '../assignment-goals';
import * as completions from '../completions';
import type { Db } from '../db/connect';
import { isOpen, settleAssignments } from '../finished-assignments';
import { addEach, defineTask } from '../jobs';

const id = v.pipe(v.string(), v.uuid());

/** Records what an account has completed: courses, goals that it has reached, assignments. */
export const complete = defineTask({
  name: 'complete',
  payload: v.object({ account: id }),
  queue: null,
  async run(db, { account }, now) {
    await completions.settle(db, account, now);
    await settleGoals(db, account, now);
    await settleAssignments(db, account, now);
  }
});

/** Who has done several things is looked at once. */
export const keyOf = ({ account }: { account: string }) => `complete:${account}`;

/** The same for the students of a school, when a rule begins. */
export const completeSchool = defineTask({
  name: 'complete-school',
  payload: v.object({ school: id }),
  run: (db, { school }) => queueAll(db, school)
});

/** Each night for all: a lesson may have been withdrawn, a score mended, a process have died. */
export const completeAll = defineTask({
  name: 'complete-all',
  payload: v.object({}),
  cron: '40 8 * * *',
  lateHours: 20,
  run: (db) => queueAll(db, null)
});

/** A condition on `members`: at their school courses have rules, or they have something to do. */
export const isAsked = (db: Db) => db.$client`
  (members.school_id in (select school_id from completion_rules)
    or exists (select from assigned as assignment_students
        join assignments on assignments.id = assignment_students.assignment_id
      where assignment_students.account_id = members.account_id
        and assignment_students.school_id = members.school_id and ${isOpen(db)}))`;

async function queueAll(db: Db, school: string | null): Promise<void> {
  const found = await db.$client<{ account: string }[]>`
    select distinct account_id as account from members
    where role = 'student' and (${school}::uuid is null or school_id = ${school})
      and ${isAsked(db)}`;
  if (found.length > 0) await addEach(db.$client, complete, found, keyOf);
}
