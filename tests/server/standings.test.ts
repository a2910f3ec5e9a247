import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from './database';
import { after, days, noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';
import { finished, met, rename } from './standing-fixtures';
import { syncContent } from '../../src/lib/server/content/sync';
import { catalogue } from '../../src/lib/server/courses';
import { classReadiness } from '../../src/lib/server/class-readiness';
import * as cohorts from '../../src/lib/server/cohorts';
import type { Db } from '../../src/lib/server/db/connect';
import { byArea, ownItems } from '../../src/lib/server/recall';
import { freshen } from '../../src/lib/server/standings-age';
import * as standings from '../../src/lib/server/standings';
import { grid } from '../../src/lib/server/student-grid';
import { list } from '../../src/lib/server/student-list';
import type { Actor } from '../../src/lib/domain/actor';
import { chanceOfRight } from '../../src/lib/domain/calibration';
import { studyDay } from '../../src/lib/domain/day';
import { fewestOfArea, leastCovered } from '../../src/lib/domain/readiness';
import { readStudentFilter, type StudentFilter } from '../../src/lib/domain/student-filter';

const shipped = catalogue();
const course = shipped.courses[0]!;
const lessons = course.modules.flatMap((module) => module.lessons);
const inArea = (area: string) =>
  lessons.flatMap(({ items }) => items.filter((item) => item.area === area && !item.reserved));

const filter = (change: Partial<StudentFilter> = {}): StudentFilter => ({
  ...readStudentFilter(new URLSearchParams()),
  ...change
});

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Actor;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, shipped, noon);
});
afterAll(() => database.close());
beforeEach(async () => {
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
});

const shown = async (change: Partial<StudentFilter> = {}) =>
  (await list(db, staff, school, filter(change)))!;

test('an empty school has an empty table', async () => {
  expect(await freshen(db, staff, school, noon)).toEqual({ asOf: null, pending: false });
  expect(await shown()).toMatchObject({ found: 0, atRisk: 0, risks: {}, rows: [], counts: false });
  expect((await grid(db, staff, school, filter()))!.rows).toEqual([]);
  expect(await classReadiness(db, staff, school, filter())).toMatchObject({
    ...{ figure: null, covers: 0, rows: [] }
  });
});

test('what is kept of a student is what the student sees of it', async () => {
  const ann = await addMember(db, school);
  const five = inArea('5').slice(0, 30).map(({ id }) => id); // prettier-ignore
  await met(db, ann.id, five, { right: 24, ago: 3 });
  await standings.rebuild(db, school, noon);
  const { rows } = (await classReadiness(db, staff, school, filter()))!;
  const own = byArea(await ownItems(db, ann.id, studyDay(noon, 'UTC')));
  const area = own.find(({ area }) => area === '5')!;
  const seen = area.answered / area.items;
  const place = own.indexOf(area);
  expect(rows[0]!.areas[place]!.figure!.share).toBeCloseTo(
    seen * chanceOfRight(area.recall!, 4) + (1 - seen) * 0.8,
    6
  );
  expect(rows[0]!.areas[place]!.answers).toBe(30);
  expect(rows[0]).toMatchObject({ figure: null, covers: 0.17 });
});

test('reckoned twice it is the same, but for the time', async () => {
  const ann = await addMember(db, school);
  await met(db, ann.id, inArea('3').slice(0, 25).map(({ id }) => id), { right: 9 }); // prettier-ignore
  await finished(db, ann.id, lessons[0]!.id);
  const rows = () => db.$client`
    select standings.*, area_standings.* from standings left join area_standings
      using (school_id, account_id) where school_id = ${school} order by area`;
  await standings.rebuild(db, school, noon);
  const once = await rows();
  await Promise.all([standings.rebuild(db, school, noon), standings.rebuild(db, school, noon)]);
  expect(await rows()).toEqual(once);
  expect(once.length).toBe(Object.keys(standings.examWeights()).length);
});

