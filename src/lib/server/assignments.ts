/** What staff assign to students and cohorts. Every query asks for the school, whoever may have checked. */
import { validate } from 'uuid';
import { look } from './assignment-tasks';
import { noteIn } from './audit';
import { isHeld } from './card-marks';
import { curves, learners, recallOnDay } from './class-recall';
import type { Change } from './cohorts';
import type { Db, Transaction } from './db/connect';
import { once, useBefore } from './idempotency';
import { addEach } from './jobs';
import * as quizzes from './quizzes';
import { isSeenBy, type Student } from './students';
import { complete, keyOf } from './tasks/complete';
import type { Topic } from './topics';
import * as topics from './weak-topic';
import { can } from '../domain/actor';
import { flawOfDue, type Task } from '../domain/assignment';
import type { NewAssignment, NewTask } from '../domain/assignment-input';
import { studyDay } from '../domain/day';
import type { NewQuiz } from '../domain/quiz';
import { fewestAnswered } from '../domain/weak-spots';

/** What came of it; the two reasons why something is missing look alike. */
export type Outcome =
  | { outcome: 'done'; id: string }
  | { outcome: 'missing' }
  /** Something else has this id: nothing was assigned. */
  | { outcome: 'taken' }
  | { outcome: 'invalid'; field: string; error: string };

const taken: Outcome = { outcome: 'taken' };
const invalid = (field: string, error: string): Outcome => ({ outcome: 'invalid', field, error });

/** What is written of any kind; of a practice the questions are chosen from a topic. */
interface Wanted {
  title: string;
  task: Task;
  topic: Topic | null;
  /** To be made with it, for a case note. */
  quiz?: NewQuiz;
}

/**
 * Assigns something to students, to cohorts or to both. Questions on a topic are chosen at once: to
 * each student the weakest of their own, then what they have not met yet, without what a quiz holds
 * back; all else is there for whoever comes into a cohort later too. Sent again, it is assigned once.
 * @param change `today` is the study day of the one who assigns
 */
export async function assign(db: Db, change: Change, asked: NewAssignment): Promise<Outcome> {
  const { actor, school, today, now } = change;
  const cohorts = [...new Set(asked.cohorts)];
  if (!can(actor, 'assignment.manage', { school })) return { outcome: 'missing' };
  const mayAll = cohorts.every((cohort) => can(actor, 'assignment.manage', { school, cohort }));
  if (!mayAll) return invalid('cohorts', 'One of them is no cohort of yours');
  const { id, due } = asked;
  const wish = { id, asked: { as: 'assignment', school, ...asked }, now };
  // Before all that may have changed since it was assigned.
  const before = await useBefore(db, wish);
  if (before !== 'first') return before === 'again' ? { outcome: 'done', id } : taken;
  const error = flawOfDue(due, today);
  if (error) return invalid('due', error);
  const wanted = await lookUp(db, change, asked);
  if ('error' in wanted) return invalid(wanted.field, wanted.error);
  const { title, task, topic, quiz } = wanted;

  const work = once(db, wish, async (tx) => {
    await tx`
      insert into assignments (id, school_id, kind, title, subject, due_day, created_by, created_at)
      values (${id}, ${school}, ${task.kind}, ${title}, ${JSON.stringify(task.subject)}::jsonb,
        ${due}, ${actor.id}, ${now.toISOString()})`;
    if (quiz) await quizzes.insert(tx, school, quiz, now);
    const unknown = cohorts.length - (await giveCohorts(tx, school, id, cohorts));
    if (unknown > 0) throw new Refused(invalid('cohorts', 'One of them is no cohort of yours'));
    const named = [...new Set(asked.students)];
    const students = await locked(db, tx, change, named, topic ? cohorts : []);
    const missing = named.filter((one) => !students.some((student) => student.id === one));
    if (missing.length > 0) throw new Refused(invalid('students', unknownStudents(missing.length)));
    await give(db, tx, { school, id, task }, students, topic);
    const deed = { action: 'assignment.create', subject: { assignment: id, kind: task.kind, ...task.subject, students: named, cohorts } }; // prettier-ignore
    await noteIn(tx, { school, actor: actor.id, ...deed, reason: '' }, now);
    if (task.kind === 'recall' || task.kind === 'lessons') await lookAtOnce(tx, id);
  });
  return work.then(
    ({ use }): Outcome => (use === 'taken' ? taken : { outcome: 'done', id }),
    (error: unknown) => {
      if (error instanceof Refused) return error.outcome;
      throw error;
    }
  );
}

async function lookUp(
  db: Db,
  { actor, school }: Change,
  asked: NewAssignment
): Promise<Wanted | { field: string; error: string }> {
  if (asked.kind !== 'practice') {
    const found = await look(db, actor, school, asked satisfies NewTask);
    return 'error' in found ? found : { ...found, topic: null };
  }
  const topic = await topics.find(db, actor, school, asked.topic);
  if (!topic) return { field: 'topic', error: 'There is no such topic' };
  const subject = { topic: topic.key, questions: asked.questions };
  return { title: topic.title, task: { kind: 'practice', subject }, topic };
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

/** @returns how many of the cohorts there are */
async function giveCohorts(
  tx: Transaction,
  school: string,
  id: string,
  cohorts: string[]
): Promise<number> {
  if (cohorts.length === 0) return 0;
  const given = await tx`
    insert into assignment_cohorts (school_id, assignment_id, cohort_id)
    select ${school}, ${id}, cohorts.id from cohorts
    where school_id = ${school} and cohorts.id = any(${cohorts}::uuid[]) returning 1`;
  return given.length;
}

/** Those of the accounts and cohorts who are students of the school that the actor sees, and stay so meanwhile. */
async function locked(
  db: Db,
  tx: Transaction,
  { actor, school, now }: Change,
  accounts: string[],
  cohorts: string[]
): Promise<Omit<Student, 'name'>[]> {
  const rows = await tx<{ id: string; zone: string }[]>`
    select accounts.id, time_zone as zone
    from members join accounts on accounts.id = account_id
    where school_id = ${school} and role = 'student'
      and (account_id = any(${accounts}::uuid[]) or account_id in (select account_id
        from cohort_members where school_id = ${school} and cohort_id = any(${cohorts}::uuid[])))
      and ${isSeenBy(db, actor, school, tx`account_id`)}
    order by accounts.id for key share of members`;
  return rows.map(({ id, zone }) => ({ id, today: studyDay(now, zone) }));
}

/** Gives it to the students by name. */
async function give(
  db: Db,
  tx: Transaction,
  { school, id, task }: { school: string; id: string; task: Task },
  students: Omit<Student, 'name'>[],
  topic: Topic | null
): Promise<void> {
  if (task.kind === 'practice') {
    const { questions } = task.subject;
    const given = await choose(db, tx, { school, id, questions }, students, topic!.items);
    if (given > 0) return;
    const why =
      students.length === 0
        ? invalid('students', 'Nobody is in these cohorts yet: choose students')
        : invalid('topic', 'All of its questions are held back by a quiz for now');
    throw new Refused(why);
  }
  await tx`
    insert into assignment_students (school_id, assignment_id, account_id, items)
    select ${school}, ${id}, account_id, '{}'
    from unnest(${students.map((student) => student.id)}::uuid[]) as account_id`;
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

/** Who has reached a goal already has reached it; what was read before is read. */
async function lookAtOnce(tx: Transaction, id: string): Promise<void> {
  const students = await tx<{ account: string }[]>`
    select account_id as account from assigned where assignment_id = ${id}`;
  await addEach(tx, complete, students, keyOf);
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
