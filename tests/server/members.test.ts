import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as accounts from '../../src/lib/server/accounts';
import type { Db } from '../../src/lib/server/db/connect';
import { leave } from '../../src/lib/server/leaving';
import * as events from '../../src/lib/server/member-events';
import * as members from '../../src/lib/server/members';
import { admit } from '../../src/lib/server/joining';
import { record } from '../../src/lib/server/answers';
import * as results from '../../src/lib/server/results';
import * as roster from '../../src/lib/server/roster';
import * as schools from '../../src/lib/server/schools';
import * as session from '../../src/lib/server/session';
import { MemberChange } from '../../src/lib/domain/member-change';
import { dateOf } from '../../src/lib/domain/day';
import { readRosterQuery } from '../../src/lib/domain/roster-query';
import type { Actor } from '../../src/lib/domain/actor';
import * as v from 'valibot';
import { freshDatabase } from './database';
import { after, answer, days, learner, noon, ship } from './fixtures';
import { by, recordOf, schoolWithCohorts, today } from './membership-fixtures';
import { addMember, addQuiz, addSchool, begin } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three', 'four');
});
afterAll(() => database.close());

const change = async (actor: Actor, account: string, asked: unknown) => {
  const { school } = by(actor);
  const { id } = await recordOf(db, school, account);
  return members.change(db, by(actor), id, v.parse(MemberChange, asked));
};

const names = async (actor: Actor, search = '') => {
  const query = readRosterQuery(new URLSearchParams(search));
  const rows = await roster.list(db, actor, by(actor).school, query, today);
  return rows.map(({ account, standing }) => [account, standing]);
};

/** Somebody as requests find them: with what the session says of their memberships. */
const signedIn = async (account: string): Promise<Actor> =>
  (await session.validate(db, await session.create(db, account, 'here', noon), noon))!.actor;

const found = (by: Parameters<typeof schools.create>[1], name: string, id: string = randomUUID()) =>
  schools.create(db, by, { id, name }, noon);

const log = async (school: string, account: string) => {
  const { id } = await recordOf(db, school, account);
  return (await events.list(db, school, id)).map(({ kind }) => kind).sort();
};

test('whoever founds a school is its admin; addresses are free, and few a day', async () => {
  const founder = await learner(db);
  const made = [];
  for (let i = 0; i < 5; i++) made.push(await found(founder, 'Ávila & Sons'));
  expect(made.map((one) => one.outcome === 'made' && one.school.slug)).toEqual([
    'avila-sons',
    ...[2, 3, 4, 5].map((n) => `avila-sons-${n}`)
  ]);
  expect(await found(founder, 'One more')).toMatchObject({ outcome: 'limited' });
  const actor = await signedIn(founder.id);
  expect(actor.memberships.map(({ role }) => role)).toEqual(Array(5).fill('admin'));
  expect(await log(actor.memberships[0]!.school, founder.id)).toEqual(['joined']);
});

test('two found schools of one name at once: each gets an address of its own', async () => {
  const both = [await learner(db), await learner(db)];
  const made = await Promise.all(both.map((one) => found(one, 'Twins')));
  const slugs = made.map((one) => one.outcome === 'made' && one.school.slug);
  expect(slugs.sort()).toEqual(['twins', 'twins-2']);
});

test('a withdrawal ends access at once and counts from its day; the record stays', async () => {
  const { school, admin, ann } = await schoolWithCohorts(db);
  const late = { kind: 'withdrawn', day: dateOf(today + 5), reason: 'Moved away' };
  expect(await change(admin, ann.id, late)).toMatchObject({ outcome: 'invalid', field: 'day' });
  const early = { ...late, day: dateOf(today - 1) };
  expect(await change(admin, ann.id, early)).toMatchObject({ outcome: 'invalid', field: 'day' });
  expect(await change(admin, ann.id, { ...late, day: dateOf(today) })).toEqual({ outcome: 'done' });

  expect((await signedIn(ann.id)).memberships).toEqual([]);
  expect(await recordOf(db, school, ann.id)).toMatchObject({ state: 'withdrawn', leftDay: today });
  expect(await names(admin)).not.toContainEqual([ann.id, 'withdrawn']);
  expect(await names(admin, 'standing=former')).toEqual([[ann.id, 'withdrawn']]);
  expect(await log(school, ann.id)).toEqual(['cohort-joined', 'withdrawn']);
  // Once is enough: who is no member cannot be withdrawn again.
  expect(await change(admin, ann.id, early)).toMatchObject({ outcome: 'invalid', field: '' });
});

