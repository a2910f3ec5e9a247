import { createHash, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts } from '../../src/lib/server/db/schema/accounts';
import * as disclosures from '../../src/lib/server/disclosures';
import * as entries from '../../src/lib/server/hour-entries';
import * as settings from '../../src/lib/server/hour-settings';
import * as hours from '../../src/lib/server/hours';
import * as letterheads from '../../src/lib/server/letterheads';
import * as ownPapers from '../../src/lib/server/own-papers';
import * as files from '../../src/lib/server/paper-files';
import * as papers from '../../src/lib/server/papers';
import { handIn } from '../../src/lib/server/attempts';
import * as skills from '../../src/lib/server/skills';
import { verify } from '../../src/lib/server/verification';
import { defaultHourSettings } from '../../src/lib/domain/hour-settings';
import type { Transcript } from '../../src/lib/domain/papers/paper';
import { paperTotals } from '../../src/lib/domain/papers/paper-hours';
import { printed } from '../../src/lib/domain/papers/number';
import { freshDatabase } from './database';
import { after, days, noon, ship } from './fixtures';
import { by, countingSchool } from './hour-fixtures';
import { asked, attestAll, changeBy, enter, issued, paperSchool } from './paper-fixtures';
import { addMember, addQuiz, answer, begin } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three');
});
afterAll(() => database.close());

const hour = 3_600_000;
const transcript = (student: string) => ({ kind: 'transcript' as const, student });
const audited = (school: string, action: string) => db.$client<{ subject: object }[]>`
  select subject from audit where school_id = ${school} and action = ${action} order by at`;

test('a transcript keeps what it said, whatever is corrected later', async () => {
  const { school, admin, staff, record } = await paperSchool(db);
  const paper = await issued(db, admin, transcript(record));
  const totals = (content: unknown) => paperTotals((content as Transcript).hours);
  expect(totals(paper.content)).toEqual({
    ...{ inPerson: 2 * hour, distance: hour, transferred: 3 * hour },
    ...{ approved: 6 * hour, selfStudy: hour / 2 }
  });
  expect(paper.content).toMatchObject({
    ...{ program: { name: 'Massage', version: 1, hours: 6 }, enrolled: { from: '2026-01-12' } },
    hours: { transfers: [{ from: 'Other School', document: 'Transcript 7' }] }
  });

  const lines = await hours.linesOf(db, { school, record });
  const first = lines.find(({ mode, kind }) => mode === 'in-person' && kind === 'class')!;
  const correction = { id: randomUUID(), entry: first.id, seenMs: 2 * hour, minutes: 60 };
  await entries.correct(db, by(staff), record, { ...correction, reason: 'Left early' });
  expect(await papers.issue(db, changeBy(admin), asked(transcript(record)))).toMatchObject({
    ...{ outcome: 'invalid', field: 'student', error: expect.stringContaining('attest first') }
  });
  await attestAll(db, admin, record);
  const second = await issued(db, admin, transcript(record));
  expect(totals(second.content).inPerson).toBe(hour);
  const before = await papers.find(db, admin, school, paper.id);
  expect(before!.content).toEqual(paper.content);
  await expect(db.$client`update papers set code = 'X' where id = ${paper.id}`).rejects.toThrow();
});

