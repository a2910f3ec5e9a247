/** What students ask to have amended, and who looked at their record. */
import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as lists from '../../src/lib/server/amendment-list';
import { tell } from '../../src/lib/server/amendment-mail';
import * as amendments from '../../src/lib/server/amendments';
import type { Db } from '../../src/lib/server/db/connect';
import { leave } from '../../src/lib/server/leaving';
import { recordAt, recordAtSlug } from '../../src/lib/server/own-record';
import * as papers from '../../src/lib/server/papers';
import { fileOf } from '../../src/lib/server/paper-files';
import { archive, asCsv } from '../../src/lib/server/record-archive';
import { linesOf, sectionsOf } from '../../src/lib/server/record-lines';
import { listsSince, viewed, viewedMany, viewsOf } from '../../src/lib/server/record-views';
import type { Actor } from '../../src/lib/domain/actor';
import type { NewAmendment } from '../../src/lib/domain/amendment';
import type { Transcript } from '../../src/lib/domain/papers/paper';
import { freshDatabase } from './database';
import { after, noon } from './fixtures';
import { by } from './hour-fixtures';
import { enter, issued, paperSchool } from './paper-fixtures';
import { addMember, addSchool } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let set: Awaited<ReturnType<typeof paperSchool>>;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  set = await paperSchool(db);
});
afterAll(() => database.close());

const wish = (change: Partial<NewAmendment> = {}): NewAmendment => ({
  ...{ id: randomUUID(), part: 'hours', line: null },
  ...{ wrong: 'The 3rd is missing', should: 'Two hours on the 3rd', ...change }
});
const refusal = () => ({ id: randomUUID(), kind: 'refused' as const, reason: 'You were away' });
const asked = async (student: Actor, change: Partial<NewAmendment> = {}) => {
  const done = await amendments.ask(db, by(student), wish(change));
  if (done.outcome !== 'done') throw new Error(JSON.stringify(done));
  return done.id;
};
const own = async (student: Actor, school: string) => (await recordAt(db, student.id, school))!;

test('a request is asked once, about a line as it stands', async () => {
  const { student, school, record } = set;
  const [line] = await linesOf(db, (await own(student, school)).owner, 'hours', 'student');
  const one = wish({ line: line!.id });
  const sent = await Promise.all(
    [one, one, one].map((all) => amendments.ask(db, by(student), all))
  );
  expect(sent).toEqual(Array(3).fill({ outcome: 'done', id: one.id }));
  expect(await amendments.ask(db, by(student), { ...one, wrong: 'All of it' })).toMatchObject({
    ...{ outcome: 'invalid', field: 'id' }
  });
  const of = (await lists.listOf(db, { school, record })).filter(({ id }) => id === one.id);
  expect(of).toMatchObject([
    { status: 'open', lineSaid: expect.stringContaining('Attested: 6 h') }
  ]);
  expect(await amendments.ask(db, by(student), wish({ line: 'nothing' }))).toMatchObject({
    ...{ outcome: 'invalid', field: 'line' }
  });
});

test('of two who answer at once the second is told what stands', async () => {
  const { student, admin, school } = set;
  const other = await addMember(db, school, 'admin');
  const id = await asked(student);
  const answers = await Promise.all([
    amendments.decide(db, by(admin), id, refusal()),
    amendments.decide(db, by(other), id, {
      ...{ id: randomUUID(), kind: 'accepted', reason: 'So it is', correction: 'A line more' }
    })
  ]);
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'done']);
  expect(answers.find(({ outcome }) => outcome === 'conflict')).toMatchObject({ by: 'Student' });
  const found = (await lists.find(db, admin, school, id, after(noon, 46 * 86_400_000)))!;
  expect(found.steps).toHaveLength(1);
  expect(found.waited).toEqual({ days: 46, left: -1 });
  expect(await amendments.withdraw(db, by(student), id, { id: randomUUID() })).toMatchObject({
    outcome: 'conflict'
  });
});

test('sent twice an answer counts once, and one letter is queued', async () => {
  const { student, admin, school } = set;
  const id = await asked(student);
  const decision = refusal();
  const queued = async () => {
    const rows = await db.$client`
      select from graphile_worker._private_jobs jobs
        join graphile_worker._private_tasks tasks on tasks.id = task_id
      where identifier = 'tell-amendment' and payload->>'step' = ${decision.id}`;
    return rows.length;
  };
  for (let i = 0; i < 2; i++)
    expect(await amendments.decide(db, by(admin), id, decision)).toEqual({
      ...{ outcome: 'done', id: decision.id }
    });
  expect(await queued()).toBe(1);
  await tell(db, school, decision.id);
});

