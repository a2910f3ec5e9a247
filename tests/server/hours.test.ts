import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as attestations from '../../src/lib/server/attestations';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts } from '../../src/lib/server/db/schema/accounts';
import * as entries from '../../src/lib/server/hour-entries';
import * as hours from '../../src/lib/server/hours';
import * as programs from '../../src/lib/server/programs';
import { studyDay } from '../../src/lib/domain/day';
import type { Correction, ManualEntry } from '../../src/lib/domain/hours-input';
import type { Program } from '../../src/lib/domain/program';
import { freshDatabase } from './database';
import { noon } from './fixtures';
import {
  addsUp,
  at,
  batch,
  by,
  countingSchool,
  every,
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
});
afterEach(() => addsUp(db));
afterAll(() => database.close());

const today = studyDay(noon, 'UTC');
const manual = (change: Partial<ManualEntry> = {}) =>
  ({
    ...{ id: randomUUID(), kind: 'make-up', mode: 'in-person', subject: null, day: today },
    ...{ minutes: 60, reason: 'Made up on Saturday' },
    ...change
  }) as ManualEntry;
const transfer = (change: Partial<ManualEntry> = {}) =>
  manual({
    kind: 'transfer',
    from: 'Other School',
    document: 'Transcript 7',
    minutes: 6000,
    ...change
  });
const correction = (entry: string, seen: number, minutes: number): Correction => ({
  ...{ id: randomUUID(), entry, seenMs: seen * minute, minutes, reason: 'Counted wrongly' }
});

test('staff enter hours once, with a reason; a day has 24 hours; hours of other schools are sums', async () => {
  const { school, staff, record } = await countingSchool(db);
  const entry = manual();
  const all = await Promise.all([1, 2, 3].map(() => entries.enter(db, by(staff), record, entry)));
  expect(all).toEqual(all.map(() => ({ outcome: 'done', id: entry.id })));
  expect(await worth(db, school, record)).toBe(60);
  expect(await entries.enter(db, by(staff), record, manual({ minutes: 24 * 60 }))).toMatchObject({
    ...{ outcome: 'invalid', field: 'minutes' }
  });
  const other = transfer();
  expect(await entries.enter(db, by(staff), record, other)).toMatchObject({ outcome: 'done' });
  const lines = await hours.linesOf(db, { school, record });
  expect(lines.find(({ id }) => id === other.id)).toMatchObject({
    ...{
      kind: 'transfer',
      by: 'Student',
      evidence: { from: 'Other School', document: 'Transcript 7' }
    }
  });
  expect(await entries.enter(db, by(staff), record, manual({ minutes: 23 * 60 }))).toMatchObject({
    outcome: 'done'
  });
});

test('an id is one line’s: the same again is that line, anything else is not taken', async () => {
  const { school, admin, staff, record } = await countingSchool(db);
  const other = await recordOf(db, school, (await addMember(db, school)).id);
  const entry = manual();
  const done = { outcome: 'done', id: entry.id };
  const taken = { outcome: 'taken' };
  const enter = (record: string, changed: object = {}) =>
    entries.enter(db, by(staff), record, { ...entry, ...changed } as ManualEntry);
  expect([await enter(record), await enter(record)]).toEqual([done, done]);
  expect([await enter(other), await enter(record, { minutes: 30 })]).toEqual([taken, taken]);
  const fix = correction(entry.id, 60, 30);
  const mend = (changed: object = {}) =>
    entries.correct(db, by(staff), record, { ...fix, ...changed });
  expect([await mend({ id: entry.id }), await mend()]).toMatchObject([taken, { outcome: 'done' }]);
  expect([await mend(), await mend({ minutes: 20 })]).toMatchObject([{ outcome: 'done' }, taken]);
  // Two students at one moment: each has a ledger of its own to lock.
  const both = { ...manual(), id: randomUUID() };
  const came = await Promise.all(
    [record, other].map((one) => entries.enter(db, by(staff), one, both))
  );
  expect(came.map(({ outcome }) => outcome).sort()).toEqual(['done', 'taken']);

  const id = randomUUID();
  const open = (await hours.linesOf(db, { school, record })).filter(({ attested }) => !attested);
  const sum = open.reduce((all, { ms }) => all + ms, 0) / minute;
  const first = attestation(record, open.length, sum, id);
  const attest = async (asked: typeof first) =>
    (await attestations.attest(db, by(admin), asked))!.map(({ status }) => status);
  expect([await attest(first), await attest(first)]).toEqual([['attested'], ['attested']]);
  expect(await attest({ ...first, statement: 'In other words.' })).toEqual(['taken']);
  expect(await attest(attestation(other, 0, 0, id))).toEqual(['taken']);
  const back = (given: string, reason = 'Too early') =>
    attestations.takeBack(db, by(admin), id, { id: given, reason });
  const withdrawal = randomUUID();
  expect([await back(id), await back(withdrawal), await back(withdrawal)]).toEqual([
    ...['taken', 'done', 'done']
  ]);
  expect(await back(withdrawal, 'For another reason')).toBe('taken');
});