test('a transcript lists skills that are signed off, and of each quiz the best attempt that passed', async () => {
  const { school, admin, staff, student, record } = await paperSchool(db);
  const plain = await issued(db, admin, transcript(record));
  expect(plain.content).not.toHaveProperty('skills');
  expect(plain.content).not.toHaveProperty('quizzes');

  const skillOf = async (title: string) =>
    (await skills.create(db, changeBy(admin), { title, summary: '' })) as { id: string };
  const [draping, palpation] = [await skillOf('Draping'), await skillOf('Palpation')];
  const sign = (skill: { id: string }, kind: 'signed' | 'withdrawn', now: Date) =>
    skills.sign(db, changeBy(staff, now), 'Ana Ruiz', skill.id, {
      ...{ id: randomUUID(), student: record, note: '', day: changeBy(staff).today - 3, kind }
    });
  await sign(palpation, 'signed', noon);
  await sign(draping, 'signed', noon);
  await sign(palpation, 'withdrawn', after(noon, 1000));

  const sit = async (title: string, options: string[], at: Date, rules = {}) => {
    const quiz = await addQuiz(db, staff, { title, ...rules });
    await sitAgain(quiz, options, at);
    return quiz;
  };
  const sitAgain = async (
    quiz: Awaited<ReturnType<typeof addQuiz>>,
    options: string[],
    at: Date
  ) => {
    const attempt = await begin(db, student, quiz, at);
    for (const [i, option] of options.entries()) await answer(db, student, attempt, i, option, at);
    await handIn(db, student.id, attempt.id, at);
  };
  const quiz = await sit('Strokes', ['b', 'b', 'a'], noon);
  await sitAgain(quiz, ['b', 'b', 'b'], after(noon, days(1)));
  await sitAgain(quiz, ['b', 'b', 'a'], after(noon, days(2)));
  await sit('Failed', ['a', 'a', 'b'], noon);
  await sit('Not told yet', ['b', 'b', 'b'], noon, { feedback: 'on-release' });
  await sit('Nobody passes', ['b', 'b', 'b'], noon, { passMark: null });

  const paper = await issued(db, admin, transcript(record), after(noon, days(3)));
  expect(paper.content).toMatchObject({
    skills: [{ title: 'Draping', on: '2026-03-07', by: 'Ana Ruiz' }],
    quizzes: [{ title: 'Strokes', on: '2026-03-11', share: 1, asked: 0.6 }]
  });
  expect((paper.content as Transcript).quizzes).toHaveLength(1);
  // What was issued before says what it said.
  expect((await papers.find(db, admin, school, plain.id))!.content).toEqual(plain.content);
});

test('numbers of a school are one series, however many are issued at once; each is issued once', async () => {
  const { school, admin, record } = await paperSchool(db);
  const wanted = Array.from({ length: 12 }, () => asked({ kind: 'letter', student: record }));
  await Promise.all([...wanted, ...wanted].map((one) => papers.issue(db, changeBy(admin), one)));
  const all = await papers.list(db, admin, school);
  expect(all.map(({ number }) => number).sort()).toEqual(
    wanted.map((_, i) => `2026-${String(i + 1).padStart(6, '0')}`)
  );
  expect(new Set(all.map(({ code }) => code)).size).toBe(12);
  const other = await paperSchool(db);
  expect((await issued(db, other.admin, transcript(other.record))).number).toBe('2026-000001');
  const next = after(noon, days(400));
  expect((await issued(db, admin, transcript(record), next)).number).toBe('2027-000001');
});

test('only who runs the school issues or revokes; a limited instructor sees papers of own students', async () => {
  const { school, admin, staff, student, record } = await paperSchool(db);
  const paper = await issued(db, admin, transcript(record));
  const month = await issued(db, admin, { kind: 'hours-report', month: '2026-03' });
  const limited = {
    ...{ id: (await addMember(db, school, 'instructor')).id },
    memberships: [{ school, role: 'instructor' as const, cohorts: [] as string[] }]
  };
  for (const actor of [staff, limited, student, (await paperSchool(db)).admin]) {
    const change = { ...changeBy(admin), actor };
    expect(await papers.issue(db, change, asked(transcript(record)))).toEqual({
      outcome: 'missing'
    });
    expect(await papers.revoke(db, change, paper.id, 'No reason')).toBe('missing');
  }
  const seenBy = async (actor: typeof limited | typeof staff) =>
    (await papers.list(db, actor, school)).map(({ id }) => id).sort();
  expect(await seenBy(staff)).toEqual([paper.id]);
  expect(await papers.find(db, staff, school, month.id)).toBeNull();
  expect(await seenBy(limited)).toEqual([]);
  expect(await papers.find(db, limited, school, paper.id)).toBeNull();
  expect(await files.forStaff(db, limited, school, paper.id, noon)).toBeNull();
  const cohort = randomUUID();
  await db.$client`
    insert into cohorts (id, school_id, name, created_at)
    values (${cohort}, ${school}, 'Mornings', ${noon.toISOString()})`;
  await db.$client`
    insert into cohort_members (school_id, cohort_id, account_id)
    values (${school}, ${cohort}, ${student.id})`;
  limited.memberships[0]!.cohorts.push(cohort);
  expect(await seenBy(limited)).toEqual([paper.id]);
});

