import * as v from 'valibot';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from './database';
import { after, choiceItem, noon } from './fixtures';
import { firstLesson, publishOwn, secondLesson, typed } from './own-items';
import { addMember, addSchool } from './quiz-fixtures';
import * as bankList from '../../src/lib/server/bank-list';
import { syncContent } from '../../src/lib/server/content/sync';
import * as courses from '../../src/lib/server/courses';
import type { Db } from '../../src/lib/server/db/connect';
import { duplicatesOf } from '../../src/lib/server/item-duplicates';
import * as drafts from '../../src/lib/server/item-drafts';
import { change, setWithdrawn } from '../../src/lib/server/item-publishing';
import { publishMany } from '../../src/lib/server/school-items';
import * as signOffs from '../../src/lib/server/sign-offs';
import type { Actor } from '../../src/lib/domain/actor';
import { BankFilter } from '../../src/lib/domain/bank-filter';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Actor;
let ids: Record<'plain' | 'drafted' | 'withdrawn' | 'elsewhere' | 'new' | 'submitted', string>;
const shipped = courses
  .catalogue()
  .courses.flatMap(({ modules }) =>
    modules.flatMap(({ lessons }) => lessons.flatMap(({ items }) => items))
  );
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, courses.catalogue(), noon);
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
  const stranger = await addMember(db, await addSchool(db), 'instructor');
  ids = {
    plain: await publishOwn(db, staff, 'Which stroke glides along the back?'),
    drafted: await publishOwn(db, staff, 'Which stroke kneads?', { area: '7' }),
    withdrawn: await publishOwn(db, staff, 'Which stroke taps?'),
    elsewhere: await publishOwn(db, stranger, 'Which stroke is theirs?'),
    new: v7(),
    submitted: v7()
  };
  await setWithdrawn(db, staff, school, ids.withdrawn, true, noon);
  await draft(ids.drafted, { content: typed('Which stroke kneads deeply?'), basedOn: 1 });
  await draft(ids.new, { content: { type: 'match' } });
  await draft(ids.submitted, { content: typed('Read this?') }, after(noon, 1000));
  await drafts.setInReview(db, staff, school, ids.submitted, true, noon);
});
afterAll(() => database.close());

const draft = (item: string, change: object, at = noon) =>
  drafts.save(
    db,
    staff,
    school,
    item,
    { lesson: firstLesson.id, content: {}, revision: 0, basedOn: null, ...change },
    at
  );
const list = (filter: Record<string, string> = {}, who = staff) =>
  bankList.list(db, who, school, v.parse(BankFilter, filter));
const idsOf = async (filter: Record<string, string>) =>
  (await list(filter)).items.map(({ item }) => item);

test('what is asked is listed in the order of the course, a hundred at a time', async () => {
  const first = await list();
  const { length } = firstLesson.items;
  expect(first.items).toHaveLength(100);
  expect(first.items.map(({ item }) => item).slice(0, length + 3)).toEqual([
    ...firstLesson.items.map(({ id }) => id),
    ids.plain,
    ids.drafted,
    secondLesson.items[0]!.id
  ]);
  expect(first.total).toBe(shipped.length + 2);
  const last = await list({ page: String(Math.ceil(first.total / 100)) });
  expect(last.items).toHaveLength(first.total % 100);
  expect((await list({ page: '999' })).items).toEqual([]);
});

test.each<[string, Record<string, string>, () => string[]]>([
  ['the school’s own', { origin: 'own' }, () => [ids.plain, ids.drafted]],
  ['of an area', { origin: 'own', area: '7' }, () => [ids.drafted]],
  ['of a type', { origin: 'own', type: 'match' }, () => []],
  ['of a lesson', { origin: 'own', lesson: secondLesson.id }, () => []],
  ['with words of the stem', { q: 'GLIDES stroke' }, () => [ids.plain]],
  ['with signs that mean something to a database', { q: '%_\\' }, () => []],
  ['drafts, by what they say', { shelf: 'drafts', q: 'deeply' }, () => [ids.drafted]],
  ['all drafts, the newest first', { shelf: 'drafts' }, () => [ids.drafted, ids.new].toSorted()],
  ['in review', { shelf: 'review' }, () => [ids.submitted]],
  ['withdrawn', { shelf: 'withdrawn' }, () => [ids.withdrawn]]
])('%s', async (_, filter, wanted) => {
  expect(await idsOf(filter)).toEqual(wanted());
});

