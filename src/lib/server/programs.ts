/** Programs of a school and who follows which. A change is another version: nobody's rules move. */
import { randomUUID } from 'node:crypto';
import { v7, validate } from 'uuid';
import { noteIn, type Change } from './audit';
import type { Db, Transaction } from './db/connect';
import type { Owner } from './hour-ledger';
import { can, type Actor } from '../domain/actor';
import { dayOf } from '../domain/day';
import type { Enrollment, Program } from '../domain/program';

export interface SchoolProgram {
  id: string;
  /** The newest. */
  version: number;
  content: Program;
  /** The example that it was copied from. */
  rule: { id: string; version: number } | null;
  by: string;
  at: string;
  /** Students who follow any version of it. */
  students: number;
}

export type { Change };

/** @returns the newest version of each program, by name; none unless the actor may */
export async function list(db: Db, actor: Actor, school: string): Promise<SchoolProgram[]> {
  if (!can(actor, 'hours.view', { school })) return [];
  return db.$client<SchoolProgram[]>`
    select distinct on (content ->> 'name', program_id) program_id as id, version, content, rule,
      actor_name as by, to_jsonb(at) as at,
      (select count(*)::int from (
        select distinct on (record_id) program_id from program_students
        where school_id = ${school} order by record_id, at desc, id desc) as followed
      where followed.program_id = newest.program_id) as students
    from program_versions as newest
    where school_id = ${school} and version = (
      select max(version) from program_versions as all_versions
      where school_id = ${school} and all_versions.program_id = newest.program_id)
    order by content ->> 'name', program_id`;
}

/** @returns every version of a program, the newest first; none unless the actor may */
export async function versions(db: Db, actor: Actor, school: string, id: string) {
  if (!can(actor, 'hours.view', { school }) || !validate(id)) return [];
  return db.$client<Omit<SchoolProgram, 'students' | 'id'>[]>`
    select version, content, rule, actor_name as by, to_jsonb(at) as at from program_versions
    where school_id = ${school} and program_id = ${id} order by version desc`;
}

export type Saved =
  | { outcome: 'saved'; id: string; version: number }
  | { outcome: 'missing' }
  | { outcome: 'conflict'; version: number };

/**
 * Makes a program, or a new version of one. Students who follow an earlier version keep it.
 * @param seen the version that was read; 0 for a new program
 * @param id made by the client for a new one
 */
export async function save(
  db: Db,
  { actor, school, now }: Change,
  { id, seen, rule }: { id: string; seen: number; rule: SchoolProgram['rule'] },
  content: Program
): Promise<Saved> {
  if (!can(actor, 'hours.set', { school }) || !validate(id)) return { outcome: 'missing' };
  return db.$client.begin(async (tx): Promise<Saved> => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`program ${school} ${id}`}, 0))`;
    const [last] = await tx<{ version: number }[]>`
      select max(version) as version from program_versions
      where school_id = ${school} and program_id = ${id} having count(*) > 0`;
    const version = last?.version ?? 0;
    if (version === 0 && seen > 0) return { outcome: 'missing' };
    if (version !== seen) return { outcome: 'conflict', version };
    await tx`
      insert into program_versions (school_id, program_id, version, content, rule, actor_id,
        actor_name, at)
      select ${school}, ${id}, ${version + 1}::int, ${JSON.stringify(content)}::text::jsonb,
        ${rule && JSON.stringify(rule)}::text::jsonb, id, name, ${now.toISOString()}
      from accounts where id = ${actor.id}`;
    return { outcome: 'saved', id, version: version + 1 };
  });
}

export type Enrolled =
  { outcome: 'done' } | { outcome: 'missing' } | { outcome: 'invalid'; error: string };

/** Has students follow the newest version of a program from a day on, by a plan. */
export async function enroll(
  db: Db,
  { actor, school, now }: Change,
  records: readonly string[],
  { program, started, weeklyHours }: Enrollment
): Promise<Enrolled> {
  if (!can(actor, 'hours.set', { school }) || !records.every((id) => validate(id)))
    return { outcome: 'missing' };
  return db.$client.begin(async (tx): Promise<Enrolled> => {
    const known = await tx`
      select from member_records
      where school_id = ${school} and id = any(${[...records]}::uuid[]) and role = 'student'`;
    if (known.length < new Set(records).size) return { outcome: 'missing' };
    const version = program && (await newest(tx, school, program));
    if (program && version === undefined)
      return { outcome: 'invalid', error: 'There is no such program of this school' };
    const students = [...new Set(records)];
    // In the order of time: of two within a millisecond the later holds.
    const ids = students.map(() => v7());
    await tx`
      insert into program_students (school_id, id, record_id, program_id, version, started_day,
        weekly_hours, actor_id, actor_name, at)
      select ${school}, entry.id, record, ${program}, ${version ?? null},
        ${dayOf(started)}::int, ${weeklyHours}, accounts.id, name, ${now.toISOString()}
      from unnest(${ids}::uuid[], ${students}::uuid[]) as entry (id, record), accounts
      where accounts.id = ${actor.id}`;
    await noteIn(
      tx,
      {
        ...{ school, actor: actor.id, action: 'hours.set', reason: '' },
        subject: { program, version: version ?? null, records }
      },
      now,
      randomUUID()
    );
    return { outcome: 'done' };
  });
}

async function newest(tx: Transaction, school: string, id: string): Promise<number | undefined> {
  const [row] = await tx<{ version: number }[]>`
    select version from program_versions where school_id = ${school} and program_id = ${id}
    order by version desc limit 1`;
  return row?.version;
}

/** What a student follows now. */
export interface Followed {
  id: string;
  version: number;
  content: Program;
  startedDay: number;
  weeklyHours: number | null;
}

/** @returns what students follow now, by record; who follows nothing is missing */
export async function followed(
  db: Db,
  school: string,
  records: readonly string[]
): Promise<Map<string, Followed>> {
  const rows = await db.$client<(Followed & { record: string })[]>`
    select record_id as record, followed.program_id as id, followed.version, content,
      started_day as "startedDay", weekly_hours as "weeklyHours"
    from (
      select distinct on (record_id) * from program_students
      where school_id = ${school} and record_id = any(${[...records]}::uuid[])
      order by record_id, at desc, id desc) as followed
    join program_versions using (school_id, program_id, version)`;
  return new Map(rows.map(({ record, ...row }) => [record, row]));
}

/** @returns the same of one student; null for nothing */
export const followedBy = async (db: Db, { school, record }: Owner): Promise<Followed | null> =>
  (await followed(db, school, [record])).get(record) ?? null;