test('who holds a paper learns that it stands, and of the holder what the holder allows', async () => {
  const { school, admin, student, record } = await paperSchool(db);
  const paper = await issued(db, admin, transcript(record));
  const check = async () => {
    const found = await verify(db, printed(paper.code).toLowerCase(), '192.0.2.1');
    return found.outcome === 'found' ? found.paper : null;
  };
  const { name } = (await letterheads.find(db, school))!;
  const told = {
    ...{ kind: 'transcript', school: name, number: paper.number, revokedAt: null, revokedOn: null },
    ...{ issuedAt: noon.toISOString(), issuedOn: '2026-03-10', name: null as string | null },
    sha256: null,
    statements: []
  };
  const iso = (found: Awaited<ReturnType<typeof check>>) =>
    found && { ...found, issuedAt: new Date(found.issuedAt).toISOString() };
  expect(iso(await check())).toEqual(told);

  expect(await ownPapers.consent(db, admin.id, paper.id, true, noon)).toBe(false);
  expect(await ownPapers.consent(db, student.id, paper.id, true, noon)).toBe(true);
  expect(iso(await check())).toEqual({ ...told, name: 'Student' });
  await ownPapers.consent(db, student.id, paper.id, false, after(noon, 1000));
  expect(iso(await check())).toEqual(told);

  const reason = 'The hours were those of somebody else';
  expect(await papers.revoke(db, changeBy(admin), paper.id, reason)).toBe('done');
  expect(await papers.revoke(db, changeBy(admin), paper.id, 'Another')).toBe('done');
  const revoked = await check();
  expect(revoked?.revokedAt).not.toBeNull();
  expect(JSON.stringify(revoked)).not.toContain('somebody else');
  expect((await ownPapers.find(db, student.id, paper.id))?.revoked?.reason).toBe(reason);
  expect(await audited(school, 'paper.revoke')).toHaveLength(1);
});

test('whoever guesses codes is held up, and nobody else', async () => {
  const { admin, record } = await paperSchool(db);
  const { code } = await issued(db, admin, transcript(record));
  const outcomes = [];
  for (let i = 0; i < 40; i++)
    outcomes.push((await verify(db, `0000-0000-0000-00${i + 10}`, '198.51.100.7')).outcome);
  expect(outcomes.slice(0, 30)).toEqual(Array(30).fill('missing'));
  expect(outcomes.slice(30)).toEqual(Array(10).fill('limited'));
  for (let i = 0; i < 40; i++)
    expect((await verify(db, code, '203.0.113.9')).outcome).toBe('found');
});

test('papers of a deleted account stay with the school, and can be checked', async () => {
  const { school, admin, student, record } = await paperSchool(db);
  const paper = await issued(db, admin, transcript(record));
  await ownPapers.consent(db, student.id, paper.id, true, noon);
  await db.delete(accounts).where(eq(accounts.id, student.id));
  expect(await verify(db, paper.code, '192.0.2.1')).toMatchObject({
    ...{ outcome: 'found', paper: { name: 'Student', revokedAt: null } }
  });
  const kept = await files.forStaff(db, admin, school, paper.id, noon);
  expect(Buffer.from(kept!.bytes).subarray(0, 5).toString()).toBe('%PDF-');
  const late = await issued(db, admin, transcript(record), after(noon, days(1)));
  expect(late.content).toMatchObject({
    holder: { name: 'Student' },
    enrolled: { standing: 'left' }
  });
});

test('what is given to others is logged once, and the student reads it', async () => {
  const { school, admin, staff, student, record } = await paperSchool(db);
  const why = { purpose: 'Application for a licence', ground: 'authority' as const };
  const to = { recipient: 'The state board', ...why };
  const one = asked({ ...transcript(record), to });
  await Promise.all([1, 2].map(() => papers.issue(db, changeBy(admin), one)));
  // To somebody else it is given by a paper of its own, or it would stand in no log.
  const elsewhere = { ...one, to: { ...to, recipient: 'Somebody else' } };
  expect(await papers.issue(db, changeBy(admin), elsewhere)).toMatchObject({
    ...{ outcome: 'invalid', field: 'id' }
  });
  const given = {
    id: randomUUID(),
    student: record,
    recipient: 'A clinic',
    what: 'Hours of March'
  };
  const add = () =>
    disclosures.add(
      db,
      staff,
      school,
      { ...given, purpose: 'Internship' },
      noon,
      changeBy(staff).today
    );
  expect([await add(), await add()]).toEqual([true, true]);
  const own = await disclosures.own(db, student.id);
  expect(own.map(({ recipient, what }) => [recipient, what]).sort()).toEqual([
    ['A clinic', 'Hours of March'],
    ['The state board', 'Transcript']
  ]);
  expect(own.map(({ ground }) => ground).sort()).toEqual(['authority', null]);
  expect(await audited(school, 'paper.issue')).toMatchObject([
    { subject: { to: 'The state board', records: [record] } }
  ]);
  const foreign = (await paperSchool(db)).staff;
  expect(await disclosures.list(db, foreign, school, record, changeBy(staff).today)).toBeNull();
});