test('nothing is said of an area before enough answers without a hint', async () => {
  const [ann, ben] = [await addMember(db, school), await addMember(db, school)];
  const items = inArea('3').map(({ id }) => id);
  await met(db, ann.id, items.slice(0, fewestOfArea - 1));
  await met(db, ann.id, items.slice(fewestOfArea - 1, fewestOfArea + 5), { hint: true });
  await met(db, ben.id, items.slice(0, fewestOfArea));
  await standings.rebuild(db, school, noon);
  const { rows, areas } = (await classReadiness(db, staff, school, filter()))!;
  const of = (id: string) => rows.find((row) => row.id === id)!.areas[2]!;
  const records = await db.$client<{ id: string; account: string }[]>`
    select id, account_id as account from member_records where school_id = ${school}`;
  const record = (account: string) => records.find((row) => row.account === account)!.id;
  expect(of(record(ann.id))).toEqual({ figure: null, answers: fewestOfArea - 1 });
  expect(of(record(ben.id)).figure).not.toBeNull();
  // One student is no class.
  expect(areas[2]).toMatchObject({ area: '3', students: 1, figure: null });
});

test('a class is told of by area and as the exam weighs them, with the share that it covers', async () => {
  for (let i = 0; i < 3; i++) {
    const { id } = await addMember(db, school);
    for (const area of ['3', '4', '5', '6', '7'])
      await met(db, id, inArea(area).slice(0, 30).map(({ id }) => id), { right: 21 }); // prettier-ignore
  }
  await standings.rebuild(db, school, noon);
  const { figure, covers, areas, rows } = (await classReadiness(db, staff, school, filter()))!;
  expect(covers).toBeCloseTo(0.77);
  expect(covers).toBeGreaterThan(leastCovered);
  expect(figure!.low).toBeLessThan(figure!.share);
  expect(areas.map(({ figure }) => figure !== null)).toEqual([
    ...[false, false],
    ...[true, true, true, true, true]
  ]);
  expect(rows.every((row) => row.figure !== null && row.covers! < 0.78)).toBe(true);
});

test('the grid has four states, and its totals are of all that the filter asks for', async () => {
  const [ann] = [await addMember(db, school), await addMember(db, school)];
  const [first, second, third] = lessons.filter(({ checks }) => checks.length > 1);
  // The day after its questions came: those that come later are asked of nobody who has read it.
  await finished(db, ann.id, first!.id, -1);
  await met(db, ann.id, first!.items.map(({ id }) => id)); // prettier-ignore
  await finished(db, ann.id, second!.id, -1);
  await met(db, ann.id, third!.checks.slice(0, 1));
  await standings.rebuild(db, school, after(noon, days(2)));
  const found = (await grid(db, staff, school, filter({ sort: 'lessons', dir: 'desc' })))!;
  const at = (id: string) => found.lessons.findIndex((lesson) => lesson.id === id);
  const [best, other] = found.rows;
  const state = (id: string) => best!.states![at(id)];
  expect([first!, second!, third!].map(({ id }) => state(id))).toEqual([
    ...['complete', 'read', 'checked']
  ]);
  expect(best!.complete).toBe(1);
  expect(other!.states!.every((one) => one === 'none')).toBe(true);
  expect(found.lessons[at(first!.id)]!.students).toEqual({
    ...{ none: 1, checked: 0, read: 0, complete: 1 }
  });
});

test('pages neither lose nor repeat anybody, whatever they are sorted by, though all tie', async () => {
  for (let i = 0; i < 53; i++) await rename(db, (await addMember(db, school)).id, 'The same name');
  await standings.rebuild(db, school, noon);
  for (const sort of ['name', 'last', 'lessons', 'late', 'hours', 'readiness', 'risk', 'area-3'])
    for (const dir of ['asc', 'desc'] as const) {
      const pages = await Promise.all([1, 2].map((page) => shown({ sort, dir, page })));
      const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
      expect(ids.length).toBe(53);
      expect(new Set(ids).size).toBe(53);
    }
  const all = await list(db, staff, school, filter({ page: 2 }), { all: true });
  expect(all!.rows.length).toBe(53);
});

