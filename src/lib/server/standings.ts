/** How each student of a school stands: reckoned from the logs, kept, and reckoned again. */
import { outline } from './courses';
import type { Db, Transaction } from './db/connect';
import * as hourSettings from './hour-settings';
import * as facts from './standing-facts';
import * as lessons from './standing-lessons';
import * as topics from './topics';
import { reasonsOf } from '../domain/at-risk';
import { bounded, estimate, readiness, type Estimate } from '../domain/readiness';
import { topicKey } from '../domain/topic';

/** Students at once: what is held in memory stays small. */
const batch = 200;

/** The exam's areas and their weights. */
export const examWeights = (): Record<string, number> =>
  Object.fromEntries(Object.entries(outline().areas).map(([area, { weight }]) => [area, weight]));

/** Reckons all students of a school anew; those who are no longer there have gone by themselves. */
export async function rebuild(db: Db, school: string, now: Date): Promise<void> {
  for await (const rows of reckoned(db, school, now))
    await db.$client.begin((tx) => keep(tx, { school, now }, rows));
  // Who was a student and is staff now is no member less.
  await db.$client`
    delete from standings using members where standings.school_id = ${school}
      and members.school_id = standings.school_id and members.account_id = standings.account_id
      and members.role <> 'student'`;
}

/** @returns how the students of a school stand at `now`, some at a time; nothing is written */
export async function* reckoned(db: Db, school: string, now: Date): AsyncGenerator<Standing[]> {
  const students = await facts.standees(db, school, now);
  if (students.length === 0) return;
  const [areas, all, settings, [counts], last] = await Promise.all([
    topics.list(db, school, 'area'),
    lessons.tableCourses(db, school),
    hourSettings.find(db, school),
    db.$client<{ hours: boolean }[]>`
      select exists (select from hour_settings where school_id = ${school})
        or exists (select from hour_entries where school_id = ${school}) as hours`,
    facts.lastDays(db, students, now)
  ]);
  const active = facts.othersActive(students, last);
  const own = { school, areas, all, settings, counts: counts!.hours, last, active };
  for (let i = 0; i < students.length; i += batch)
    yield await reckonSome(db, own, students.slice(i, i + batch));
}

/** A row of `standings` and those of its areas, by the names of their columns. */
export interface Standing {
  account_id: string;
  areas: object[];
  [column: string]: unknown;
}

interface Common {
  school: string;
  areas: topics.Topic[];
  all: lessons.TableCourse[];
  settings: { minutesPerHour: number };
  /** Whether the school counts hours. */
  counts: boolean;
  last: ReadonlyMap<string, number | null>;
  active: (student: facts.Standee) => number | null;
}

async function reckonSome(
  db: Db,
  of: Common,
  students: readonly facts.Standee[]
): Promise<Standing[]> {
  const { school, areas, all, settings, last, active } = of;
  const [memories, evidence, assigned, hours, done] = await Promise.all([
    facts.memories(db, students),
    facts.evidence(db, students, areas),
    facts.assignments(db, school, students),
    of.counts ? facts.hours(db, school, students, settings) : null,
    lessons.lessonStates(db, students, all)
  ]);
  const weights = examWeights();
  return students.map((student, at) => {
    const { account, record } = student;
    const { questions, recall, overdue } = memories.get(account) ?? nothingKnown;
    const { open, late, lateDays, assignment } = assigned.get(account) ?? nothingAssigned;
    const time = hours?.get(record) ?? null;
    const byArea = Object.keys(weights).map((area) => {
      const place = areas.findIndex(({ key }) => key === topicKey('area', area));
      const known = evidence[at]![place];
      const found = known ? estimate(known) : null;
      return { area, items: known?.items ?? 0, first: known?.first ?? 0, found };
    });
    const told = byArea.flatMap(({ area, found }): [string, Estimate][] =>
      found ? [[area, found]] : []
    );
    const { covers, figure } = readiness(new Map(told), weights);
    const reasons = reasonsOf({
      ...student,
      ...{ questions, recall, overdue, readiness: figure, lastDay: last.get(account) ?? null },
      othersActive: active(student),
      late: assignment === null ? null : { count: late, days: lateDays!, assignment },
      hours:
        time === null || time.scheduled === null
          ? null
          : { done: time.done, scheduled: time.scheduled }
    });
    const own = done.get(account) ?? new Map();
    const states = all.map((course): [string, string] => [
      course.key,
      lessons.written(course, own)
    ]);
    return {
      ...{ account_id: account, last_day: last.get(account) ?? null, questions, recall, overdue },
      ...{
        open,
        late,
        late_days: lateDays,
        states: Object.fromEntries(states),
        lessons: lessons.completeIn(all, states)
      },
      ...{ hours: time?.done ?? null, scheduled: time?.scheduled ?? null, covers },
      ...{ readiness: figure?.share ?? null, low: figure?.low ?? null, high: figure?.high ?? null },
      ...{ risks: reasons.map(({ kind }) => kind), reasons },
      areas: byArea.map(({ area, items, first, found }) => ({
        ...{ area, items, first, ...found },
        ...(found ? { low: bounded(found).low, high: bounded(found).high } : {})
      }))
    };
  });
}

const nothingKnown: facts.Memory = { questions: 0, recall: null, overdue: 0 };
const nothingAssigned: facts.Assigned = { open: 0, late: 0, lateDays: null, assignment: null };

/** Stores them as of `now`. Who has left since has no row: it is not the school's to see any more. */
export async function keep(
  tx: Transaction,
  { school, now }: { school: string; now: Date },
  rows: readonly Standing[]
): Promise<void> {
  const given = JSON.stringify(rows);
  const own = { school_id: school, as_of: now.toISOString() };
  await tx`select pg_advisory_xact_lock(hashtextextended(${`standings ${school}`}, 0))`;
  await tx`
    delete from standings where school_id = ${school} and account_id in (
      select account_id from jsonb_to_recordset(${given}::text::jsonb) as it (account_id uuid))`;
  await tx`
    insert into standings
    select it.* from jsonb_array_elements(${given}::text::jsonb) as student
      cross join jsonb_populate_record(null::standings,
        student || ${JSON.stringify(own)}::text::jsonb) as it
      join members on members.school_id = it.school_id and members.account_id = it.account_id
    for key share of members`;
  await tx`
    insert into area_standings
    select it.* from jsonb_array_elements(${given}::text::jsonb) as student
      cross join jsonb_array_elements(student->'areas') as area
      cross join jsonb_populate_record(null::area_standings, area
        || jsonb_build_object('school_id', ${school}::text, 'account_id', student->'account_id'))
        as it
      join standings using (school_id, account_id)`;
}
