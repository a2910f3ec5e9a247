/** How far students are with what was assigned to them: read off the log of answers. */
import { validate } from 'uuid';
import * as classRecall from './class-recall';
import type { Db } from './db/connect';
import * as students from './students';
import { find as findTopic } from './weak-topic';
import { can, type Actor } from '../domain/actor';
import type { Done, Practice } from '../domain/assignment';
import { cellOf, nothing } from '../domain/weak-spots';

/** So many at once: older ones are long over. */
const most = 50;

export interface Assignment {
  id: string;
  title: string;
  subject: Practice;
  /** A study day. */
  dueDay: number;
  createdAt: string;
  /** Null where the account is gone. */
  createdBy: string | null;
  withdrawnAt: string | null;
  students: number;
  /** How many of them have answered all of it. */
  finished: number;
}

export interface AssignedStudent extends Done {
  id: string;
  name: string;
  /** When the last of its questions was answered; null where none was. */
  lastAt: string | null;
  /** Mean recall of the topic when it was assigned, and now; null where it is too little to say. */
  before: number | null;
  now: number | null;
}

/**
 * For queries in which `assignments` and `assignment_students` are named so: a student's progress,
 * `progress (total, done, right, last_at)`. The first answer since the assignment counts.
 */
export const progress = ({ $client: sql }: Db) => sql`
  lateral (
    select count(*)::int as total, count(first.at)::int as done,
      (count(*) filter (where first.score = 1))::int as "right", max(first.at) as last_at
    from unnest(assignment_students.items) as asked (id) join items on items.id = asked.id
      left join lateral (
        select score, answered_at as at from counting_answers
        where counting_answers.account_id = assignment_students.account_id
          and counting_answers.item_id = asked.id and answered_at >= assignments.created_at
        order by answered_at, counting_answers.id limit 1) as first on true
    where first.at is not null or (items.retired_at is null and not reserved)
  ) as progress`;

/** @param id null: all of the school */
const rows = (db: Db, actor: Actor, school: string, id: string | null) => db.$client<Assignment[]>`
  with chosen as (
    select * from assignments
    where school_id = ${school} and (${id}::uuid is null or id = ${id})
    order by created_at desc, id limit ${most}
  ), reached as (
    select assignment_id, count(*)::int as students,
      (count(*) filter (where done >= total))::int as finished
    from chosen as assignments join assignment_students on assignment_id = assignments.id
      join members on members.school_id = assignments.school_id
        and members.account_id = assignment_students.account_id
      cross join ${progress(db)}
    where ${students.isSeenBy(db, actor, school, db.$client`members.account_id`)}
    group by assignment_id
  )
  select chosen.id, title, subject, due_day as "dueDay", accounts.name as "createdBy",
    to_jsonb(chosen.created_at) as "createdAt", to_jsonb(withdrawn_at) as "withdrawnAt",
    coalesce(students, 0) as students, coalesce(finished, 0) as finished
  from chosen left join reached on assignment_id = chosen.id
    left join accounts on accounts.id = created_by
  order by chosen.created_at desc, chosen.id`;

/** @returns what was assigned, the newest first; none unless the actor may assign */
export async function list(db: Db, actor: Actor, school: string): Promise<Assignment[]> {
  return can(actor, 'assignment.manage', { school }) ? rows(db, actor, school, null) : [];
}

/** @returns one of them; null where it does not exist or is not the actor's to see */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<Assignment | null> {
  if (!validate(id) || !can(actor, 'assignment.manage', { school })) return null;
  return (await rows(db, actor, school, id))[0] ?? null;
}

/** @returns whom it was assigned to, by name, and how far each is; a few queries */
export async function studentsOf(
  db: Db,
  actor: Actor,
  school: string,
  { id, subject }: Pick<Assignment, 'id' | 'subject'>,
  at: Date
): Promise<AssignedStudent[]> {
  if (!can(actor, 'assignment.manage', { school })) return [];
  const [given, all, topic] = await Promise.all([
    db.$client<Omit<AssignedStudent, 'name' | 'now'>[]>`
      select account_id as id, recall as before, total, done, "right",
        to_jsonb(last_at) as "lastAt"
      from assignments join assignment_students on assignment_id = assignments.id
        cross join ${progress(db)}
      where assignments.id = ${id} and assignments.school_id = ${school}`,
    students.list(db, actor, school, null, at),
    findTopic(db, actor, school, subject.topic)
  ]);
  const byId = new Map(given.map((row) => [row.id, row]));
  const among = all.filter((student) => byId.has(student.id));
  const items = topic?.items.map(({ item }) => item) ?? [];
  const [sums] = await classRecall.sums(db, among, [items]);
  return among.map(({ id: student, name }, place) => ({
    ...byId.get(student)!,
    name,
    now: cellOf(sums!.get(place) ?? nothing).recall
  }));
}