test('sorts both ways, with what is unknown last', async () => {
  const people = await Promise.all([1, 2, 3].map(() => addMember(db, school)));
  for (const [i, { id }] of people.entries()) await rename(db, id, `Student ${i}`);
  await met(db, people[0]!.id, [inArea('3')[0]!.id], { ago: 9 });
  await met(db, people[1]!.id, [inArea('3')[0]!.id], { ago: 2 });
  await standings.rebuild(db, school, noon);
  const names = async (dir: 'asc' | 'desc') =>
    (await shown({ sort: 'last', dir })).rows.map(({ name }) => name);
  expect(await names('asc')).toEqual(['Student 0', 'Student 1', 'Student 2']);
  expect(await names('desc')).toEqual(['Student 1', 'Student 0', 'Student 2']);
});

test('who stays away is named as soon as the class studies, and can be asked for', async () => {
  const people = await Promise.all([1, 2, 3].map(() => addMember(db, school)));
  for (const [i, { id }] of people.entries()) await rename(db, id, `Student ${i}`);
  const item = inArea('3')[0]!.id;
  await met(db, people[0]!.id, [item], { ago: 12 });
  await standings.rebuild(db, school, noon);
  expect((await shown()).atRisk).toBe(0);
  await met(db, people[1]!.id, [item], { ago: 1 });
  await met(db, people[2]!.id, [item], { ago: 1 });
  await standings.rebuild(db, school, noon);
  const idle = await shown({ risk: 'idle' });
  expect(idle.rows.map(({ name }) => name)).toEqual(['Student 0']);
  expect(idle.rows[0]!.reasons).toEqual([{ kind: 'idle', days: 12, never: false }]);
  expect((await shown()).risks).toEqual({ idle: 1 });
  expect((await shown({ risk: 'late' })).found).toBe(0);
  expect((await shown({ risk: 'any' })).found).toBe(1);
});

test('late assignments are counted, and the oldest is named', async () => {
  const ann = await addMember(db, school);
  const today = studyDay(noon, 'UTC');
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  for (const [i, due] of [today - 5, today - 2, today + 3].entries()) {
    await db.$client`
      insert into assignments (id, school_id, kind, title, subject, due_day, created_by, created_at)
      values (${ids[i]!}, ${school}, 'lessons', 'Read', ${JSON.stringify({ lessons: [lessons[i]!.id] })}::text::jsonb,
        ${due}, ${staff.id}, ${after(noon, -days(20)).toISOString()})`;
    await db.$client`insert into assignment_students (school_id, assignment_id, account_id, items)
      values (${school}, ${ids[i]!}, ${ann.id}, '{}')`;
  }
  await standings.rebuild(db, school, noon);
  const { rows } = await shown();
  expect(rows[0]).toMatchObject({ open: 1, late: 2 });
  expect(rows[0]!.reasons).toEqual([{ kind: 'late', count: 2, days: 5, assignment: ids[0] }]);
  await finished(db, ann.id, lessons[0]!.id);
  await standings.rebuild(db, school, noon);
  expect((await shown()).rows[0]).toMatchObject({ open: 1, late: 1, reasons: [] });
});

test('hours are told where the school counts them, and held against the program', async () => {
  const ann = await addMember(db, school);
  await standings.rebuild(db, school, noon);
  expect(await shown()).toMatchObject({ counts: false, rows: [{ hours: null }] });
  const [row] = await db.$client<{ record: string }[]>`
    select id as record from member_records where account_id = ${ann.id}`;
  const { record } = row!;
  const program = randomUUID();
  await db.$client`insert into hour_settings values (${school}, true, 5, 60, true, now())`;
  await db.$client`insert into program_versions (school_id, program_id, version, content, actor_id,
      actor_name, at)
    values (${school}, ${program}, 1, '{"hours": 500, "subjects": []}', ${staff.id}, 'Staff', now())`;
  await db.$client`insert into program_students (school_id, id, record_id, program_id, version,
      started_day, weekly_hours, actor_id, actor_name, at)
    values (${school}, ${randomUUID()}, ${record}, ${program}, 1, ${studyDay(noon, 'UTC') - 69}, 10,
      ${staff.id}, 'Staff', now())`;
  await standings.rebuild(db, school, noon);
  const found = await shown();
  expect(found).toMatchObject({ counts: true, rows: [{ hours: 0, scheduled: 100 }] });
  expect(found.rows[0]!.reasons).toEqual([{ kind: 'hours', behind: 100 }]);
});

