/** What a student was assigned, and the questions of it that are left to answer. */
import { validate } from 'uuid';
import type { Learner } from './answers';
import { addressOf, toward, type Toward } from './assignment-address';
import { progress } from './assignment-done';
import { isHeld } from './card-marks';
import type { Db } from './db/connect';
import { versionKey, versions } from './items';
import { prompts, type QueueEntry } from './reviews';
import { apart } from '../domain/apart';
import { isFinished, remindedFor, type AssignmentKind, type Done } from '../domain/assignment';
import { dateOf, studyDay } from '../domain/day';

export interface OwnAssignment extends Done {
  id: string;
  kind: AssignmentKind;
  title: string;
  school: string;
  /** Path of the page where it is done. */
  address: string;
  /** Until when: a date, which counts still. */
  due: string;
  /** Days until then; below 0 it is overdue. */
  daysLeft: number;
}

type Row = Omit<OwnAssignment, 'due' | 'daysLeft' | 'address'> & Toward & { dueDay: number };

const selected = (db: Db, account: string) => db.$client`
  select assignments.id, kind, title, schools.name as school,
    assignment_students.due_day as "dueDay", total, done, "right", ${toward(db)}
  from assigned as assignment_students join assignments on assignments.id = assignment_id
    join members on members.school_id = assignments.school_id
      and members.account_id = assignment_students.account_id
    join schools on schools.id = assignments.school_id
    cross join ${progress(db)}
  where assignment_students.account_id = ${account} and withdrawn_at is null`;

function toView({ dueDay, quiz, lesson, ...row }: Row, today: number): OwnAssignment {
  const address = addressOf({ ...row, quiz, lesson });
  return { ...row, address, due: dateOf(dueDay), daysLeft: dueDay - today };
}

/** @returns what waits for the learner, the first that is due first */
export async function waiting(db: Db, learner: Learner, now: Date): Promise<OwnAssignment[]> {
  const today = studyDay(now, learner.timeZone);
  const rows = await db.$client<Row[]>`${selected(db, learner.id)}
    and assignment_students.due_day >= ${today - remindedFor}
    order by assignment_students.due_day, assignments.created_at`;
  return rows.filter((row) => !isFinished(row)).map((row) => toView(row, today));
}

/**
 * @returns an assignment of the learner's with the questions that are left, never with keys; what a
 *   quiz holds back comes once that is over. Null where it is not theirs, or was withdrawn
 */
export async function find(
  db: Db,
  learner: Learner,
  id: string,
  now: Date
): Promise<(OwnAssignment & { queue: QueueEntry[] }) | null> {
  if (!validate(id)) return null;
  const [row] = await db.$client<Row[]>`${selected(db, learner.id)} and assignments.id = ${id}`;
  if (!row) return null;
  const left = await db.$client<Left[]>`
    select items.id as item, items.version, lesson_id as lesson, lessons.title,
      items.position as place
    from assignment_students join assignments on assignments.id = assignment_id
      cross join unnest(assignment_students.items) with ordinality as asked (id, rank)
      join items on items.id = asked.id join lessons on lessons.id = lesson_id
    where assignment_id = ${id} and account_id = ${learner.id}
      and items.retired_at is null and not reserved and not ${isHeld(db, learner.id)}
      and not exists (select from counting_answers
        where counting_answers.account_id = ${learner.id} and counting_answers.item_id = items.id
          and answered_at >= assignments.created_at)
    order by rank`;
  const contents = await versions(db, left);
  const placed = left.map((entry) => {
    const { objective, case: scene } = contents.get(versionKey(entry.item, entry.version))!;
    return { ...entry, objective, case: scene?.id ?? null };
  });
  const queue = await prompts(
    db,
    learner.id,
    apart(placed).map(({ item, version, lesson, title }) => ({
      ...{ item, version, reason: 'assigned' as const },
      lesson: { id: lesson, title }
    }))
  );
  return { ...toView(row, studyDay(now, learner.timeZone)), queue };
}

interface Left {
  item: string;
  version: number;
  lesson: string;
  title: string;
  place: number;
}
