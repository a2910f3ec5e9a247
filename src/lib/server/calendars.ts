/** What falls on which day: of a learner's own, and of a cohort for its staff. */
import { validate } from 'uuid';
import { addressOf, toward, type Toward } from './assignment-address';
import { progress } from './assignment-done';
import type { Learner } from './answers';
import type { Db } from './db/connect';
import { examDayOf, read as readPlan } from './plans';
import * as quizzes from './quizzes';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import { deedOf, isFinished, type AssignmentKind, type Done } from '../domain/assignment';
import { byDay, type CalendarEvent } from '../domain/calendar';
import { studyDay } from '../domain/day';

/** Days back and ahead. */
const back = 60;
const ahead = 400;

interface DueRow extends Done {
  id: string;
  kind: AssignmentKind;
  title: string;
  day: number;
  changedAt: string;
}

/** @returns what a learner has to do and to expect, by day */
export async function own(
  db: Db,
  learner: Learner,
  actor: Actor,
  now: Date
): Promise<CalendarEvent[]> {
  const today = studyDay(now, learner.timeZone);
  const [due, offered, plan] = await Promise.all([
    db.$client<(DueRow & Toward)[]>`
      select assignments.id, kind, title, assignment_students.due_day as day, total, done, "right",
        ${toward(db)},
        to_jsonb(greatest(created_at, (select max(at) from assignment_extensions
          where assignment_id = assignments.id))) as "changedAt"
      from assigned as assignment_students join assignments on assignments.id = assignment_id
        join members on members.school_id = assignments.school_id
          and members.account_id = assignment_students.account_id
        cross join ${progress(db)}
      where assignment_students.account_id = ${learner.id} and withdrawn_at is null
        and assignment_students.due_day between ${today - back} and ${today + ahead}`,
    quizzes.list(db, actor),
    readPlan(db, learner.id)
  ]);
  const exam = examDayOf(plan);
  return byDay([
    ...due.map(({ day, changedAt, ...row }) => ({
      ...{ id: `assignment-${row.id}`, kind: 'assignment' as const, day },
      title: deedOf(row),
      address: addressOf(row),
      done: isFinished(row),
      changedAt: new Date(changedAt)
    })),
    ...offered.flatMap((quiz) => quizEvents(quiz, learner.timeZone)),
    ...(exam === null ? [] : [examEvent(`exam-${learner.id}`, 'Your exam', exam, '/plan', now)])
  ]);
}

/** When a quiz opens and closes, in the zone of the one who reads it. */
function quizEvents({ id, rules }: quizzes.Quiz, zone: string): CalendarEvent[] {
  const { title, opensAt, closesAt } = rules;
  const event = (kind: 'opens' | 'closes', at: string | null): CalendarEvent[] =>
    at === null
      ? []
      : [
          {
            ...{ id: `${kind}-${id}`, kind, day: studyDay(new Date(at), zone) },
            title: `“${title}” ${kind}`,
            ...{ address: `/quizzes/${id}`, done: null, changedAt: new Date(at) }
          }
        ];
  return [...event('opens', opensAt), ...event('closes', closesAt)];
}

const examEvent = (
  id: string,
  title: string,
  day: number,
  address: string,
  changedAt: Date
): CalendarEvent => ({ id, kind: 'exam', day, title, address, done: null, changedAt });

/** @returns what a cohort was assigned, and its exam; null where it is not the actor's to see */
export async function ofCohort(
  db: Db,
  actor: Actor,
  school: string,
  cohort: string,
  now: Date
): Promise<{ name: string; events: CalendarEvent[] } | null> {
  if (!validate(cohort) || !can(actor, 'assignment.manage', { school, cohort })) return null;
  const [found] = await db.$client<{ name: string; exam: number | null; slug: string }[]>`
    select cohorts.name, exam_day as exam, slug from cohorts join schools on schools.id = school_id
    where cohorts.id = ${cohort} and school_id = ${school}`;
  if (!found) return null;
  const { name, exam, slug } = found;
  const today = studyDay(now, 'UTC');
  const rows = await db.$client<(DueRow & { students: number; finished: number })[]>`
    select assignments.id, kind, title, assignments.due_day as day,
      to_jsonb(created_at) as "changedAt", count(*)::int as students,
      (count(*) filter (where done >= total))::int as finished
    from assignments join assigned as assignment_students on assignment_id = assignments.id
      join cohort_members on cohort_members.account_id = assignment_students.account_id
        and cohort_id = ${cohort}
      cross join ${progress(db)}
    where assignments.school_id = ${school} and withdrawn_at is null
      and assignments.due_day between ${today - back} and ${today + ahead}
      and ${isSeenBy(db, actor, school, db.$client`assignment_students.account_id`)}
    group by assignments.id`;
  const home = `/teach/${slug}`;
  const events = rows.map(({ id, day, changedAt, students, finished, ...row }) => ({
    ...{ id: `assignment-${id}`, kind: 'assignment' as const, day },
    title: `${deedOf(row)}: ${finished} of ${students} done`,
    address: `${home}/assignments/${id}`,
    done: finished === students,
    changedAt: new Date(changedAt)
  }));
  const exams =
    exam === null
      ? []
      : [examEvent(`exam-${cohort}`, `Exam of ${name}`, exam, `${home}/cohorts/${cohort}`, now)];
  return { name, events: byDay([...events, ...exams]) };
}
