/** A school whose student has attested hours in a program. */
import { randomUUID } from 'node:crypto';
import { noon } from './fixtures';
import { by, countingSchool } from './hour-fixtures';
import * as attestations from '../../src/lib/server/attestations';
import type { Db } from '../../src/lib/server/db/connect';
import * as entries from '../../src/lib/server/hour-entries';
import * as hours from '../../src/lib/server/hours';
import * as papers from '../../src/lib/server/papers';
import * as programs from '../../src/lib/server/programs';
import type { Actor } from '../../src/lib/domain/actor';
import { studyDay } from '../../src/lib/domain/day';
import type { ManualEntry } from '../../src/lib/domain/hours-input';
import type { NewPaper } from '../../src/lib/domain/papers/request';

export const today = studyDay(noon, 'UTC');

export const changeBy = (actor: Actor, now = noon): papers.Change => ({
  ...{ actor, school: actor.memberships[0]!.school, today: studyDay(now, 'UTC'), now }
});

export async function enter(
  db: Db,
  staff: Actor,
  record: string,
  change: Partial<ManualEntry> = {}
): Promise<string> {
  const entry = {
    ...{ id: randomUUID(), kind: 'class', mode: 'in-person', subject: 'strokes', day: today - 1 },
    ...{ minutes: 120, reason: 'From the sheet', ...change }
  } as ManualEntry;
  const entered = await entries.enter(db, by(staff), record, entry);
  if (entered.outcome !== 'done') throw new Error(JSON.stringify(entered));
  return entry.id;
}

/** Attests all that is open. */
export async function attestAll(db: Db, admin: Actor, record: string): Promise<void> {
  const { school } = admin.memberships[0]!;
  const open = (await hours.linesOf(db, { school, record })).filter(({ attested }) => !attested);
  const ms = open.reduce((sum, line) => sum + line.ms, 0);
  const results = await attestations.attest(db, by(admin), {
    ...{ from: today - 100, until: today, statement: 'As it was', attested: true },
    students: [{ id: randomUUID(), student: record, lines: open.length, ms }]
  });
  if (results?.[0]?.status !== 'attested') throw new Error(JSON.stringify(results));
}

/** 2 h in the room, 1 h live online and 3 h transferred are attested; half an hour is not. */
export async function paperSchool(db: Db) {
  const own = await countingSchool(db);
  const { admin, staff, record } = own;
  const program = randomUUID();
  await programs.save(
    db,
    by(admin),
    { id: program, seen: 0, rule: null },
    {
      ...{ name: 'Massage', hours: 6, distanceShare: 0.5, effective: '2026-01-01', source: '' },
      subjects: [{ id: 'strokes', title: 'Strokes', hours: 6, distance: true, lessons: [] }]
    }
  );
  const plan = { program, started: '2026-01-12', weeklyHours: null };
  await programs.enroll(db, by(admin), [record], plan);
  await enter(db, staff, record);
  await enter(db, staff, record, { mode: 'synchronous', minutes: 60 });
  const transferred = { from: 'Other School', document: 'Transcript 7', minutes: 180 };
  await enter(db, staff, record, { kind: 'transfer', ...transferred });
  await attestAll(db, admin, record);
  await enter(db, staff, record, { mode: 'asynchronous', minutes: 30 });
  return own;
}

export const asked = <T extends Partial<NewPaper>>(change: T) =>
  ({ id: randomUUID(), to: null, ...change }) as unknown as NewPaper;

export async function issued(db: Db, actor: Actor, change: Partial<NewPaper>, now = noon) {
  const result = await papers.issue(db, changeBy(actor, now), asked(change));
  if (result.outcome !== 'issued') throw new Error(JSON.stringify(result));
  return (await papers.find(db, actor, actor.memberships[0]!.school, result.id))!;
}