test('a statement follows a refusal only, and goes out with papers that tell of it', async () => {
  const { student, admin, school, record } = await paperSchool(db);
  const id = await asked(student);
  const statement = (text = 'I was there, and signed the sheet') => ({ id: randomUUID(), text });
  expect(await amendments.state(db, by(student), id, statement())).toMatchObject({
    ...{ outcome: 'invalid', field: 'text' }
  });
  expect((await issued(db, admin, { kind: 'letter', student: record })).content).not.toHaveProperty(
    'statements'
  );
  await amendments.decide(db, by(admin), id, refusal());
  expect(await amendments.state(db, by(student), id, statement('我在'))).toMatchObject({
    error: expect.stringContaining('Latin')
  });
  const kept = statement();
  for (let i = 0; i < 2; i++)
    expect(await amendments.state(db, by(student), id, kept)).toMatchObject({ outcome: 'done' });

  const letter = await issued(db, admin, { kind: 'letter', student: record });
  expect((letter.content as Transcript).statements).toEqual([
    { about: 'Hours', on: '2026-03-10', text: kept.text }
  ]);
  expect((await fileOf(letter)).bytes.length).toBeGreaterThan(1000);
  const report = await papers.issue(
    db,
    { actor: admin, school, today: 20_522, now: noon },
    { id: randomUUID(), kind: 'hours-report', month: '2026-03', to: null }
  );
  if (report.outcome !== 'issued') throw new Error(report.outcome);
  expect((await papers.find(db, admin, school, report.id))!.content).toMatchObject({
    statements: [{ about: 'Student: Hours' }]
  });
  const period = { from: '2026-03-01', until: '2026-03-31' };
  const table = await fileOf(await issued(db, admin, { kind: 'state-csv', ...period }));
  const [head, ...rows] = Buffer.from(table.bytes).toString().trim().split('\r\n');
  expect(head).toMatch(/,student_statement$/);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows)
    expect(row).toMatch(/,"Student: Hours \(2026-03-10\): I was there, and signed the sheet"$/);
  // About skills no letter says anything.
  const skills = await asked(student, { part: 'skills' });
  await amendments.decide(db, by(admin), skills, refusal());
  await amendments.state(db, by(student), skills, statement('Of skills'));
  expect(await lists.statementsOn(db, school, [record], 'letter')).toHaveLength(1);
  expect(await lists.statementsOn(db, school, [record], 'transcript')).toHaveLength(2);
  expect(await lists.statementsOf(db, school, [record])).toHaveLength(2);
});

test('nobody of another school, no instructor and no other student gets at it', async () => {
  const { student, staff, school } = set;
  const elsewhere = await addMember(db, await addSchool(db), 'admin');
  const other = await addMember(db, school);
  const id = await asked(student);
  for (const one of [elsewhere, staff, other]) {
    const change = { ...by(one), school };
    expect(await amendments.decide(db, change, id, refusal())).toEqual({ outcome: 'missing' });
    expect(await lists.list(db, one, school, noon)).toEqual([]);
    expect(await lists.find(db, one, school, id, noon)).toBeNull();
    expect(await lists.waiting(db, one, school)).toBe(0);
  }
  for (const act of [amendments.withdraw, amendments.state] as const)
    expect(await act(db, by(other), id, { id: randomUUID(), text: 'Not mine' })).toEqual({
      outcome: 'missing'
    });
  expect(await amendments.ask(db, { ...by(elsewhere), school }, wish())).toEqual({
    outcome: 'missing'
  });
  // An id of another school is another request.
  const theirs = { ...by(elsewhere), school: elsewhere.memberships[0]!.school };
  expect(await amendments.decide(db, theirs, id, refusal())).toEqual({ outcome: 'missing' });
});

test('the log of requests is never changed or removed', async () => {
  for (const table of ['amendment_requests', 'amendment_steps', 'record_views', 'disclosures']) {
    await expect(db.$client`update ${db.$client(table)} set actor_name = 'x'`).rejects.toThrow(
      'append-only'
    );
    await expect(db.$client`delete from ${db.$client(table)}`).rejects.toThrow('never removed');
  }
});

const look = (actor: Actor, now = noon) => ({
  ...{ actor, school: actor.memberships[0]!.school, way: 'page' as const, now }
});

test('a look is one row in ten minutes, by part and way; one’s own is none', async () => {
  const { staff, student, school, record } = await paperSchool(db);
  const at = (minutes: number) => after(noon, minutes * 60_000);
  for (const minutes of [0, 3, 9.9, 10.1])
    await viewed(db, look(staff, at(minutes)), { record }, 'hours');
  await viewed(db, { ...look(staff), way: 'api' }, { account: student.id }, 'hours');
  await viewed(db, look(staff), { record }, 'papers');
  const { count, views } = await viewsOf(db, { school, record });
  expect(count).toBe(4);
  expect(views[0]).toMatchObject({ by: 'Student', role: 'instructor', part: 'hours' });
  const self = (await own(staff, school)).owner.record;
  await viewed(db, look(staff), { record: self }, 'hours');
  expect((await viewsOf(db, { school, record: self })).count).toBe(0);
});

test('what cannot be noted is not shown', async () => {
  const { staff, school } = set;
  const other = await paperSchool(db);
  for (const whose of [
    { record: randomUUID() },
    { record: other.record },
    { account: other.student.id },
    { answer: randomUUID() }
  ])
    await expect(viewed(db, look(staff), whose, 'hours')).rejects.toThrow('not there');
  const stranger: Actor = { id: other.staff.id, memberships: other.staff.memberships };
  await expect(
    viewed(db, { ...look(stranger), school }, { record: set.record }, 'hours')
  ).rejects.toThrow('no member');
});