test('a school may forbid entries by hand; papers of other schools and corrections remain', async () => {
  const { staff, student, record } = await countingSchool(db, { manual: false });
  expect(await entries.enter(db, by(staff), record, manual())).toMatchObject({
    ...{ outcome: 'invalid', field: 'kind' }
  });
  const entry = transfer();
  expect(await entries.enter(db, by(staff), record, entry)).toMatchObject({ outcome: 'done' });
  const change = correction(entry.id, 6000, 5000);
  expect(await entries.correct(db, by(staff), record, change)).toMatchObject({ outcome: 'done' });
  expect(await entries.enter(db, by(student), record, transfer())).toEqual({ outcome: 'missing' });
});

test('a correction is a line of its own; of two at once the second is shown what the first did', async () => {
  const { school, staff, admin, student, record } = await countingSchool(db);
  await send(db, student, at(31), batch(every(0, 30)));
  const [line] = await hours.linesOf(db, { school, record });
  const both = await Promise.all([
    entries.correct(db, by(staff), record, correction(line!.id, 30, 20)),
    entries.correct(db, by(admin), record, correction(line!.id, 30, 10))
  ]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'done']);
  const now = await worth(db, school, record);
  expect(both).toContainEqual({ outcome: 'conflict', ms: now * minute });
  expect(await hours.linesOf(db, { school, record })).toMatchObject([
    { id: line!.id, ms: 30 * minute },
    { kind: 'correction', corrects: line!.id, mode: 'asynchronous', reason: 'Counted wrongly' }
  ]);

  const tooMuch = await entries.correct(db, by(staff), record, correction(line!.id, now, 31));
  expect(tooMuch).toMatchObject({ outcome: 'invalid', error: expect.stringMatching(/30 min/) });
  const same = await entries.correct(db, by(staff), record, correction(line!.id, now, now));
  expect(same).toMatchObject({ outcome: 'invalid' });
  const none = correction(line!.id, now, 0);
  for (const _ of [1, 2])
    expect(await entries.correct(db, by(staff), record, none)).toMatchObject({ outcome: 'done' });
  expect(await worth(db, school, record)).toBe(0);
  // What was taken from somebody does not come back by sending it again.
  await send(db, student, at(40), batch(every(0, 30)));
  expect(await worth(db, school, record)).toBe(0);
  const [fix] = (await hours.linesOf(db, { school, record })).slice(-1);
  expect(await entries.correct(db, by(staff), record, correction(fix!.id, -10, 0))).toEqual({
    outcome: 'missing'
  });
});

const say = 'As it stands here.';
const attestation = (student: string, lines: number, minutes: number, id = randomUUID()) => ({
  ...{ from: today, until: today, statement: say, attested: true as const },
  students: [{ id, student, lines, ms: minutes * minute }]
});
const approved = async (school: string, record: string) =>
  (await hours.linesOf(db, { school, record }))
    .filter(({ attested }) => attested)
    .reduce((sum, { ms }) => sum + ms, 0) / minute;

test('nothing is approved by itself; a school attests what it has seen, and may take it back', async () => {
  const { school, admin, staff, student, record } = await countingSchool(db);
  await send(db, student, at(31), batch(every(0, 30)));
  await entries.enter(db, by(staff), record, manual());
  expect(await approved(school, record)).toBe(0);

  expect(await attestations.attest(db, by(staff), attestation(record, 2, 90))).toBeNull();
  const unseen = await attestations.attest(db, by(admin), attestation(record, 1, 30));
  expect(unseen).toEqual([{ student: record, status: 'changed', lines: 2, ms: 90 * minute }]);
  const made = attestation(record, 2, 90);
  const twice = await Promise.all([1, 2].map(() => attestations.attest(db, by(admin), made)));
  expect(twice.flat()).toMatchObject([{ status: 'attested' }, { status: 'attested' }]);
  expect(await approved(school, record)).toBe(90);

  // What comes later is not approved with it.
  await send(db, student, at(60), batch(every(40, 50)));
  expect(await approved(school, record)).toBe(90);
  const [own] = await hours.own(db, student, at(60));
  expect(own).toMatchObject({
    overview: { totals: { ms: 100 * minute, attested: 90 * minute } },
    attestations: [{ lines: 2, ms: 90 * minute, statement: say, by: 'Student', withdrawn: null }]
  });

  const [one] = await attestations.listOf(db, { school, record });
  const back = { id: randomUUID(), reason: 'Signed too early' };
  expect(await attestations.takeBack(db, by(staff), one!.id, back)).toBe('missing');
  for (const _ of [1, 2])
    expect(await attestations.takeBack(db, by(admin), one!.id, back)).toBe('done');
  const other = { ...back, id: randomUUID() };
  expect(await attestations.takeBack(db, by(admin), one!.id, other)).toBe('missing');
  expect(await approved(school, record)).toBe(0);
  expect(
    await attestations.attest(db, by(admin, at(70)), attestation(record, 3, 100))
  ).toMatchObject([{ status: 'attested' }]);
  expect(await attestations.listOf(db, { school, record })).toMatchObject([
    { lines: 3, withdrawn: null },
    { lines: 2, withdrawn: { reason: 'Signed too early' } }
  ]);
});

