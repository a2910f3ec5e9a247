/** A school that counts hours, and what happens in it. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';
import type { Learner } from '../../src/lib/server/answers';
import type { Db } from '../../src/lib/server/db/connect';
import { record } from '../../src/lib/server/engagements';
import * as settings from '../../src/lib/server/hour-settings';
import { check } from '../../src/lib/server/hours-check';
import { linesOf } from '../../src/lib/server/hours';
import * as meetings from '../../src/lib/server/meetings';
import type { Change } from '../../src/lib/server/programs';
import type { Actor } from '../../src/lib/domain/actor';
import type { NewMeeting } from '../../src/lib/domain/attendance';
import { defaultHourSettings, type HourSettings } from '../../src/lib/domain/hour-settings';

export const minute = 60_000;

/** Minutes after noon. */
export const at = (minutes: number) => new Date(noon.getTime() + minutes * minute);

export const by = (actor: Actor, now = noon): Change => ({
  actor,
  school: actor.memberships[0]!.school,
  now
});

export const recordOf = async (db: Db, school: string, account: string): Promise<string> => {
  const [row] = await db.$client<{ id: string }[]>`
    select id from member_records where school_id = ${school} and account_id = ${account}`;
  return row!.id;
};

/** An admin, an instructor, and a student whose time online is counted. */
export async function countingSchool(db: Db, change: Partial<HourSettings> = {}) {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  const staff = await addMember(db, school, 'instructor');
  const student = await addMember(db, school);
  const chosen = { ...defaultHourSettings, online: true, timeZone: 'UTC', ...change };
  await settings.save(db, admin, school, chosen, noon);
  return { school, admin, staff, student, record: await recordOf(db, school, student.id) };
}

/** What a tab sends: a sign in each of these minutes. */
export const batch = (minutes: readonly number[], change: object = {}) => ({
  id: randomUUID(),
  device: randomUUID(),
  page: { kind: 'review', lesson: null },
  signals: minutes.map((one) => ({ at: at(one).toISOString(), kind: 'scroll' })),
  ...change
});

/** A sign in each minute of these. */
export const every = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

export const send = (db: Db, learner: Learner, now: Date, ...batches: unknown[]) =>
  record(db, learner, { sentAt: now.getTime(), batches }, now);

/** In minutes. */
export async function worth(db: Db, school: string, record: string): Promise<number> {
  const lines = await linesOf(db, { school, record });
  return lines.reduce((sum, { ms }) => sum + ms, 0) / minute;
}

/** A cohort of these, and a meeting of it, two hours from noon on unless told otherwise. */
export async function meetingOf(
  db: Db,
  staff: Actor,
  accounts: readonly string[],
  change: Partial<NewMeeting> = {}
): Promise<string> {
  const { school } = staff.memberships[0]!;
  const cohort = randomUUID();
  await db.$client`
    insert into cohorts (id, school_id, name, created_at)
    values (${cohort}, ${school}, ${cohort}, ${noon.toISOString()})`;
  await db.$client`
    insert into cohort_members (school_id, cohort_id, account_id)
    select ${school}, ${cohort}, unnest(${[...accounts]}::uuid[])`;
  const id = randomUUID();
  const made = await meetings.create(db, by(staff), {
    ...{ id, cohort, title: 'Strokes', subject: null, mode: 'in-person', room: '1' },
    ...{ from: noon, until: at(120), breakMinutes: 0, ...change }
  });
  expect(made).toEqual({ outcome: 'done', id });
  return id;
}

/** The raw logs add up to what is shown. */
export const addsUp = async (db: Db) => expect((await check(db)).differences).toEqual([]);
