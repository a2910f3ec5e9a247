/** What staff assign to students. Every query asks for the school, whoever may have checked. */
import { validate } from 'uuid';
import { noteIn } from './audit';
import { isHeld } from './card-marks';
import { curves, learners, recallOnDay } from './class-recall';
import type { Change } from './cohorts';
import type { Db, Transaction } from './db/connect';
import { isSeenBy, type Student } from './students';
import * as topics from './weak-topic';
import { can } from '../domain/actor';
import { flawOfDue, type NewPractice, type Practice } from '../domain/assignment';
import { studyDay } from '../domain/day';
import { fewestAnswered } from '../domain/weak-spots';

/** What came of it; the two reasons why something is missing look alike. */
export type Outcome =
  | { outcome: 'done'; id: string }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: keyof NewPractice; error: string };

const invalid = (field: keyof NewPractice, error: string): Outcome => ({
  outcome: 'invalid',
  field,
  error
});

/**
 * Assigns questions on a topic: to each student the weakest of their own, then what they have not
 * met yet. What a quiz holds back is left out. Sent again, it is assigned once.
 * @param change `today` is the study day of the one who assigns
 */
export async function assign(db: Db, change: Change, practice: NewPractice): Promise<Outcome> {
  const { actor, school, today, now } = change;
  if (!can(actor, 'assignment.manage', { school })) return { outcome: 'missing' };
  const topic = await topics.find(db, actor, school, practice.topic);
  if (!topic) return invalid('topic', 'There is no such topic');
  const error = flawOfDue(practice.due, today);
  if (error) return invalid('due', error);
  const { id, questions, due } = practice;
  const ids = [...new Set(practice.students)];
  const subject: Practice = { topic: topic.key, questions };

  return db.$client
    .begin(async (tx): Promise<Outcome> => {
      const made = await tx`
      insert into assignments (id, school_id, kind, title, subject, due_day, created_by, created_at)
      values (${id}, ${school}, 'practice', ${topic.title}, ${JSON.stringify(subject)}::jsonb,
        ${due}, ${actor.id}, ${now.toISOString()})
      on conflict do nothing returning id`;
      if (made.length === 0) return assignedBefore(tx, school, id);
      const students = await locked(db, tx, change, ids);
      const unknown = ids.length - students.length;
      if (unknown > 0) throw new Refused(invalid('students', unknownStudents(unknown)));
      const given = await choose(db, tx, { school, id, questions }, students, topic.items);
      if (given === 0)
        throw new Refused(invalid('topic', 'All of its questions are held back by a quiz for now'));
      const deed = { action: 'assignment.create', subject: { assignment: id, ...subject, students: ids } }; // prettier-ignore
      await noteIn(tx, { school, actor: actor.id, ...deed, reason: '' }, now);
      return { outcome: 'done', id };
    })
    .catch((error: unknown) => {
      if (error instanceof Refused) return error.outcome;
      throw error;
    });
}

/** Ends a transaction of which nothing is to stay. */
class Refused extends Error {
  constructor(readonly outcome: Outcome) {
    super('refused');
  }
}

const unknownStudents = (count: number) =>
  `${count} of them ${count === 1 ? 'is no student' : 'are no students'} of the school: open the ` +
  'page again to see who is';

async function assignedBefore(tx: Transaction, school: string, id: string): Promise<Outcome> {
  const own = await tx`select from assignments where id = ${id} and school_id = ${school}`;
  return own.length > 0
    ? { outcome: 'done', id }
    : invalid('id', 'This id is taken: make a new UUID');
}

/** Those of the accounts who are students of the school that the actor sees, and stay so meanwhile. */
async function locked(
  db: Db,
  tx: Transaction,
  { actor, school, now }: Change,
  accounts: string[]
): Promise<Omit<Student, 'name'>[]> {
  const rows = await tx<{ id: string; zone: string }[]>`
    select accounts.id, time_zone as zone
    from members join accounts on accounts.id = account_id
    where school_id = ${school} and account_id = any(${accounts}::uuid[]) and role = 'student'
      and ${isSeenBy(db, actor, school, tx`account_id`)}
    order by accounts.id for key share of members`;
  return rows.map(({ id, zone }) => ({ id, today: studyDay(now, zone) }));
}

/** Gives each student questions, and keeps how well the topic was known. @returns to how many */
async function choose(
  db: Db,
  tx: Transaction,
  { school, id, questions }: { school: string; id: string; questions: number },
  students: Omit<Student, 'name'>[],
  among: { item: string }[]
): Promise<number> {
  const of = tx`learner.account_id`;
  const rows = await tx`
    with curve as materialized (${curves(db)}),
      known as (
        select learner.account_id, items.id, items.place, not ${isHeld(db, of)} as free,
          ${recallOnDay(db)} as recall
        from ${learners(db, students)}
          cross join unnest(${among.map(({ item }) => item)}::text[])
            with ordinality as items (id, place)
          left join cards on cards.account_id = learner.account_id and item_id = items.id
          left join curve on version = weights_version)
    insert into assignment_students (school_id, assignment_id, account_id, items, recall)
    select ${school}, ${id}, account_id,
      (array_agg(id order by recall nulls last, place) filter (where free))[1:${questions}::int],
      case when count(recall) >= ${fewestAnswered}::int then avg(recall) end
    from known group by account_id having bool_or(free)
    returning 1`;
  return rows.length;
}

/**
 * Takes an assignment back: nobody is reminded of it any more. What was answered stays answered.
 * @returns whether there is one that the actor may take back; doing so again changes nothing
 */
export async function withdraw(
  db: Db,
  { actor, school, now }: Change,
  id: string
): Promise<boolean> {
  if (!validate(id) || !can(actor, 'assignment.manage', { school })) return false;
  return db.$client.begin(async (tx) => {
    const [found] = await tx<{ withdrawn: boolean }[]>`
      select withdrawn_at is not null as withdrawn from assignments
      where id = ${id} and school_id = ${school} for update`;
    if (!found || found.withdrawn) return found !== undefined;
    await tx`update assignments set withdrawn_at = ${now.toISOString()}
      where id = ${id} and school_id = ${school}`;
    const deed = { action: 'assignment.withdraw', subject: { assignment: id }, reason: '' };
    await noteIn(tx, { school, actor: actor.id, ...deed }, now);
    return true;
  });
}
