/** Hours of the demo school: time online from what its students answered, classes, an attestation. */
import { randomUUID } from 'node:crypto';
import { attest } from './attestations';
import { mark, sheet } from './attendances';
import type { Db } from './db/connect';
import { attestations, attestedEntries } from './db/schema/attestations';
import { attendances, classMeetings } from './db/schema/classes';
import { hourEntries, hourSettings, intervals } from './db/schema/hours';
import { cohorts } from './db/schema/plans';
import { programStudents, programVersions } from './db/schema/programs';
import * as ownCohorts from './cohorts';
import type { DemoStudent } from './demo-quizzes';
import { record } from './engagements';
import * as settings from './hour-settings';
import { summaries } from './hours';
import * as meetings from './meetings';
import * as programs from './programs';
import type { Actor } from '../domain/actor';
import { usualStatement } from '../domain/attestation';
import type { Mark } from '../domain/attendance';
import { dateOf, studyDay } from '../domain/day';
import { defaultHourSettings } from '../domain/hour-settings';

const minute = 60_000;
const day = 1440 * minute;
const weeks = 4;

/** What an interrupted start leaves behind, what refers to others first. */
export const hourTables = [
  attestedEntries,
  attestations,
  hourEntries,
  attendances,
  classMeetings,
  intervals,
  programStudents,
  programVersions,
  hourSettings,
  cohorts
];

export async function seedHours(
  db: Db,
  { admin, staff }: { admin: Actor; staff: Actor },
  school: string,
  students: readonly DemoStudent[],
  now: Date
): Promise<void> {
  const { timeZone } = students[0]!;
  const start = new Date(now.getTime() - weeks * 7 * day);
  const today = studyDay(now, timeZone);
  const by = (actor: Actor, at: Date) => ({ actor, school, now: at });
  await settings.save(db, admin, school, { ...defaultHourSettings, online: true, timeZone }, start);

  const program = randomUUID();
  const subject = (id: string, title: string, hours: number, lessons: string[] = []) => ({
    ...{ id, title, hours, distance: id !== 'clinic', lessons }
  });
  await programs.save(
    db,
    by(admin, start),
    { id: program, seen: 0, rule: null },
    {
      ...{ name: 'Massage program', hours: 625, distanceShare: 0.3, effective: '2026-01-01' },
      source: 'Made up for this demo',
      subjects: [
        subject('theory', 'Theory and safety', 200, ['clinical-and-spa']),
        subject('hands-on', 'Hands-on practice', 250),
        subject('clinic', 'Student clinic', 125)
      ]
    }
  );
  const cohort = await ownCohorts.create(
    db,
    { ...by(admin, start), today },
    { name: 'Day class', examDate: null }
  );
  if (cohort.outcome !== 'done') throw new Error(`No demo cohort: ${cohort.outcome}`);
  const add = { add: students.map(({ id }) => id), remove: [] };
  await ownCohorts.changeMembers(db, { ...by(admin, start), today }, cohort.id, add);
  const records = (await summaries(db, admin, school)).map(({ id }) => id);
  const started = dateOf(today - weeks * 7);
  await programs.enroll(db, by(admin, start), records, { program, started, weeklyHours: 15 });

  for (const student of students) await study(db, student, now);
  for (let week = weeks; week > 0; week--)
    for (const [offset, kind] of [
      [1, 'hands-on'],
      [3, 'clinic']
    ] as const)
      await teach(db, by(staff, now), cohort.id, kind, studyDay(now, timeZone) - week * 7 + offset);
  await settleMonth(db, by(admin, now), today - 14, today - weeks * 7);
}

/** A sign with every answer of the demo, a minute around it and two minutes before the first. */
async function study(db: Db, student: DemoStudent, now: Date): Promise<void> {
  const rows = await db.$client<{ at: Date }[]>`
    select answered_at as at from answers where account_id = ${student.id} order by answered_at`;
  const byDay = new Map<number, number[]>();
  for (const { at } of rows) {
    const time = new Date(at).getTime();
    const own = studyDay(new Date(time), student.timeZone);
    byDay.set(own, [...(byDay.get(own) ?? []), time]);
  }
  const device = randomUUID();
  for (const times of byDay.values()) {
    const signals = [times[0]! - 2 * minute, ...times, times.at(-1)! + minute]
      .filter((at) => at < now.getTime())
      .map((at) => ({ at: new Date(at).toISOString(), kind: 'answer' }));
    const batch = { id: randomUUID(), device, page: { kind: 'review', lesson: null }, signals };
    const sentAt = new Date(times.at(-1)! + 2 * minute);
    await record(db, student, { sentAt: sentAt.getTime(), batches: [batch] }, sentAt);
  }
}

/** A class of three hours, at which one student is late and another one missing now and then. */
async function teach(
  db: Db,
  change: programs.Change,
  cohort: string,
  subject: 'hands-on' | 'clinic',
  on: number
): Promise<void> {
  const id = randomUUID();
  const from = new Date(on * day + 14 * 60 * minute);
  const until = new Date(from.getTime() + 180 * minute);
  const [title, mode] =
    subject === 'clinic'
      ? (['Student clinic', 'clinic'] as const)
      : (['Strokes and draping', 'in-person'] as const);
  await meetings.create(db, change, {
    ...{ id, cohort, title, subject, mode, from, until, breakMinutes: 15, room: 'Room 2' }
  });
  const seats = await sheet(db, change.actor, change.school, id);
  const marks: Mark[] = ['present', 'present', 'late', on % 2 ? 'absent' : 'present', 'present'];
  await mark(db, { ...change, now: until }, id, {
    attendance: seats.map(({ student }, i) => ({
      ...{ student, mark: marks[i % marks.length]!, seen: null },
      ...{ lateMinutes: marks[i % marks.length] === 'late' ? 20 : 0, leftMinutes: 0 }
    })),
    reason: ''
  });
}

/** The first weeks are attested, so that both kinds of hours are there to be seen. */
async function settleMonth(db: Db, change: programs.Change, until: number, from: number) {
  const all = await summaries(db, change.actor, change.school, { from, until });
  await attest(db, change, {
    ...{ from, until, statement: usualStatement, attested: true },
    students: all
      .filter(({ open }) => open > 0)
      .map(({ id, open, ms, attested }) => ({
        id: randomUUID(),
        student: id,
        lines: open,
        ms: ms - attested
      }))
  });
}
