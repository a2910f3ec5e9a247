import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from './database';
import { after, catalogueOf, choiceItem, days, noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';
import type { Learner } from '../../src/lib/server/answers';
import * as bankList from '../../src/lib/server/bank-list';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import * as signOffs from '../../src/lib/server/sign-offs';
import type { Actor } from '../../src/lib/domain/actor';
import { BankFilter } from '../../src/lib/domain/bank-filter';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Learner & Actor;
let student: Learner & Actor;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(
    db,
    catalogueOf(
      ['one', 'two'].map((id) => choiceItem(id)),
      ['three', 'four'].map((id) => choiceItem(id))
    ),
    noon
  );
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
  student = await addMember(db, school);
});
afterAll(() => database.close());

const license = 'SC LMT 1234';
const later = (minutes: number) => after(noon, minutes * 60_000);
const sign = (who: Actor, item: string, version = 1, at = noon) =>
  signOffs.sign(db, who, school, item, { version, license }, at);
const list = async (who: Actor, at: string, filter = {}) =>
  (await bankList.list(db, who, at, v.parse(BankFilter, filter))).items;
const told = (who: Learner, item: string) =>
  signOffs.forAccount(db, who.id, db.$client`item_id = ${item}`);

test('a sign-off is told to members of the school, with name and date, and to nobody else', async () => {
  const outsider = await addMember(db, await addSchool(db));
  expect(await told(student, 'one')).toEqual(new Map());
  expect(await sign(staff, 'one')).toBe('signed');
  const [entry] = await told(student, 'one');
  expect(entry).toEqual([
    'one@1',
    { by: expect.stringMatching(/./), license, at: expect.any(String) }
  ]);
  expect(new Date(entry![1].at)).toEqual(noon);
  expect(await told(outsider, 'one')).toEqual(new Map());
});

test('who may not sign there changes nothing, and sees nothing of it', async () => {
  const other = await addSchool(db);
  const stranger = await addMember(db, other, 'admin');
  for (const who of [student, stranger]) {
    expect(await sign(who, 'two')).toBe('missing');
    expect(await signOffs.withdraw(db, who, school, 'one', 'No.', later(1))).toBe('missing');
    expect(await signOffs.history(db, who, school, 'one')).toEqual([]);
    expect(await list(who, school)).toEqual([]);
  }
  expect(await told(student, 'two')).toEqual(new Map());
});

test('what one school signs another has still to review', async () => {
  const other = await addSchool(db);
  const there = await addMember(db, other, 'instructor');
  await sign(staff, 'one');
  const listed = await list(there, other);
  expect(listed).toHaveLength(4);
  expect(listed.every(({ signed }) => signed === null)).toBe(true);
});

test('signing twice, in two tabs or by a retry, is one row; another license is another', async () => {
  await sign(staff, 'three');
  await sign(staff, 'three', 1, later(1));
  expect(await signOffs.history(db, staff, school, 'three')).toHaveLength(1);
  const moved = { version: 1, license: 'GA MT 9' };
  await signOffs.sign(db, staff, school, 'three', moved, later(2));
  const rows = await signOffs.history(db, staff, school, 'three');
  expect(rows.map((row) => row.license)).toEqual(['GA MT 9', license]);
  expect(await signOffs.licenseOf(db, staff.id)).toBe('GA MT 9');
  expect(await signOffs.licenseOf(db, student.id)).toBe('');
});

test('taken back with a reason, a question awaits review again, and the log keeps both', async () => {
  await sign(staff, 'four', 1, later(3));
  const withdraw = () =>
    signOffs.withdraw(db, staff, school, 'four', 'Option c is right.', later(4));
  expect(await withdraw()).toBe('withdrawn');
  expect(await told(student, 'four')).toEqual(new Map());
  expect(await withdraw()).toBe('missing');
  const rows = await signOffs.history(db, staff, school, 'four');
  expect(rows.map(({ license, reason }) => [license, reason])).toEqual([
    [null, 'Option c is right.'],
    [license, null]
  ]);
  await expect(db.$client`update sign_offs set reason = 'x'`).rejects.toThrow();
});

test('a changed question awaits review again; what was signed stays signed for its version', async () => {
  await sign(staff, 'one');
  const items = [choiceItem('one', 'Worded anew?'), choiceItem('two')];
  const rest = ['three', 'four'].map((id) => choiceItem(id));
  await syncContent(db, catalogueOf(items, rest), after(noon, days(1)));
  expect([...(await told(student, 'one')).keys()]).toEqual(['one@1']);
  expect(await sign(staff, 'one', 1, later(5))).toBe('stale');
  const [listed] = await list(staff, school);
  expect(listed).toMatchObject({ item: 'one', version: 2, stem: 'Worded anew?', signed: null });
  expect(await sign(staff, 'one', 2, later(6))).toBe('signed');
  expect([...(await told(student, 'one')).keys()].sort()).toEqual(['one@1', 'one@2']);
});

test('the list is in the order of the course, and filtered', async () => {
  const ids = async (filter = {}) => (await list(staff, school, filter)).map(({ item }) => item);
  expect(await ids()).toEqual(['one', 'two', 'three', 'four']);
  expect(await ids({ state: 'signed' })).toEqual(['one', 'three']);
  expect(await ids({ state: 'awaiting' })).toEqual(['two', 'four']);
  expect(await ids({ lesson: 'course/lesson-2' })).toEqual(['three', 'four']);
  expect(await ids({ area: '9' })).toEqual([]);
  expect(await ids({ type: 'choice', state: 'awaiting', lesson: 'course/lesson-1' })).toEqual([
    'two'
  ]);
});

test('the next to review comes after this one, and from the end on from the first', async () => {
  const next = (item: string) => bankList.nextAwaiting(db, staff, school, item);
  expect(await next('two')).toBe('four');
  expect(await next('four')).toBe('two');
  for (const item of ['two', 'four']) await sign(staff, item, 1, later(9));
  expect(await next('four')).toBeNull();
});