test('a report is of all students, a table can be compared by its digest', async () => {
  const { school, admin, record, staff } = await paperSchool(db);
  await letterheads.save(
    db,
    admin,
    school,
    { approval: 'MS-1', address: ['1 Street'], contact: '', signer: '', signerTitle: '' },
    noon
  );
  const second = await addMember(db, school);
  await enter(db, staff, record, {
    mode: 'asynchronous',
    minutes: 45,
    day: changeBy(admin).today - 40
  });
  const period = { from: '2026-03-01', until: '2026-03-31' };
  const to = { recipient: 'The state', purpose: 'Monthly report', ground: null };
  const paper = await issued(db, admin, { kind: 'state-csv', ...period, to });
  const file = (await files.forStaff(db, admin, school, paper.id, noon))!;
  const text = Buffer.from(file.bytes).toString();
  expect(file.name).toBe(`state-csv-${paper.number}.csv`);
  const [head, ...rows] = text
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
  expect(rows).toHaveLength(2);
  const ofStudent = rows.find((row) => row.includes('Strokes'))!;
  const cell = (name: string) => ofStudent[head!.indexOf(name)];
  expect(
    ['in_person_hours', 'distance_hours', 'not_attested_hours', 'approved_to_date_hours'].map(cell)
  ).toEqual(['2', '1', '0.5', '6']);
  expect(cell('school_number')).toBe('MS-1');
  const checked = await verify(db, paper.code, '192.0.2.1');
  expect(checked).toMatchObject({
    paper: { name: null, sha256: createHash('sha256').update(file.bytes).digest('hex') }
  });
  expect(await disclosures.own(db, second.id)).toMatchObject([{ recipient: 'The state' }]);
  expect(
    await papers.issue(db, changeBy(admin), asked({ kind: 'hours-report', month: '2031-01' }))
  ).toMatchObject({ outcome: 'invalid', field: 'month' });
});

test('a certificate needs what it certifies', async () => {
  const { admin, record } = await paperSchool(db);
  const certificate = { kind: 'certificate' as const, student: record, course: null };
  expect((await issued(db, admin, certificate)).content).toMatchObject({
    of: { kind: 'program', hours: 6 }
  });
  const none = await papers.issue(db, changeBy(admin), asked({ ...certificate, course: 'none' }));
  expect(none).toMatchObject({ outcome: 'invalid', field: 'course' });
  const other = await paperSchool(db);
  await db.$client`
    update member_records set name = '王小明' where id = ${other.record}`;
  const strange = await papers.issue(db, changeBy(other.admin), asked(transcript(other.record)));
  expect(strange).toMatchObject({ error: expect.stringContaining('王 小 明') });
});

test('a paper is dated by the clocks of its school, whatever those say later', async () => {
  const { school, admin, record } = await countingSchool(db, { timeZone: 'Pacific/Auckland' });
  const paper = await issued(db, admin, { kind: 'letter', student: record, addressee: '' });
  await papers.revoke(db, changeBy(admin), paper.id, 'Lost in the mail');
  await settings.save(db, admin, school, { ...defaultHourSettings, timeZone: 'UTC' }, noon);
  const [listed] = await papers.list(db, admin, school);
  expect(listed).toMatchObject({ issuedOn: '2026-03-11', revoked: { on: '2026-03-11' } });
  expect(await verify(db, paper.code, '203.0.113.77')).toMatchObject({
    paper: { issuedOn: '2026-03-11', revokedOn: '2026-03-11' }
  });
});
