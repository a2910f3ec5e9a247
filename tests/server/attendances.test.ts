import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { settleAll } from '../../src/lib/server/attendance-hours';
import * as attendances from '../../src/lib/server/attendances';
import type { Db } from '../../src/lib/server/db/connect';
import { linesOf, summaries } from '../../src/lib/server/hours';
import { start } from '../../src/lib/server/jobs';
import * as limits from '../../src/lib/server/limits';
import * as meetings from '../../src/lib/server/meetings';
import { settleMeeting } from '../../src/lib/server/tasks/settle-meeting';
import type { Actor } from '../../src/lib/domain/actor';
import { dateOf } from '../../src/lib/domain/day';
import type { Sheet } from '../../src/lib/domain/attendance';
import { freshDatabase } from './database';
import {
  addsUp,
  at,
  batch,
  by,
  countingSchool,
  every,
  meetingOf,
  minute,
  recordOf,
  send,
  worth
} from './hour-fixtures';
import { addMember } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  // A worker installs its own tables; jobs themselves are done by the tests.
  await (await start(database.url, [settleMeeting])).stop();
});
afterEach(() => addsUp(db));
afterAll(() => database.close());

type Row = Partial<Sheet['attendance'][number]>;
const marked = (student: string, change: Row = {}): Sheet['attendance'][number] => ({
  ...{ student, mark: 'present', lateMinutes: 0, leftMinutes: 0, seen: null },
  ...change
});
const sheetOf = (rows: Sheet['attendance'], reason = ''): Sheet => ({ attendance: rows, reason });

/** The newest mark of a student, as the sheet shows it. */
async function seat(staff: Actor, meeting: string, student: string) {
  const seats = await attendances.sheet(db, staff, staff.memberships[0]!.school, meeting);
  return seats.find((one) => one.student === student)!.attendance!;
}

/** A school with two students in a cohort, and a meeting of it from noon to two o’clock. */
async function classOfTwo(change: Parameters<typeof meetingOf>[3] = {}) {
  const own = await countingSchool(db);
  const other = await addMember(db, own.school);
  const meeting = await meetingOf(db, own.staff, [own.student.id, other.id], change);
  return { ...own, other, meeting, otherRecord: await recordOf(db, own.school, other.id) };
}

test('a class is marked at once, and gives hours when it is over', async () => {
  const { school, staff, record, otherRecord, meeting } = await classOfTwo({ breakMinutes: 20 });
  const rows = [marked(record), marked(otherRecord, { mark: 'late', lateMinutes: 15 })];
  expect(await attendances.mark(db, by(staff, at(5)), meeting, sheetOf(rows))).toEqual({
    ...{ outcome: 'done', changed: 2, kept: [] }
  });
  // Nobody is given time that has not passed.
  expect(await worth(db, school, record)).toBe(0);
  await settleAll(db, { school, meeting }, at(119));
  expect(await worth(db, school, record)).toBe(0);

  await Promise.all([1, 2, 3].map(() => settleAll(db, { school, meeting }, at(120))));
  expect(await worth(db, school, record)).toBe(100);
  expect(await worth(db, school, otherRecord)).toBe(85);
  expect(await linesOf(db, { school, record })).toMatchObject([
    { kind: 'class', mode: 'in-person', source: 'attendance', evidence: { title: 'Strokes' } }
  ]);
});

test('marked anew, the line stays and a correction with its reason stands beside it', async () => {
  const { school, staff, record, meeting } = await classOfTwo();
  await attendances.mark(db, by(staff, at(130)), meeting, sheetOf([marked(record)]));
  const first = await seat(staff, meeting, record);
  const anew = marked(record, { mark: 'left-early', leftMinutes: 30, seen: first.id });
  expect(await attendances.mark(db, by(staff, at(140)), meeting, sheetOf([anew]))).toMatchObject({
    ...{ outcome: 'invalid', field: 'reason' }
  });
  await attendances.mark(db, by(staff, at(140)), meeting, sheetOf([anew], 'Left for the dentist'));
  expect(await linesOf(db, { school, record })).toMatchObject([
    { kind: 'class', ms: 120 * minute, corrects: null },
    { kind: 'correction', ms: -30 * minute, reason: 'Left for the dentist' }
  ]);
  const second = await seat(staff, meeting, record);
  const back = sheetOf([marked(record, { seen: second.id })], 'Came back after all');
  await attendances.mark(db, by(staff, at(150)), meeting, back);
  expect(await worth(db, school, record)).toBe(120);
  // What changes nothing is not written.
  const third = await seat(staff, meeting, record);
  const same = sheetOf([marked(record, { seen: third.id })]);
  expect(await attendances.mark(db, by(staff, at(160)), meeting, same)).toMatchObject({
    changed: 0
  });
});