test('a leave begins and ends on its days, and one at a time', async () => {
  const { admin, ann } = await schoolWithCohorts(db);
  const away = { kind: 'leave', day: dateOf(today), until: dateOf(today + 30), reason: 'Illness' };
  expect(await change(admin, ann.id, { kind: 'back', day: dateOf(today) })).toMatchObject({
    field: 'day'
  });
  expect(await change(admin, ann.id, away)).toEqual({ outcome: 'done' });
  expect(await names(admin)).toContainEqual([ann.id, 'on leave']);
  expect(await change(admin, ann.id, away)).toMatchObject({ outcome: 'invalid', field: 'day' });
  expect(await change(admin, ann.id, { kind: 'back', day: dateOf(today + 1) })).toEqual({
    outcome: 'done'
  });
  const at = (day: number) =>
    roster.find(db, admin, by(admin).school, '', day).then(async () => {
      const { id } = await recordOf(db, by(admin).school, ann.id);
      return (await roster.find(db, admin, by(admin).school, id, day))!.standing;
    });
  expect([await at(today), await at(today + 1)]).toEqual(['on leave', 'active']);
});

test('a student moves between cohorts on a day that the log keeps', async () => {
  const { school, admin, ann, mornings, evenings } = await schoolWithCohorts(db);
  const move = {
    kind: 'moved',
    from: mornings,
    to: evenings,
    day: dateOf(today),
    reason: 'Works late'
  };
  expect(await change(admin, ann.id, move)).toEqual({ outcome: 'done' });
  expect(await change(admin, ann.id, move)).toMatchObject({ field: 'from' });
  expect(await log(school, ann.id)).toEqual(['cohort-joined', 'cohort-joined', 'cohort-left']);
  const { id } = await recordOf(db, school, ann.id);
  const said = (await events.list(db, school, id)).map(({ reason }) => reason);
  expect(said.filter(Boolean)).toEqual(['Works late', 'Works late']);
});

test('two admins who demote each other at once leave one', async () => {
  const school = await addSchool(db);
  const [one, two] = [await addMember(db, school, 'admin'), await addMember(db, school, 'admin')];
  const demote = { kind: 'role', role: 'instructor' };
  const both = await Promise.all([change(one, two.id, demote), change(two, one.id, demote)]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['done', 'missing']);
  const left = await db.$client`
    select from members where school_id = ${school} and role = 'admin'`;
  expect(left).toHaveLength(1);
});

test('the last admin stays: by role, by leaving, and by deleting the account', async () => {
  const school = await addSchool(db);
  const email = 'last-admin@example.test';
  const password = 'a long enough secret';
  const input = { name: 'Last', email, password, timeZone: 'UTC' };
  await accounts.signUp(db, input, { address: '203.0.113.9' }, noon);
  const found = await accounts.logIn(db, { email, password }, { address: '203.0.113.9' });
  if (found.outcome !== 'welcome') throw new Error(found.outcome);
  const { account } = found;
  await db.$client`insert into members (school_id, account_id, role, joined_at)
    values (${school}, ${account.id}, 'admin', ${noon.toISOString()})`;
  const student = await addMember(db, school);
  const admin = await signedIn(account.id);

  expect(await change(admin, account.id, { kind: 'role', role: 'student' })).toMatchObject({
    outcome: 'invalid',
    field: 'role'
  });
  expect(await leave(db, account, school, noon)).toBe('last-admin');
  const remove = () =>
    accounts.remove(db, account, password, { address: '203.0.113.9' }, after(noon, days(1)));
  expect(await remove()).toEqual({ outcome: 'last-admin', school: 'A school' });
  expect(await leave(db, student, school, noon)).toBe('left');
  const record = await recordOf(db, school, account.id);
  expect(await remove()).toEqual({ outcome: 'removed' });

  const [kept] = await db.$client`
    select account_id, name, email, state, left_day from member_records where id = ${record.id}`;
  expect(kept).toEqual({
    ...{ account_id: null, name: 'Last', email, state: 'left', left_day: today + 1 }
  });
  const said = await events.list(db, school, record.id);
  expect(said.map(({ kind, reason, by }) => [kind, reason, by])).toEqual([
    ['left', 'The account was deleted', null]
  ]);
});

