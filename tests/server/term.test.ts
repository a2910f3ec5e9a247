/** A term of four weeks, played through as a school lives it; then everything is added up anew. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Learner } from '../../src/lib/server/answers';
import * as extensions from '../../src/lib/server/assignment-extensions';
import { settleGoals } from '../../src/lib/server/assignment-goals';
import * as assignmentProgress from '../../src/lib/server/assignment-progress';
import { assign } from '../../src/lib/server/assignments';
import { settleAll } from '../../src/lib/server/attendance-hours';
import * as attendances from '../../src/lib/server/attendances';
import * as attestations from '../../src/lib/server/attestations';
import * as cohorts from '../../src/lib/server/cohorts';
import * as studentCompletion from '../../src/lib/server/student-completion';
import type { Db } from '../../src/lib/server/db/connect';
import * as engagements from '../../src/lib/server/engagements';
import * as entries from '../../src/lib/server/hour-entries';
import * as settings from '../../src/lib/server/hour-settings';
import { check } from '../../src/lib/server/hours-check';
import { linesOf } from '../../src/lib/server/hours';
import * as invitations from '../../src/lib/server/invitations';
import { start } from '../../src/lib/server/jobs';
import * as meetings from '../../src/lib/server/meetings';
import * as members from '../../src/lib/server/members';
import { fileOf } from '../../src/lib/server/paper-files';
import * as papers from '../../src/lib/server/papers';
import * as programs from '../../src/lib/server/programs';
import { rebuild } from '../../src/lib/server/replay';
import * as rosterImport from '../../src/lib/server/roster-import';
import * as skills from '../../src/lib/server/skills';
import { invite } from '../../src/lib/server/tasks/invite';
import { verify } from '../../src/lib/server/verification';
import type { Actor } from '../../src/lib/domain/actor';
import type { NewTask } from '../../src/lib/domain/assignment-input';
import type { Mark } from '../../src/lib/domain/attendance';
import { textOf } from '../../src/lib/domain/completion';
import { dateOf, studyDay } from '../../src/lib/domain/day';
import { defaultHourSettings } from '../../src/lib/domain/hour-settings';
import type { ManualEntry } from '../../src/lib/domain/hours-input';
import type { Transcript } from '../../src/lib/domain/papers/paper';
import { paperTotals } from '../../src/lib/domain/papers/paper-hours';
import type { NewPaper } from '../../src/lib/domain/papers/request';
import { seededRandom } from '../../src/lib/domain/shuffle';
import {
  addRule,
  addRuled,
  changeBy,
  lessonRule,
  rowsOf,
  settled,
  study
} from './completion-fixtures';
import { freshDatabase } from './database';
import { learner } from './fixtures';
import { freshOutbox, tokenIn } from './outbox';
import { minutesThere, recount } from './recount';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let outbox: Awaited<ReturnType<typeof freshOutbox>>;
let db: Db;
beforeAll(async () => {
  outbox = await freshOutbox();
  database = await freshDatabase();
  db = database.db;
});
afterAll(async () => {
  await database.close();
  await outbox.close();
});

const minute = 60_000;
const hour = 60 * minute;
/** Invitations are accepted by the clock of the job that writes them, so the term begins the day after. */
const monday = Math.ceil(Date.now() / (24 * hour)) * 24 * hour;
/** @returns a moment of the term: minutes after 9:00 of a day, the first is 0 */
const on = (day: number, minutes = 0) =>
  new Date(monday + (day * 24 + 9) * hour + minutes * minute);
const dayOn = (day: number) => studyDay(on(day), 'UTC');
const random = seededRandom('term');

const names = ['Ann', 'Ben', 'Cat', 'Dan'] as const;
type Name = (typeof names)[number];
type Person = Learner & Actor & { record: string };