test('attested while it is corrected, either the correction is in it or it is not approved', async () => {
  const { school, admin, staff, record } = await countingSchool(db);
  for (let round = 0; round < 8; round++) {
    const entry = manual({ minutes: 30 });
    await entries.enter(db, by(staff), record, entry);
    const [attested, corrected] = await Promise.all([
      attestations.attest(db, by(admin), attestation(record, 1, 30)),
      entries.correct(db, by(staff), record, correction(entry.id, 30, 20))
    ]);
    expect(corrected).toMatchObject({ outcome: 'done' });
    const lines = await hours.linesOf(db, { school, record });
    const [first, second] = lines.filter(({ id, corrects }) => [id, corrects].includes(entry.id));
    expect(second).toMatchObject({ kind: 'correction', attested: false });
    if (attested![0]!.status === 'attested') expect(first!.attested).toBe(true);
    else
      expect(attested).toEqual([{ student: record, status: 'changed', lines: 2, ms: 20 * minute }]);
    // Leaves nothing open for the next round.
    const open = lines.filter((line) => !line.attested);
    const rest = open.reduce((sum, { ms }) => sum + ms, 0) / minute;
    await attestations.attest(db, by(admin), attestation(record, open.length, rest));
  }
});

const program = (change: Partial<Program> = {}): Program => ({
  ...{ name: 'Days', hours: 500, distanceShare: 0.5, effective: '2026-01-01', source: '' },
  subjects: [],
  ...change
});

test('a program that changes leaves those who follow it with what they began with', async () => {
  const { school, admin, staff, student, record } = await countingSchool(db, {
    minutesPerHour: 50
  });
  const id = randomUUID();
  const none = { id, rule: null };
  expect(await programs.save(db, by(staff), { ...none, seen: 0 }, program())).toEqual({
    outcome: 'missing'
  });
  const both = await Promise.all(
    [1, 2].map(() => programs.save(db, by(admin), { ...none, seen: 0 }, program()))
  );
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'saved']);
  const enrollment = { program: id, started: '2026-03-01', weeklyHours: 21 };
  expect(await programs.enroll(db, by(admin), [record], enrollment)).toEqual({ outcome: 'done' });
  await programs.save(db, by(admin), { ...none, seen: 1 }, program({ hours: 650 }));
  expect(await programs.list(db, staff, school)).toMatchObject([
    { id, version: 2, students: 1, content: { hours: 650 } }
  ]);
  expect(await programs.versions(db, staff, school, id)).toHaveLength(2);
  const [own] = await hours.own(db, student, noon);
  expect(own).toMatchObject({
    program: { version: 1, content: { hours: 500 } },
    // Ten days of three hours, of 50 minutes each.
    overview: { scheduled: 30 * 50 * minute, progress: { required: 500 * 50 * minute } }
  });

  const elsewhere = await countingSchool(db);
  expect(await programs.enroll(db, by(elsewhere.admin), [record], enrollment)).toEqual({
    outcome: 'missing'
  });
  const theirs = await programs.enroll(db, by(elsewhere.admin), [elsewhere.record], enrollment);
  expect(theirs).toMatchObject({ outcome: 'invalid' });
  await programs.enroll(db, by(admin), [record], { ...enrollment, program: null });
  expect((await hours.own(db, student, noon))[0]!.program).toBeNull();
});

test('hours outlive the account, and nobody else sees them', async () => {
  const { school, staff, admin, student, record } = await countingSchool(db);
  const elsewhere = await countingSchool(db);
  await send(db, student, at(31), batch(every(0, 30)));
  const place = { id: school, slug: school, name: 'A school' };
  for (const who of [student, elsewhere.admin])
    expect(await hours.ofStudent(db, who, place, record, noon)).toBeNull();
  expect(await hours.own(db, elsewhere.student, noon)).toMatchObject([{ lines: [] }]);
  expect(await hours.summaries(db, student, school)).toEqual([]);

  await db.delete(accounts).where(eq(accounts.id, student.id));
  await db.delete(accounts).where(eq(accounts.id, staff.id));
  expect(await hours.ofStudent(db, admin, place, record, noon)).toMatchObject({
    student: { name: 'Student' },
    overview: { totals: { ms: 30 * minute } }
  });
  expect(await hours.summaries(db, admin, school)).toEqual([
    {
      ...{ id: record, name: 'Student', state: 'left', ms: 30 * minute, attested: 0, open: 1 },
      byMode: { asynchronous: 30 * minute }
    }
  ]);
});