test('of two who mark at once, the second is told whom the first has marked', async () => {
  const { staff, admin, record, otherRecord, meeting } = await classOfTwo();
  const [one, two] = await Promise.all([
    attendances.mark(db, by(staff, at(130)), meeting, sheetOf([marked(record)])),
    attendances.mark(
      db,
      by(admin, at(130)),
      meeting,
      sheetOf([marked(record, { mark: 'absent' }), marked(otherRecord)])
    )
  ]);
  if (one.outcome !== 'done' || two.outcome !== 'done') throw new Error('not marked');
  expect([one.kept, two.kept].filter((kept) => kept.length > 0)).toEqual([[record]]);
  expect((await seat(staff, meeting, otherRecord)).mark).toBe('present');
  const rows = await db.$client`select from attendances where record_id = ${record}`;
  expect(rows).toHaveLength(1);
});

test('of a mark there is one successor, whatever is tried', async () => {
  const { school, staff, record, meeting } = await classOfTwo();
  await attendances.mark(db, by(staff, at(5)), meeting, sheetOf([marked(record)]));
  const again = db.$client`
    insert into attendances select school_id, gen_random_uuid(), meeting_id, record_id, 'absent', 0, 0,
      source, replaces, actor_id, actor_name, reason, at
    from attendances where school_id = ${school} and record_id = ${record}`;
  await expect(again).rejects.toMatchObject({ code: '23505' });
  await expect(db.$client`update attendances set mark = 'absent'`).rejects.toThrow(/append-only/);
});

test('time online during a class counts as the class; where one was absent it is given back', async () => {
  const { school, staff, student, record, meeting } = await classOfTwo();
  await send(db, student, at(61), batch(every(-30, 60)));
  expect(await worth(db, school, record)).toBe(90);
  await attendances.mark(db, by(staff, at(130)), meeting, sheetOf([marked(record)]));
  expect(await worth(db, school, record)).toBe(150);
  // What comes in late from then adds nothing either.
  await send(db, student, at(140), batch(every(90, 130)));
  expect(await worth(db, school, record)).toBe(160);

  const late = marked(record, {
    ...{ mark: 'late' as const, lateMinutes: 60, seen: (await seat(staff, meeting, record)).id }
  });
  await attendances.mark(db, by(staff, at(150)), meeting, sheetOf([late], 'Came at one'));
  // 90 online until one o’clock, 60 in class, 10 online after it.
  expect(await worth(db, school, record)).toBe(160);
  const gone = marked(record, { mark: 'absent', seen: (await seat(staff, meeting, record)).id });
  await attendances.mark(db, by(staff, at(160)), meeting, sheetOf([gone], 'Was not there'));
  // The half hour that came in late is given back as well.
  expect(await worth(db, school, record)).toBe(130);
});

test('nobody is in two rooms at once', async () => {
  const { school, staff, student, record, meeting } = await classOfTwo();
  const second = await meetingOf(db, staff, [student.id], { from: at(60), until: at(180) });
  for (const id of [meeting, second])
    await attendances.mark(db, by(staff, at(200)), id, sheetOf([marked(record)]));
  expect(await worth(db, school, record)).toBe(180);
});