test('a list of many is one row with its count', async () => {
  const { staff, school } = await paperSchool(db);
  for (let i = 0; i < 3; i++) await viewedMany(db, look(staff), 'membership', 12, 'role=student');
  await viewedMany(db, look(staff), 'membership', 12, 'role=admin');
  expect(await listsSince(db, school, 0)).toBe(2);
  expect(await listsSince(db, school, 30_000)).toBe(0);
});

async function unpacked(stream: ReadableStream<Uint8Array>) {
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, file]));
}
const decoded = (bytes?: Uint8Array) => new TextDecoder().decode(bytes);

test('the record is read back from its file: tables, papers and statements', async () => {
  const { admin, student, school, record } = await paperSchool(db);
  await issued(db, admin, { kind: 'letter', student: record });
  const id = await asked(student);
  await amendments.decide(db, by(admin), id, refusal());
  await amendments.state(db, by(student), id, { id: randomUUID(), text: 'I was there' });
  const { owner } = await own(student, school);
  const files = await unpacked(
    archive(db, owner, 'staff', { school: 'A school', name: 'Student' }, noon)
  );
  const entries = JSON.parse(decoded(files['json/hour_entries.json'])) as { ms: number }[];
  expect(entries.reduce((sum, { ms }) => sum + ms, 0)).toBe(6.5 * 3_600_000);
  expect(decoded(files['csv/hour_entries.csv']).split('\r\n')).toHaveLength(entries.length + 2);
  expect(decoded(files['statements-of-the-student.txt'])).toContain('I was there');
  expect(decoded(files['about.txt'])).toContain('hour_entries: 4');
  const paper = Object.keys(files).find((name) => name.startsWith('papers/letter-'));
  expect(decoded(files[paper!]!.slice(0, 5))).toBe('%PDF-');
  expect(JSON.stringify(Object.values(files).map(decoded))).not.toContain(admin.id);
});

test('a large record is written as it is read, and is whole', async () => {
  const { admin, staff, student, school, record } = await paperSchool(db);
  await enter(db, staff, record);
  await db.$client`
    insert into intervals (school_id, record_id, batch_id, number, device, page, starts_at, ends_at,
      signals, answers, idle_ms, received_at)
    select ${school}, ${record}, gen_random_uuid(), 0, gen_random_uuid(), 'review',
      ${noon.toISOString()}::timestamptz - n * interval '10 minutes',
      ${noon.toISOString()}::timestamptz - n * interval '10 minutes' + interval '5 minutes',
      '{"key": 3}', '{}', 0, ${noon.toISOString()}
    from generate_series(1, 20000) as n`;
  const { owner } = await own(student, school);
  const about = { school: 'A school', name: 'Student' };
  const files = await unpacked(archive(db, owner, 'staff', about, noon));
  expect(JSON.parse(decoded(files['json/intervals.json']))).toHaveLength(20_000);
  expect(admin.id).toBeTruthy();
});

test('values within values are JSON in a table, and formulas are none', () => {
  expect(
    asCsv([
      { a: 1, b: { c: 'd' } },
      { a: '=1+1', e: null }
    ])
  ).toBe('a,b,e\r\n1,"{""c"":""d""}",\r\n\'=1+1,,\r\n');
});

test('who has left still sees all of it; each school its own', async () => {
  const { student, school, record } = await paperSchool(db);
  const second = await addSchool(db);
  await db.$client`
    insert into members (school_id, account_id, role, joined_at)
    values (${second}, ${student.id}, 'student', ${noon.toISOString()})`;
  await leave(db, student, school, noon);
  const first = await own(student, school);
  expect(first.owner).toEqual({ school, record, account: student.id });
  expect(first.state).toBe('left');
  const sections = await sectionsOf(db, first.owner, 'student', 2);
  const hours = sections.find(({ part }) => part === 'hours')!;
  expect([hours.count, hours.lines.length]).toEqual([5, 2]);
  const others = await sectionsOf(db, (await own(student, second)).owner, 'student', 2);
  expect(others.find(({ part }) => part === 'hours')!.count).toBe(0);
  expect((await recordAtSlug(db, student.id, second))!.owner.school).toBe(second);
  expect(await recordAtSlug(db, set.student.id, second)).toBeNull();
  expect(await amendments.ask(db, { actor: student, school, now: noon }, wish())).toMatchObject({
    outcome: 'done'
  });
});

test('what was done in the evening bears the date of the school’s clocks', async () => {
  const { admin, student, school, record } = await paperSchool(db);
  await db.$client`
    update schools set time_zone = 'America/New_York' where id = ${school}`;
  const evening = new Date('2026-03-11T01:30:00Z');
  const paper = await issued(db, admin, { kind: 'transcript', student: record }, evening);
  await papers.revoke(db, { ...by(admin), now: evening }, paper.id, 'A name was wrong');
  const [line] = await linesOf(db, (await own(student, school)).owner, 'papers', 'student');
  expect(line).toMatchObject({
    on: '2026-03-10',
    more: [expect.stringContaining('Revoked March 10, 2026')]
  });
});
