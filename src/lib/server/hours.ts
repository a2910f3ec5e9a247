/** Hours of students as students and staff see them: each total with the lines that make it up. */
import { validate } from 'uuid';
import { listOf, type Attestation } from './attestations';
import { isAttested } from './credited-hours';
import type { Db } from './db/connect';
import type { Owner } from './hour-ledger';
import * as hourSettings from './hour-settings';
import * as programs from './programs';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import { studyDay } from '../domain/day';
import { overview } from '../domain/hour-progress';
import type { HourSettings } from '../domain/hour-settings';
import type { Mode } from '../domain/hours';
import type { ShownLine } from '../domain/hours-shown';

/** A line, with all that is known of it. */
export type LedgerLine = Omit<ShownLine, 'date'> & { day: number };

/** @returns every line of a student’s ledger in order, each followed by what corrects it. Whoever asks has been checked. */
export const linesOf = (
  db: Pick<Db, '$client'>,
  { school, record }: Owner
): Promise<LedgerLine[]> => db.$client<LedgerLine[]>`
  select hour_entries.id, hour_entries.kind, hour_entries.mode, hour_entries.subject,
    hour_entries.day, hour_entries.ms::float8 as ms, hour_entries.corrects, ${isAttested(db.$client)} as attested, to_jsonb(hour_entries.starts_at) as "startsAt",
    to_jsonb(hour_entries.ends_at) as "endsAt", hour_entries.source,
    hour_entries.evidence || jsonb_strip_nulls(jsonb_build_object('signals', signals,
      'answers', cardinality(answers), 'title', coalesce(class_meetings.title, lessons.title)))
      as evidence,
    hour_entries.actor_name as by, hour_entries.reason, to_jsonb(hour_entries.at) as at
  from hour_entries
    join hour_entries as first on first.school_id = hour_entries.school_id
      and first.id = coalesce(hour_entries.corrects, hour_entries.id)
    left join intervals on intervals.school_id = hour_entries.school_id
      and intervals.record_id = hour_entries.record_id
      and intervals.batch_id = (hour_entries.evidence ->> 'batch')::uuid
      and intervals.number = (hour_entries.evidence ->> 'number')::int
    left join class_meetings on class_meetings.school_id = hour_entries.school_id
      and class_meetings.id = hour_entries.meeting_id
    left join lessons on lessons.id = intervals.lesson_id
  where hour_entries.school_id = ${school} and hour_entries.record_id = ${record}
  order by hour_entries.day, coalesce(first.starts_at, first.at), first.id,
    hour_entries.corrects is not null, hour_entries.at, hour_entries.id`;

/** One student’s hours at one school. */
export interface StudentHours {
  school: { id: string; slug: string; name: string };
  student: { id: string; name: string };
  settings: HourSettings;
  program: programs.Followed | null;
  today: number;
  lines: LedgerLine[];
  attestations: Attestation[];
  overview: ReturnType<typeof overview>;
}

async function recordOf(
  db: Db,
  school: StudentHours['school'],
  student: StudentHours['student'],
  now: Date
): Promise<StudentHours> {
  const owner = { school: school.id, record: student.id };
  const [settings, program, lines, attestations] = await Promise.all([
    hourSettings.find(db, school.id),
    programs.followedBy(db, owner),
    linesOf(db, owner),
    listOf(db, owner)
  ]);
  const today = studyDay(now, settings.timeZone);
  const plan = program && {
    program: program.content,
    started: program.startedDay,
    weeklyHours: program.weeklyHours
  };
  return {
    ...{ school, student, settings, program, today, lines, attestations },
    overview: overview(lines, plan, today, settings.minutesPerHour * 60_000)
  };
}

/** @returns one’s own hours at each school that has counted any, or counts them now; by school */
export async function own(db: Db, actor: Actor, now: Date): Promise<StudentHours[]> {
  const rows = await db.$client<
    { id: string; slug: string; name: string; student: string; called: string }[]
  >`
    select schools.id, slug, schools.name, member_records.id as student, member_records.name as called
    from member_records join schools on schools.id = school_id
    where account_id = ${actor.id} and (role = 'student' or exists (
        select from hour_entries
        where hour_entries.school_id = schools.id and record_id = member_records.id))
      and (exists (select from hour_settings where hour_settings.school_id = schools.id)
        or exists (select from hour_entries
          where hour_entries.school_id = schools.id and record_id = member_records.id))
    order by schools.name, schools.id`;
  return Promise.all(
    rows.map(({ student, called, ...school }) =>
      recordOf(db, school, { id: student, name: called }, now)
    )
  );
}

/** @returns a student’s hours; null where there is no such student, or the actor may not see it */
export async function ofStudent(
  db: Db,
  actor: Actor,
  school: StudentHours['school'],
  student: string,
  now: Date
): Promise<StudentHours | null> {
  if (!can(actor, 'hours.view', { school: school.id }) || !validate(student)) return null;
  const [row] = await db.$client<{ id: string; name: string }[]>`
    select id, name from member_records where school_id = ${school.id} and id = ${student}
      and ${isSeenBy(db, actor, school.id, db.$client`account_id`)}
      and (role = 'student' or exists (
        select from hour_entries where school_id = ${school.id} and record_id = member_records.id))`;
  return row ? recordOf(db, school, row, now) : null;
}

/** A student in the list of a school; all in ms. */
export interface Summary {
  id: string;
  name: string;
  state: 'current' | 'left' | 'withdrawn';
  ms: number;
  attested: number;
  byMode: Partial<Record<Mode, number>>;
  /** Lines that are not attested. */
  open: number;
}

/**
 * @param from days between which lines count; all unless given
 * @returns each student of a school with sums, by name, in one query; none unless the actor may
 */
export async function summaries(
  db: Db,
  actor: Actor,
  school: string,
  { from = -1e9, until = 1e9, cohort = null as string | null } = {}
): Promise<Summary[]> {
  if (!can(actor, 'hours.view', { school })) return [];
  const sql = db.$client;
  return sql<Summary[]>`
    with counted as (
      select record_id, mode, sum(ms) as ms, sum(ms) filter (where attested) as attested,
        count(*) filter (where not attested) as open
      from (select record_id, mode, ms, ${isAttested(sql)} as attested from hour_entries
        where school_id = ${school} and day between ${from}::int and ${until}::int) as lines
      group by record_id, mode
    )
    select member_records.id, member_records.name, state,
      coalesce(sum(ms), 0)::float8 as ms, coalesce(sum(attested), 0)::float8 as attested,
      coalesce(jsonb_object_agg(mode, ms) filter (where mode is not null), '{}') as "byMode",
      coalesce(sum(open), 0)::int as open
    from member_records left join counted on record_id = member_records.id
    where school_id = ${school} and ${isSeenBy(db, actor, school, sql`account_id`)}
      and (record_id is not null or (role = 'student' and state = 'current'))
      and (${cohort}::uuid is null or account_id in (
        select account_id from cohort_members
        where school_id = ${school} and cohort_id = ${cohort}::uuid))
    group by member_records.id order by member_records.name, member_records.id`;
}
