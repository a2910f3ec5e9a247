import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as attestations from '../../src/lib/server/attestations';
import { make } from '../../src/lib/server/completion-rules';
import * as studentCompletion from '../../src/lib/server/student-completion';
import type { Db } from '../../src/lib/server/db/connect';
import * as entries from '../../src/lib/server/hour-entries';
import * as settings from '../../src/lib/server/hour-settings';
import { start } from '../../src/lib/server/jobs';
import { rebuild } from '../../src/lib/server/replay';
import { tasks } from '../../src/lib/server/tasks/registry';
import { textOf } from '../../src/lib/domain/completion';
import { studyDay } from '../../src/lib/domain/day';
import { defaultHourSettings } from '../../src/lib/domain/hour-settings';
import {
  addRule,
  addRuled,
  addStudent,
  at,
  changeBy,
  lessonRule,
  recordOf,
  rowsOf,
  settled,
  study,
  type Person,
  type Ruled
} from './completion-fixtures';
import { freshDatabase } from './database';
import { noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
});
afterAll(() => database.close());

const today = studyDay(noon, 'UTC');

/** A course that asks for lessons and two hours of 50 minutes. */
async function withHours(): Promise<Ruled & { student: Person; record: string }> {
  const ruled = await addRuled(db);
  const { school } = ruled;
  const chosen = { ...defaultHourSettings, minutesPerHour: 50, timeZone: 'UTC' };
  await settings.save(db, school.colleague, school.id, chosen, noon);
  const student = await addStudent(db, ruled);
  await addRule(db, ruled, [lessonRule(ruled), { kind: 'hours', hours: 2 }]);
  for (const i of [0, 1]) await study(db, student, ruled, i, at(1));
  return { ...ruled, student, record: await recordOf(db, student) };
}
type WithHours = Awaited<ReturnType<typeof withHours>>;

async function give({ school, record }: WithHours, minutes: number) {
  const entry = {
    ...{ id: randomUUID(), kind: 'make-up' as const, mode: 'in-person' as const, subject: null },
    ...{ day: today, minutes, reason: 'Made up on Saturday' }
  };
  expect(await entries.enter(db, changeBy(school.colleague, at(2)), record, entry)).toMatchObject({
    outcome: 'done'
  });
}

async function attest({ school, record }: WithHours, minutes: number, now: Date) {
  const id = randomUUID();
  const form = {
    ...{ from: today, until: today, statement: 'As it stands here.', attested: true as const },
    students: [{ id, student: record, lines: 1, ms: minutes * 60_000 }]
  };
  expect(await attestations.attest(db, changeBy(school.colleague, now), form)).toMatchObject([
    { status: 'attested' }
  ]);
  return id;
}

const whyOf = async ({ student }: WithHours) =>
  textOf((await studentCompletion.own(db, student.id, at(30)))[0]!.standings[0]!.why);

test('hours count for completion once the school has attested them, by the attestations that reach', async () => {
  const ruled = await withHours();
  const { student, school } = ruled;
  await give(ruled, 75);
  expect(await whyOf(ruled)).toBe('Still to do: have 2 more hours of 2 attested by your school.');
  const first = await attest(ruled, 75, at(3));
  expect(await whyOf(ruled)).toBe('Still to do: have 0.5 more hours of 2 attested by your school.');
  expect(await settled(db, ruled, student, at(4))).toEqual([]);
  await give(ruled, 25);
  const second = await attest(ruled, 25, at(5));
  await give(ruled, 60);
  await attest(ruled, 60, at(6));
  // Noticed late: the moment and the proof are those of the attestation that was missing.
  const [done] = await settled(db, ruled, student, at(60));
  expect(done).toMatchObject({ kind: 'earned', version: 1, at: at(5) });
  const hours = { hours: 2, minutesPerHour: 50, attestations: [first, second] };
  expect(done!.evidence!.hours).toEqual(hours);
  expect((await rebuild(db)).differences).toEqual([]);

  // What the school takes back, and how it counts later, takes nothing from what was completed.
  await attestations.takeBack(db, changeBy(school.colleague, at(70)), second, {
    ...{ id: randomUUID(), reason: 'Attested for somebody else' }
  });
  const chosen = { ...defaultHourSettings, minutesPerHour: 60, timeZone: 'UTC' };
  await settings.save(db, school.colleague, school.id, chosen, at(71));
  expect(await settled(db, ruled, student, at(72))).toEqual([done]);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('an attestation that was taken back counts for nobody', async () => {
  const ruled = await withHours();
  await give(ruled, 100);
  const id = await attest(ruled, 100, at(3));
  await attestations.takeBack(db, changeBy(ruled.school.colleague, at(4)), id, {
    ...{ id: randomUUID(), reason: 'Not in our hours' }
  });
  expect(await whyOf(ruled)).toMatch(/2 more hours of 2/);
  expect(await settled(db, ruled, ruled.student, at(5))).toEqual([]);
  await attest(ruled, 100, at(6));
  expect(await settled(db, ruled, ruled.student, at(7))).toMatchObject([{ at: at(6) }]);
});

test('with the last attestation the course is completed by itself', async () => {
  const ruled = await withHours();
  await give(ruled, 100);
  const worker = await start(database.url, tasks);
  try {
    await attest(ruled, 100, new Date());
    await expect.poll(() => rowsOf(db, ruled, ruled.student)).toMatchObject([{ number: 1 }]);
  } finally {
    await worker.stop();
  }
});

test('a school that keeps no hours cannot ask for them', async () => {
  const ruled = await addRuled(db);
  const form = {
    ...{ course: ruled.course.id, after: 0, from: null, reason: 'By the board.' },
    rule: [{ kind: 'hours' as const, hours: 500 }]
  };
  expect(await make(db, changeBy(ruled.school.colleague, noon), form)).toMatchObject({
    ...{ outcome: 'invalid', field: 'rule' },
    error: expect.stringMatching(/keeps no hours/)
  });
});