test('other schools, students and strangers see nothing, and a limited instructor their own', async () => {
  const [ann, ben] = [await addMember(db, school), await addMember(db, school)];
  await rename(db, ann.id, 'Ann');
  await standings.rebuild(db, school, noon);
  const elsewhere = await addMember(db, await addSchool(db), 'admin');
  for (const stranger of [ann, elsewhere]) {
    expect(await list(db, stranger, school, filter())).toBeNull();
    expect(await grid(db, stranger, school, filter())).toBeNull();
    expect(await classReadiness(db, stranger, school, filter())).toBeNull();
    expect(await freshen(db, stranger, school, noon)).toBeNull();
  }
  const change = { actor: staff, school, today: studyDay(noon, 'UTC'), now: noon };
  const made = await cohorts.create(db, change, { name: 'Mornings', examDate: null });
  if (made.outcome !== 'done') throw new Error(made.outcome);
  await cohorts.changeMembers(db, change, made.id, { add: [ann.id], remove: [] });
  const limited: Actor = { ...staff, memberships: [{ school, role: 'instructor', cohorts: [made.id] }] }; // prettier-ignore
  const own = (await list(db, limited, school, filter()))!;
  expect(own.rows.map(({ name, cohorts }) => [name, cohorts])).toEqual([['Ann', ['Mornings']]]);
  expect(own.found).toBe(1);
  expect((await grid(db, limited, school, filter()))!.lessons[0]!.students.none).toBe(1);
  expect((await classReadiness(db, limited, school, filter()))!.rows.length).toBe(1);
  const other = await addMember(db, await addSchool(db));
  expect((await shown({ cohort: randomUUID() })).found).toBe(0);
  expect((await shown()).rows.map(({ id }) => id)).not.toContain(other.id);
  expect((await shown()).found).toBe(2);
  void ben;
});

test('of who has left there is the name and the day, and nothing that they do since', async () => {
  const ann = await addMember(db, school);
  await met(db, ann.id, [inArea('3')[0]!.id]);
  await standings.rebuild(db, school, noon);
  expect((await shown({ who: 'left' })).found).toBe(0);
  await db.$client`delete from members where school_id = ${school} and account_id = ${ann.id}`;
  await db.$client`update member_records set state = 'left', left_day = 20000
    where school_id = ${school} and account_id = ${ann.id}`;
  expect((await shown()).found).toBe(0);
  const left = await shown({ who: 'left' });
  expect(left.rows[0]).toMatchObject({
    ...{ left: '2024-10-04', lastStudied: null, lessons: null, readiness: null, reasons: [] }
  });
  const kept = await db.$client`select from standings where account_id = ${ann.id}`;
  expect(kept.length).toBe(0);
});

test('few students are reckoned at once and anew after a minute, many by a job', async () => {
  await addMember(db, school);
  expect(await freshen(db, staff, school, noon)).toEqual({
    ...{ asOf: noon.toISOString(), pending: false }
  });
  const soon = after(noon, 59_000);
  expect(await freshen(db, staff, school, soon)).toMatchObject({ asOf: noon.toISOString() });
  const later = after(noon, 60_000);
  expect(await freshen(db, staff, school, later)).toMatchObject({ asOf: later.toISOString() });
  expect(await freshen(db, staff, school, later, { force: true })).toMatchObject({
    pending: false
  });
  for (let i = 0; i < 100; i++) await addMember(db, school);
  expect(await freshen(db, staff, school, later)).toEqual({ asOf: null, pending: true });
  const jobs = await db.$client`select from graphile_worker.jobs where key = ${`reckon:${school}`}`;
  expect(jobs.length).toBe(1);
});