test('a meeting that is called off takes back what it gave', async () => {
  const { school, staff, record, meeting } = await classOfTwo();
  await attendances.mark(db, by(staff, at(130)), meeting, sheetOf([marked(record)]));
  expect(await meetings.cancel(db, by(staff, at(140)), meeting, 'Wrong week')).toBe(true);
  expect(await meetings.cancel(db, by(staff, at(140)), meeting, 'Wrong week')).toBe(false);
  await settleAll(db, { school, meeting }, at(140));
  expect(await worth(db, school, record)).toBe(0);
  expect(await linesOf(db, { school, record })).toHaveLength(2);
  const rows = sheetOf([marked(record)]);
  expect(await attendances.mark(db, by(staff, at(150)), meeting, rows)).toEqual({
    outcome: 'missing'
  });
});

test('the code marks those who are there: once, while it is shown, and late by the clock', async () => {
  const { school, staff, student, other, record, otherRecord, meeting } = await classOfTwo();
  const shown = async (now: Date) => (await meetings.showCode(db, staff, school, meeting, now))!;
  expect(await meetings.showCode(db, staff, school, meeting, at(-11))).toBeNull();
  expect(await meetings.showCode(db, staff, school, meeting, at(120))).toBeNull();

  const { code } = await shown(at(2));
  expect(await attendances.redeem(db, student, code, at(2))).toEqual({
    ...{ outcome: 'marked', title: 'Strokes', mark: 'present', lateMinutes: 0 }
  });
  expect(await attendances.redeem(db, student, code, at(2))).toMatchObject({ outcome: 'already' });
  // Shown for half a minute, taken for another: then it is over.
  expect(await attendances.redeem(db, other, code, at(3.01))).toEqual({ outcome: 'wrong' });
  const late = await shown(at(30));
  expect(await attendances.redeem(db, other, late.code, at(30.9))).toMatchObject({
    ...{ outcome: 'marked', mark: 'late', lateMinutes: 30 }
  });
  await settleAll(db, { school, meeting }, at(120));
  expect(await worth(db, school, record)).toBe(120);
  expect(await worth(db, school, otherRecord)).toBe(90);
  expect(await linesOf(db, { school, record })).toMatchObject([{ source: 'code' }]);
});

test('the code of the last moment is not taken after the end', async () => {
  const { staff, school, student, meeting } = await classOfTwo();
  const last = (await meetings.showCode(db, staff, school, meeting, at(119.99)))!;
  expect(new Date(last.until)).toEqual(at(120));
  expect(await attendances.redeem(db, student, last.code, at(120))).toEqual({ outcome: 'wrong' });
  expect(await attendances.redeem(db, student, last.code, at(119.999))).toMatchObject({
    outcome: 'marked'
  });
});

test('given by many at once, the code marks each student once', async () => {
  const { staff, school, student, other, meeting } = await classOfTwo();
  const { code } = (await meetings.showCode(db, staff, school, meeting, at(1)))!;
  const all = await Promise.all(
    [student, student, student, other].map((who) => attendances.redeem(db, who, code, at(1)))
  );
  expect(all.map(({ outcome }) => outcome).sort()).toEqual([
    'already',
    'already',
    'marked',
    'marked'
  ]);
});

test('whoever is not of the cohort has no use of the code, and who guesses has to wait', async () => {
  const { staff, school, meeting } = await classOfTwo();
  const stranger = await addMember(db, school);
  const foreign = (await countingSchool(db)).student;
  const { code } = (await meetings.showCode(db, staff, school, meeting, at(1)))!;
  for (const who of [stranger, foreign])
    expect(await attendances.redeem(db, who, code, at(1))).toEqual({ outcome: 'wrong' });
  for (let tries = 0; tries < 9; tries++) await attendances.redeem(db, stranger, '000000', at(1));
  expect(await attendances.redeem(db, stranger, code, at(1))).toMatchObject({ outcome: 'limited' });
  await limits.clear(db, ['class-code', stranger.id]);
});