test('a student in two schools leaves one and stays in the other', async () => {
  const [first, second] = [await addSchool(db), await addSchool(db)];
  const student = await addMember(db, first);
  await db.$client`insert into members (school_id, account_id, role, joined_at)
    values (${second}, ${student.id}, 'student', ${noon.toISOString()})`;
  expect(await leave(db, student, first, noon)).toBe('left');
  expect(await leave(db, student, first, noon)).toBe('missing');
  expect((await signedIn(student.id)).memberships).toEqual([{ school: second, role: 'student' }]);
});

test('what somebody does who has left is the school’s to see no more; what was done there stays', async () => {
  const { school, admin, ann } = await schoolWithCohorts(db);
  const quiz = await addQuiz(db, admin);
  await begin(db, ann, quiz);
  await record(db, ann, [answer('four')], noon);
  const own = async () => {
    const query = readRosterQuery(new URLSearchParams('standing=all'));
    const rows = await roster.list(db, admin, school, query, today);
    const active = await roster.withActivity(db, rows, noon);
    return active.find(({ account }) => account === ann.id)!;
  };
  expect(await own()).toMatchObject({ standing: 'active', answers: 1, recall: 1 });
  const seen = async (former: boolean) => {
    const rows = await results.results(db, admin, quiz, noon, former);
    return rows.map(({ account }) => account).includes(ann.id);
  };
  expect([await seen(false), await seen(true)]).toEqual([true, true]);

  const { id } = await recordOf(db, school, ann.id);
  expect(await leave(db, ann, school, noon)).toBe('left');
  expect(await own()).toMatchObject({ standing: 'left', answers: 0, recall: null });
  expect([await seen(false), await seen(true)]).toEqual([false, true]);

  // Whoever comes back goes on with the record that was there.
  await db.$client.begin((tx) =>
    admit(tx, school, ann, { role: 'student', by: 'code', cohort: null }, after(noon, days(9)))
  );
  expect(await recordOf(db, school, ann.id)).toEqual({ id, state: 'current', leftDay: null });
  expect(await log(school, ann.id)).toEqual(['cohort-joined', 'left', 'returned']);
});

test('only admins of the school change members, and numbers are one person’s', async () => {
  const { admin, ann, ben, school } = await schoolWithCohorts(db);
  const instructor = await addMember(db, school, 'instructor');
  const foreign = await addMember(db, await addSchool(db), 'admin');
  const demote = { kind: 'removed' };
  expect(await change(instructor, ann.id, demote)).toEqual({ outcome: 'missing' });
  const { id } = await recordOf(db, school, ann.id);
  const removal = v.parse(MemberChange, demote);
  expect(await members.change(db, by(foreign), id, removal)).toEqual({ outcome: 'missing' });

  const correct = (account: string, number: string) =>
    change(admin, account, { kind: 'corrected', name: 'Ann Lee', email: 'ann@lee.test', number });
  expect(await correct(ann.id, 'S-1')).toEqual({ outcome: 'done' });
  expect(await correct(ben.id, 'S-1')).toMatchObject({ outcome: 'invalid', field: 'number' });
  expect(await log(school, ann.id)).toEqual(
    [...Array(3).fill('corrected'), 'cohort-joined'].sort()
  );
});

test('what was noted of a membership cannot be changed', async () => {
  await expect(db.$client`update member_events set reason = 'Other'`).rejects.toThrow(
    'append-only'
  );
});