test('a draft says who writes it; a question that it is to be has no version yet', async () => {
  const [found] = (await list({ shelf: 'review' })).items;
  expect(found).toMatchObject({
    version: null,
    stem: 'Read this?',
    isOwn: true,
    draft: { by: 'Student', submittedAt: expect.any(String) }
  });
  const [asked] = (await list({ origin: 'own', area: '7' })).items;
  expect(asked).toMatchObject({ version: 1, stem: 'Which stroke kneads?', signed: null });
  expect(asked!.draft).not.toBeNull();
});

test('own questions are signed off, and again when they change', async () => {
  const sign = { version: 1, license: 'SC LMT 1' };
  expect(await signOffs.sign(db, staff, school, ids.plain, sign, noon)).toBe('signed');
  expect(await idsOf({ origin: 'own', state: 'signed' })).toEqual([ids.plain]);
  expect(await list({ origin: 'own' })).toMatchObject({ total: 2, signed: 1, awaiting: 1 });
  const content = typed('Which stroke glides?');
  await change(db, staff, school, ids.plain, { lesson: firstLesson.id, content, basedOn: 1 }, noon);
  expect(await idsOf({ origin: 'own', state: 'signed' })).toEqual([]);
});

test('the shelves are counted', async () => {
  expect(await bankList.counts(db, staff, school)).toEqual({
    asked: shipped.length + 2,
    drafts: 2,
    review: 1,
    withdrawn: 1
  });
});

test('students and other schools see nothing of it', async () => {
  const student = await addMember(db, school);
  const stranger = await addMember(db, await addSchool(db), 'admin');
  for (const who of [student, stranger]) {
    expect(await list({}, who)).toEqual({ items: [], total: 0, signed: 0, awaiting: 0 });
    expect((await bankList.counts(db, who, school)).drafts).toBe(0);
    expect(await bankList.nextAwaiting(db, who, school, ids.plain)).toBeNull();
    expect(await duplicatesOf(db, who, school, typed('Which stroke kneads?'))).toEqual([]);
  }
});

test('duplicates are those of the bank, shipped and own, and of no other school', async () => {
  const find = async (content: Record<string, unknown>, item?: string) =>
    (await duplicatesOf(db, staff, school, content, item))
      .filter(({ likeness }) => likeness === 1)
      .map(({ id }) => id);
  const same = typed('Which stroke kneads?');
  expect(await find(same)).toEqual([ids.drafted]);
  expect(await find(same, ids.drafted)).toEqual([]);
  expect(await find({ ...firstLesson.items[0]! })).toEqual([firstLesson.items[0]!.id]);
  expect(await find(typed('Which stroke is theirs?'))).toEqual([]);
  // What is new, or withdrawn, is known at once.
  const added = await publishOwn(db, staff, 'Which stroke vibrates?');
  expect(await find(typed('Which stroke vibrates?'))).toEqual([added]);
  await setWithdrawn(db, staff, school, added, true, noon);
  expect(await find(typed('Which stroke vibrates?'))).toEqual([]);
});

test('with thousands of own questions a page takes moments', async () => {
  const many = Array.from({ length: 5000 }, (_, i) => choiceItem(`item-${i}`, `What of ${i}?`));
  await db.$client.begin((tx) => publishMany(tx, school, firstLesson.id, many, noon));
  await db.$client`analyze`;
  const start = performance.now();
  expect((await list({ origin: 'own', page: '30' })).items).toHaveLength(100);
  expect((await list({ q: 'of 4711' })).items).toHaveLength(1);
  const { item } = (await list()).items[0]!;
  expect(await bankList.nextAwaiting(db, staff, school, item)).not.toBeNull();
  expect(performance.now() - start).toBeLessThan(10_000);
});
