/** Written notes of quizzes that wait for an instructor, and those graded of late. */
import type { PendingQuery, Row, Sql } from 'postgres';
import type { Db, Transaction } from './db/connect';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import type { NoteFilter } from '../domain/grading';

export interface GivenGrading {
  id: string;
  points: Record<string, number>;
  comment: string;
  /** Null where the account is gone. */
  by: string | null;
  gradedAt: string;
}

/** A written note as an instructor reads it. */
export interface Note {
  /** Id of the answer. */
  answer: string;
  item: string;
  version: number;
  text: string;
  quiz: string;
  finishedAt: string;
  /** Null where names are not asked for: who reads without them grades more evenly. */
  student: string | null;
  /** The newest grading; null where there is none yet. */
  grading: GivenGrading | null;
}

/** So many at once; what is younger comes when these are graded. */
const most = 200;

export const newestGrading = (sql: Sql | Transaction, answer: PendingQuery<Row[]>) => sql`
  select note_gradings.id, points, comment, graders.name as by, to_jsonb(graded_at) as "gradedAt"
  from note_gradings left join accounts as graders on graders.id = grader_id
  where answer_id = ${answer} order by graded_at desc, note_gradings.id desc limit 1`;

const counting = ({ $client: sql }: Db, school: string) => sql`
  attempt_items join attempts on attempts.id = attempt_items.attempt_id
    join quizzes on quizzes.id = quiz_id and quizzes.school_id = ${school}
    join attempt_answers as note on note.id = answer_id`;
/** Those of attempts that are over, by students whom the actor sees. */
const isOver = (db: Db, actor: Actor, school: string) => db.$client`
  finished_at is not null and not trial
  and ${isSeenBy(db, actor, school, db.$client`attempts.account_id`)}`;
const unnamed = (db: Db, actor: Actor, school: string) => db.$client`
  from ${counting(db, school)} where ${isOver(db, actor, school)}`;

/** Notes that count, in attempts that are over; the alias `note` is an answer's row. */
export const selected = (db: Db, actor: Actor, school: string, withNames: boolean) => db.$client`
  select note.id as answer, attempt_items.item_id as item, item_version as version,
    note.response->>'text' as text, attempts.rules->>'title' as quiz,
    to_jsonb(finished_at) as "finishedAt", case when ${withNames} then students.name end as student,
    to_jsonb(grading) as grading
  from ${counting(db, school)}
    join accounts as students on students.id = attempts.account_id
    left join lateral (${newestGrading(db.$client, db.$client`note.id`)}) as grading on true
  where ${isOver(db, actor, school)}`;

/** Those that wait, oldest first. */
const waiting = (db: Db, { quiz = null, cohort = null }: Partial<NoteFilter>) => db.$client`
  and attempt_items.score is null and not dropped
  and (${quiz}::text is null or quizzes.id = ${quiz})
  and (${cohort}::uuid is null or attempts.account_id in (
    select account_id from cohort_members
    where cohort_id = ${cohort} and cohort_members.school_id = quizzes.school_id))
  order by finished_at, note.id`;

/** @returns the notes of a school that wait, oldest first; none unless the actor may grade them */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  filter: Partial<NoteFilter> = {}
): Promise<Note[]> {
  if (!can(actor, 'note.grade', { school })) return [];
  return db.$client<Note[]>`
    ${selected(db, actor, school, filter.names ?? false)} ${waiting(db, filter)} limit ${most}`;
}

/** Where a note stands among those that wait. */
export interface Place {
  /** How many wait. */
  waiting: number;
  /** From 1 on; null where it waits no more. */
  place: number | null;
  /** Ids of the notes before and after it; from the end on to the first. */
  previous: string | null;
  next: string | null;
}

/** @returns where a note stands in the queue */
export async function placeOf(
  db: Db,
  actor: Actor,
  school: string,
  answer: string,
  filter: Partial<NoteFilter>
): Promise<Place> {
  const rows = can(actor, 'note.grade', { school })
    ? await db.$client<{ id: string }[]>`
        select note.id ${unnamed(db, actor, school)} ${waiting(db, filter)}`
    : [];
  const ids = rows.map(({ id }) => id);
  const at = ids.indexOf(answer);
  const others = ids.filter((id) => id !== answer);
  return {
    waiting: ids.length,
    place: at < 0 ? null : at + 1,
    previous: at > 0 ? ids[at - 1]! : null,
    next: ids[at + 1] ?? others[0] ?? null
  };
}

/** @returns the quizzes of which notes wait, and how many of each, by name */
export async function quizzes(
  db: Db,
  actor: Actor,
  school: string
): Promise<{ id: string; title: string; waiting: number }[]> {
  if (!can(actor, 'note.grade', { school })) return [];
  return db.$client<{ id: string; title: string; waiting: number }[]>`
    select quizzes.id, quizzes.rules->>'title' as title, count(*)::int as waiting
    ${unnamed(db, actor, school)} and attempt_items.score is null and not dropped
    group by quizzes.id order by title, quizzes.id`;
}

/** @returns those that the actor graded last, the last first */
export async function listGraded(
  db: Db,
  actor: Actor,
  school: string,
  withNames = false
): Promise<Note[]> {
  if (!can(actor, 'note.grade', { school })) return [];
  return db.$client<Note[]>`${selected(db, actor, school, withNames)}
    and note.id in (select answer_id from note_gradings
      where grader_id = ${actor.id} order by graded_at desc limit 20)
    order by grading."gradedAt" desc limit 20`;
}
