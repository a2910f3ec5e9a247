/** How students stand in the courses of a school that have a rule, as staff and they themselves see it. */
import * as courses from './completion-course';
import { askedBy } from './completion-facts';
import { judgeAll, type Candidate } from './completions';
import { versionsAt, type Version } from './completion-versions';
import type { Db } from './db/connect';
import type { Piece } from '../domain/completion-clauses';
import type { CompletionKind, Evidence } from '../domain/completion-evidence';
import { inForce, rulesFor } from '../domain/completion-rule';
import { grouped } from '../domain/grouped';

/** The row of a student's record that counts. */
export interface Completion {
  number: number;
  kind: CompletionKind;
  /** Null where staff have entered it. */
  version: number | null;
  /** Null where it was taken back. */
  completedAt: string | null;
  /** Of a correction: who made it, if the account is still there, and why. */
  by: string | null;
  reason: string;
  at: string;
  evidence: Evidence | null;
}

export interface CourseStanding {
  course: { key: string; title: string; address: string; open: boolean };
  /** Null where none is recorded. */
  completion: Completion | null;
  /** The version of the rule that asks the least of the student, and the one in force. */
  version: number;
  newest: number;
  /** When that version began, if it is an earlier one that still holds for the student. */
  since: string | null;
  begunAt: string | null;
  /** What is left, in one sentence; empty where nothing is. */
  why: Piece[];
  left: number;
}

/** @returns of each record the row that counts, in a course, by record */
export async function completionsIn(
  { $client: sql }: Db,
  school: string,
  course: string,
  records: readonly string[]
): Promise<Map<string, Completion>> {
  const rows = await sql<(Completion & { record: string })[]>`
    select distinct on (record_id) record_id as record, ${columns(sql)}
    from course_completions left join accounts on accounts.id = actor_id
    where school_id = ${school} and course = ${course}
      and record_id = any(${records as string[]}::uuid[])
    order by record_id, number desc`;
  return new Map(rows.map(({ record, ...row }) => [record, row]));
}

const columns = (sql: Db['$client']) => sql`
  number, kind, rule_version as version, to_jsonb(completed_at) as "completedAt",
  accounts.name as by, reason, to_jsonb(at) as at, evidence`;

/** @returns all rows of a record, by course, the newest first; who may see is asked before */
export const historyOf = ({ $client: sql }: Db, school: string, record: string) =>
  sql<(Completion & { course: string })[]>`
    select course, ${columns(sql)}
    from course_completions left join accounts on accounts.id = actor_id
    where school_id = ${school} and record_id = ${record}
    order by course, number desc`;

/**
 * @param students of one school
 * @returns by record how each stands in a course; nobody where no rule is in force
 */
export async function standingsIn(
  db: Db,
  school: string,
  course: courses.RuledCourse,
  versions: readonly Version[],
  students: readonly Candidate[],
  now: Date
): Promise<Map<string, CourseStanding>> {
  const newest = inForce(versions, now);
  if (!newest) return new Map();
  const { key, title, address, open } = course;
  const [judged, recorded] = await Promise.all([
    judgeAll(db, school, course, versions, students, now),
    completionsIn(db, school, key, students.map(({ record }) => record)) // prettier-ignore
  ]);
  return new Map(
    judged.map(({ student, standing, begunAt }) => {
      const { version, why, left } = standing;
      const own = rulesFor(versions, begunAt, now).find((one) => one.version === version)!;
      return [
        student.record,
        {
          course: { key, title, address, open },
          completion: recorded.get(student.record) ?? null,
          ...{ version, why, left, newest: newest.version },
          since: version === newest.version ? null : own.effectiveFrom.toISOString(),
          begunAt: begunAt?.toISOString() ?? null
        }
      ];
    })
  );
}

/** @returns how one student stands in every course of the school that has a rule, or in one of them */
export async function standingsOf(
  db: Db,
  student: Candidate,
  now: Date,
  course: string | null = null
): Promise<CourseStanding[]> {
  const all = await versionsAt(db, student.school, course);
  const found = await Promise.all(
    [...grouped(all, ({ course }) => course)].map(async ([key, versions]) => {
      const { lessons } = askedBy(versions.map(({ rule }) => rule));
      const course = await courses.find(db, student.school, key, lessons);
      return course
        ? standingsIn(db, student.school, course, versions, [student], now)
        : new Map<string, CourseStanding>();
    })
  );
  return found.flatMap((standings) => standings.get(student.record) ?? []);
}