test('a term: roster, assignments, four weeks, a rule changed, corrections, a withdrawal, transcripts', async () => {
  // A school with a course of three lessons, a rule, a program and a cohort.
  const ruled = await addRuled(db, 3);
  const { school, lessons } = ruled;
  const [admin, teacher] = [school.colleague, school.author];
  const chosen = { ...defaultHourSettings, online: true, minutesPerHour: 50, timeZone: 'UTC' };
  await settings.save(db, admin, school.id, chosen, new Date());
  await addRule(db, ruled, [lessonRule({ lessons: lessons.slice(0, 2) })], new Date());
  const program = randomUUID();
  await programs.save(
    db,
    changeBy(admin, new Date()),
    { id: program, seen: 0, rule: null },
    {
      ...{ name: 'Massage', hours: 20, distanceShare: 0.5, effective: '2026-01-01', source: '' },
      subjects: [{ id: 'strokes', title: 'Strokes', hours: 20, distance: true, lessons: [] }]
    }
  );
  const spring = await cohorts.create(db, changeBy(admin, new Date()), {
    name: 'Spring',
    examDate: null
  });
  if (spring.outcome !== 'done') throw new Error(spring.outcome);
  const cohort = spring.id;

  // Roster by CSV: shown first; a bad row is told and left out.
  const address = (name: string) => `${name.toLowerCase()}@example.test`;
  const file = new TextEncoder().encode(
    'sourcedId,status,role,givenName,familyName,email,class\n' +
      names
        .map((name, i) => `${i + 1},active,student,${name},Lee,${address(name)},Spring\n`)
        .join('') +
      '9,active,student,Eve,Lee,eve at example,Spring\n'
  );
  const seen = (await rosterImport.preview(db, changeBy(admin, new Date()), file))!;
  expect(seen.counts).toEqual({ add: 4, change: 0, end: 0, same: 0, refuse: 1 });
  const worker = await start(database.url, [invite]);
  const people = {} as Record<Name, Person>;
  try {
    await rosterImport.accept(db, changeBy(admin, new Date()), file, seen.seen);
    for (const name of names) {
      await expect.poll(() => outbox.read(address(name)), { timeout: 15_000 }).toHaveLength(1);
      const [letter] = await outbox.read(address(name));
      const who = await learner(db);
      expect(await invitations.accept(db, who, tokenIn(letter), new Date())).not.toBeNull();
      const [row] = await db.$client<{ id: string }[]>`
        select id from member_records where school_id = ${school.id} and account_id = ${who.id}`;
      const memberships = [{ school: school.id, role: 'student' as const }];
      people[name] = { ...who, memberships, record: row!.id };
    }
  } finally {
    await worker.stop();
  }
  const { Ann, Ben, Cat, Dan } = people;
  const all = Object.values(people);
  const plan = { program, started: dateOf(dayOn(0)), weeklyHours: 5 };
  await programs.enroll(
    db,
    changeBy(admin, on(0)),
    all.map(({ record }) => record),
    plan
  );

  // Assignments to the cohort.
  const assigned = async (task: object) => {
    const id = randomUUID();
    const whom = { id, due: dayOn(13), students: [], cohorts: [cohort] };
    const made = await assign(db, changeBy(teacher, on(0)), {
      ...task,
      ...whom
    } as unknown as NewTask);
    expect(made).toMatchObject({ outcome: 'done' });
    return id;
  };
  const reading = await assigned({ kind: 'lessons', lessons });
  const topic = `lesson.${lessons[0]!.replace('/', '.')}`;
  const goal = await assigned({ kind: 'recall', topic, share: 0.6, answers: 3 });

  // What happens on a day.
  const meet = async (day: number, marks: Partial<Record<Name, Mark>>) => {
    const meeting = randomUUID();
    const made = await meetings.create(db, changeBy(teacher, on(day)), {
      ...{
        id: meeting,
        cohort,
        title: 'Strokes',
        subject: 'strokes',
        mode: 'in-person',
        room: '1'
      },
      ...{ from: on(day, 60), until: on(day, 180), breakMinutes: 0 }
    });
    expect(made).toMatchObject({ outcome: 'done' });
    const attendance = Object.entries(marks).map(([name, mark]) => ({
      ...{ student: people[name as Name].record, mark, seen: null },
      ...{ lateMinutes: mark === 'late' ? 15 : 0, leftMinutes: mark === 'left-early' ? 30 : 0 }
    }));
    await attendances.mark(db, changeBy(teacher, on(day, 70)), meeting, { attendance, reason: '' });
    await settleAll(db, { school: school.id, meeting }, on(day, 180));
    return meeting;
  };
  /** Two tabs that overlap, and reach into the class; both send twice. */
  const online = async (who: Person, day: number, minutes: number) => {
    const tab = (from: number, until: number) => ({
      ...{ id: randomUUID(), device: randomUUID(), page: { kind: 'review', lesson: null } },
      signals: Array.from({ length: until - from + 1 }, (_, i) => ({
        ...{ at: on(day, from + i).toISOString(), kind: 'scroll' }
      }))
    });
    const batches = [tab(180, 180 + minutes), tab(170, 190)];
    for (let i = 0; i < 2; i++)
      await engagements.record(db, who, { sentAt: +on(day, 400), batches }, on(day, 400));
  };

  // Four weeks: class on Mondays and Thursdays, study on most days.
  const marked = new Map<number, string>();
  let skill: string | undefined;
  const kinds: Mark[] = ['present', 'present', 'present', 'late', 'left-early', 'absent'];
  const inSchool = (day: number) => names.filter((name) => name !== 'Ben' || day < 15);
  for (let day = 0; day < 28; day++) {
    if (day % 7 === 0 || day % 7 === 3) {
      const pick = () => kinds[Math.floor(random() * kinds.length)]!;
      const marks = Object.fromEntries(inSchool(day).map((name) => [name, pick()]));
      // So that there is something to correct.
      if (day === 3) marks.Cat = 'present';
      marked.set(day, await meet(day, marks));
    }
    for (const name of inSchool(day))
      if (random() < 0.6) await online(people[name], day, 5 + Math.floor(random() * 60));

    if (day === 2) for (const who of [Ann, Ben]) await study(db, who, ruled, 0, on(day));
    if (day === 5) await study(db, Ann, ruled, 1, on(day));
    if (day === 5) {
      const [earned] = await settled(db, ruled, Ann, on(day, 1));
      expect(earned).toMatchObject({ kind: 'earned', version: 1, at: on(day) });
    }
    // A rule that asks for more begins while Ben is in the middle and Cat has done nothing.
    if (day === 8) {
      const made = await skills.create(db, changeBy(admin, on(day)), {
        title: 'Draping',
        summary: ''
      });
      if (made.outcome !== 'done') throw new Error(made.outcome);
      const more = [lessonRule({ lessons }), { kind: 'skill' as const, skill: made.id }];
      await addRule(db, ruled, [...more, { kind: 'hours', hours: 8 }], on(day));
      skill = made.id;
    }
    if (day === 9) {
      const { id } = (await attendances.sheet(db, teacher, school.id, marked.get(3)!)).find(
        (seat) => seat.student === Cat.record
      )!.attendance!;
      const anew = {
        student: Cat.record,
        mark: 'left-early' as const,
        lateMinutes: 0,
        leftMinutes: 45
      };
      const sheet = { attendance: [{ ...anew, seen: id }], reason: 'Left for the dentist' };
      expect(
        await attendances.mark(db, changeBy(teacher, on(day)), marked.get(3)!, sheet)
      ).toMatchObject({ outcome: 'done', changed: 1 });
    }
    if (day === 10) {
      const transferred: ManualEntry = {
        ...{
          id: randomUUID(),
          kind: 'transfer',
          mode: 'in-person',
          subject: 'strokes',
          minutes: 300
        },
        ...{
          day: dayOn(-30),
          reason: 'Seen by the registrar',
          from: 'Other School',
          document: 'Transcript 7'
        }
      };
      expect(
        await entries.enter(db, changeBy(admin, on(day)), Dan.record, transferred)
      ).toMatchObject({ outcome: 'done' });
      const fix = { id: randomUUID(), entry: transferred.id, seenMs: 300 * minute, minutes: 240 };
      expect(
        await entries.correct(db, changeBy(admin, on(day, 5)), Dan.record, {
          ...fix,
          reason: 'One course was not ours'
        })
      ).toMatchObject({ outcome: 'done' });
    }
    if (day === 12) {
      for (const i of [0, 1]) await study(db, Cat, ruled, i, on(day));
      await study(db, Ben, ruled, 1, on(day));
      // Ben began under the first version, which still holds for him; for Cat the second does.
      expect(await settled(db, ruled, Ben, on(day, 1))).toMatchObject([
        { version: 1, at: on(day) }
      ]);
      expect(await settled(db, ruled, Cat, on(day, 1))).toEqual([]);
      const late = { id: randomUUID(), student: Cat.id, due: dayOn(20), reason: 'Was ill' };
      expect(await extensions.extend(db, changeBy(teacher, on(day)), reading, late)).toMatchObject({
        outcome: 'done'
      });
    }
    if (day === 15)
      expect(
        await members.change(db, changeBy(admin, on(day)), Ben.record, {
          ...{ kind: 'withdrawn', day: dayOn(15), reason: 'Moved away' }
        })
      ).toEqual({ outcome: 'done' });
    if (day === 16) await study(db, Cat, ruled, 2, on(day));
    if (day === 20)
      for (const who of inSchool(day).map((name) => people[name]))
        await settleGoals(db, who.id, on(day));
  }

  // Before the school gives its word, nothing is approved, and the student is told what is missing.
  const whyOf = async (who: Person, now: Date) =>
    textOf((await studentCompletion.own(db, who.id, now))[0]!.standings[0]!.why);
  expect(await whyOf(Cat, on(27))).toBe(
    'Still to do: have 8 more hours of 8 attested by your school; and have “Draping” signed off by an instructor.'
  );
  for (const who of all) {
    const lines = await linesOf(db, { school: school.id, record: who.record });
    expect(lines.every(({ attested }) => !attested)).toBe(true);
    const ms = lines.reduce((sum, line) => sum + line.ms, 0);
    const given = await attestations.attest(db, changeBy(admin, on(27, 60)), {
      ...{ from: dayOn(-60), until: dayOn(27), statement: 'As it stands here.', attested: true },
      students: [{ id: randomUUID(), student: who.record, lines: lines.length, ms }]
    });
    expect(given).toMatchObject([{ status: 'attested' }]);
  }
  const signOff = { id: randomUUID(), student: Cat.record, kind: 'signed' as const, note: '' };
  const signed = await skills.sign(db, changeBy(teacher, on(27, 90)), 'The teacher', skill!, {
    ...signOff,
    day: dayOn(27)
  });
  expect(signed).toMatchObject({ outcome: 'done' });
  expect(await settled(db, ruled, Cat, on(27, 100))).toMatchObject([
    { version: 2, at: on(27, 90) }
  ]);

  // A correction after the school's word stands apart until it is attested as well.
  const lines = await linesOf(db, { school: school.id, record: Dan.record });
  const line = lines.find(({ source }) => source === 'attendance')!;
  const after = {
    ...{ id: randomUUID(), entry: line.id, seenMs: line.ms, minutes: line.ms / minute - 1 },
    reason: 'Counted wrongly'
  };
  expect(await entries.correct(db, changeBy(admin, on(28)), Dan.record, after)).toMatchObject({
    outcome: 'done'
  });
  const asked = (who: Person) =>
    ({ id: randomUUID(), kind: 'transcript', student: who.record, to: null }) as NewPaper;
  expect(await papers.issue(db, changeBy(admin, on(28)), asked(Dan))).toMatchObject({
    outcome: 'invalid'
  });
  const open = { id: randomUUID(), student: Dan.record, lines: 1, ms: -minute };
  await attestations.attest(db, changeBy(admin, on(28, 5)), {
    ...{ from: dayOn(-60), until: dayOn(28), statement: 'As it stands here.', attested: true },
    students: [open]
  });

  // Transcripts say what the raw log adds up to, added up by a script of its own.
  const recounted = await recount(database.url, school.id);
  const there = await minutesThere(database.url, school.id);
  for (const name of names) {
    const who = people[name];
    const issued = await papers.issue(db, changeBy(admin, on(28, 10)), asked(who));
    if (issued.outcome !== 'issued') throw new Error(JSON.stringify(issued));
    const paper = (await papers.find(db, admin, school.id, issued.id))!;
    const content = paper.content as Transcript;
    expect(paperTotals(content.hours)).toEqual(recounted.get(who.record));
    expect(content.holder.name).toBe(`${name} Lee`);
    expect(content.enrolled.until).toBe(name === 'Ben' ? dateOf(dayOn(15)) : null);
    expect(content.courses.length).toBe(name === 'Dan' ? 0 : 1);
    const { inPerson, distance } = recounted.get(who.record)!;
    // Dan's correction took a minute more.
    expect(inPerson + distance).toBe(there.get(who.record)! - (name === 'Dan' ? minute : 0));
    expect(inPerson).toBeGreaterThan(0);
    expect(distance).toBeGreaterThan(0);
    const { bytes } = await fileOf(paper);
    expect(new TextDecoder('latin1').decode(bytes.slice(0, 5))).toBe('%PDF-');
    expect(await verify(db, paper.code, '192.0.2.1')).toMatchObject({ outcome: 'found' });
  }
  expect(recounted.get(Dan.record)!.transferred).toBe(240 * minute);

  // Who has completed keeps it, whatever came later; the logs bear out all of it.
  for (const who of [Ann, Ben])
    expect(await rowsOf(db, ruled, who)).toMatchObject([{ version: 1 }]);
  expect(await assignmentProgress.find(db, teacher, school.id, reading)).toMatchObject({
    ...{ students: 3, finished: 1 }
  });
  expect(await assignmentProgress.find(db, teacher, school.id, goal)).toMatchObject({
    students: 3
  });
  expect((await rebuild(db)).differences).toEqual([]);
  expect((await check(db)).differences).toEqual([]);
}, 120_000);