test('students and staff of other schools see and mark nothing', async () => {
  const { school, staff, student, record, meeting } = await classOfTwo();
  const elsewhere = await countingSchool(db);
  const foreign = { ...by(elsewhere.staff), school };
  for (const change of [foreign, by(student), by(elsewhere.staff)]) {
    expect(await attendances.mark(db, change, meeting, sheetOf([marked(record)]))).toEqual({
      outcome: 'missing'
    });
    expect(await attendances.sheet(db, change.actor, change.school, meeting)).toEqual([]);
    expect(await meetings.find(db, change.actor, change.school, meeting)).toBeNull();
    expect(await meetings.showCode(db, change.actor, change.school, meeting, at(1))).toBeNull();
    expect(await meetings.cancel(db, change, meeting, 'Mine')).toBe(false);
  }
  const theirs = sheetOf([marked(elsewhere.record)]);
  expect(await attendances.mark(db, by(staff, at(1)), meeting, theirs)).toMatchObject({
    ...{ outcome: 'invalid', field: 'attendance' }
  });
});

test('an instructor who is limited to cohorts sees and marks those alone', async () => {
  const { school, staff, admin, record, meeting } = await classOfTwo();
  const { cohort } = (await meetings.find(db, admin, school, meeting))!;
  const limitedTo = (cohorts: string[]): Actor => ({
    ...{ id: staff.id, memberships: [{ school, role: 'instructor', cohorts }] }
  });
  const rows = sheetOf([marked(record)]);
  const stranger = limitedTo([school]);
  expect(await meetings.find(db, stranger, school, meeting)).toBeNull();
  expect(await attendances.sheet(db, stranger, school, meeting)).toEqual([]);
  expect(await attendances.mark(db, by(stranger, at(130)), meeting, rows)).toEqual({
    outcome: 'missing'
  });
  expect(await summaries(db, stranger, school)).toEqual([]);
  const own = limitedTo([cohort]);
  expect(await attendances.mark(db, by(own, at(130)), meeting, rows)).toMatchObject({ changed: 1 });
  expect((await summaries(db, own, school)).map(({ ms }) => ms / minute).sort()).toEqual([0, 120]);
});

test('who has left stays on the sheet as marked, and the others are marked all the same', async () => {
  const { staff, student, record, otherRecord, meeting } = await classOfTwo();
  const [{ cohort }] = await db.$client<[{ cohort: string }]>`
    select cohort_id as cohort from class_meetings where id = ${meeting}`;
  const limited = { ...staff, memberships: [{ ...staff.memberships[0]!, cohorts: [cohort] }] };
  await attendances.mark(db, by(limited), meeting, sheetOf([marked(record), marked(otherRecord)]));
  await db.$client`delete from cohort_members where account_id = ${student.id}`;

  const [gone, there] = [
    await seat(staff, meeting, record),
    await seat(staff, meeting, otherRecord)
  ];
  const late = { mark: 'late', lateMinutes: 5, seen: there.id } as const;
  const save = (row: Row) =>
    attendances.mark(
      db,
      by(limited, at(10)),
      meeting,
      sheetOf([marked(record, { seen: gone.id, ...row }), marked(otherRecord, late)], 'Came late')
    );
  expect(await save({ mark: 'absent' })).toMatchObject({ outcome: 'invalid', field: 'attendance' });
  expect(await save({})).toEqual({ outcome: 'done', changed: 1, kept: [] });
  expect(await seat(staff, meeting, otherRecord)).toMatchObject({ mark: 'late' });
  expect(await seat(staff, meeting, record)).toMatchObject({ mark: 'present' });
});

test('a class of a school that has chosen nothing counts on the day of its own clocks', async () => {
  const { school, staff, record, meeting } = await classOfTwo({
    ...{ from: new Date('2026-03-10T06:00:00Z'), until: new Date('2026-03-10T07:00:00Z') }
  });
  await db.$client`delete from hour_settings where school_id = ${school}`;
  await db.$client`update schools set time_zone = 'America/New_York' where id = ${school}`;
  await attendances.mark(db, by(staff), meeting, sheetOf([marked(record)]));
  await settleAll(db, { school, meeting }, at(0));
  const [line] = await linesOf(db, { school, record });
  // Two in the night in New York: the study day before.
  expect(dateOf(line!.day)).toBe('2026-03-09');
});
